"""One line of a file that came back, and what became of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import LINE_APART, apart
from secours_loyer.models.guards import frozen, known_state, refuse, state_machine
from secours_loyer.models.one_person_sql import two_people
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.put_aside_sql import PUT_ASIDE
from secours_loyer.models.return_file import ReturnFile, ReturnKind
from secours_loyer.models.second_debit_sql import SECOND
from secours_loyer.states import ATTACHED, RETURN, ReturnState

if TYPE_CHECKING:
    from actors.models import User

# The bank's files tell movements of money, each once; the accountant's repeat where things stand.
MOVEMENTS = (ReturnKind.STATEMENT, ReturnKind.NOTICE)
# A line is attached to an order of its own amount, in euros, and stays the one that was read.
ATTACH = f"""
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_returnfile WHERE id = NEW.file_id AND kind = NEW.source
    ) THEN {refuse("return_line_of_its_file", "the line is not of the kind of its file")}
    END IF;
    IF TG_OP = 'INSERT' AND NEW.reference !~ '^OP-20[0-9]{{2}}-[0-9]{{6}}$'
       AND upper(regexp_replace(NEW.reference, '[[:space:]]+', '', 'g'))
           ~ '^OP[^0-9A-Z]*20[0-9]{{2}}[^0-9A-Z]*[0-9]{{6}}$'
    THEN {refuse("return_line_reference_ours", "a reference of ours is kept as we write it")}
    END IF;
    IF NEW.state NOT IN ('rapprochee', 'reglee') THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o WHERE o.id = NEW.order_id
          AND o.amount_cents = NEW.amount_cents AND NEW.currency = 'EUR' AND o.batch_id IS NOT NULL
          AND (NEW.state = 'reglee' OR o.end_to_end_id = NEW.reference)
    ) THEN {refuse("return_line_of_this_order", "no sent order of this reference and amount")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.id = NEW.order_id AND (o.channel = 'mandat') <> (NEW.source = 'statut')
    ) THEN {refuse("return_line_of_its_channel", "the bank answers no mandate, the accountant all")}
    END IF;
    IF NEW.state <> OLD.state AND {SECOND} THEN
        {refuse("return_line_second_debit", "the payment had come back before this debit")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class Event(models.TextChoices):
    """What the line says; the words are those of `bank_files.read_line.Said`."""

    PAID = "paye", "Payé"
    BACK = "retour", "Revenu"
    RECEIVED = "recu", "Somme reçue"
    TAKEN = "pris_en_charge", "Pris en charge"
    HELD = "en_instance", "En instance"
    VISA_REFUSED = "rejete_visa", "Rejeté au visa"
    REJECTED = "rejete", "Rejeté après prise en charge"


class Problem(models.TextChoices):
    """Why a line waits for people."""

    UNKNOWN = "inconnue", "Aucun ordre ne porte cette référence."
    NO_REFERENCE = "sans_reference", "Le mouvement ne donne aucune référence d’ordre."
    AMOUNT = "montant", "Le montant n’est pas celui de l’ordre."
    CURRENCY = "devise", "Le mouvement n’est pas en euros."
    STATE = "etat", "L’état de l’ordre ne permet pas cette réponse."
    CHANNEL = (
        "circuit",
        "Le comptable répond sur les mandats, la banque sur les virements, pas sur cet ordre.",
    )
    TWICE = "double", "Le même mouvement est déjà rapproché de cet ordre."
    SECOND = (
        "second_debit",
        (
            "Ce débit est daté du retour du paiement ou d’après, ou d’après le jour où « payé » a "
            "été noté à la main : l’aide est peut-être payée deux fois. Demandez à la banque ce "
            "que c’est ; l’ordre qui remplace celui-ci attend."
        ),
    )
    NOT_HANDED = (
        "non_remis",
        (
            "Le lot de cet ordre n’est pas noté « transmis » : le comptable ne peut pas y avoir "
            "répondu. Notez d’abord la transmission si elle a eu lieu. Puis une personne propose "
            "l’ordre, une autre règle la ligne."
        ),
    )
    RECEIVED = "recu", "Une somme reçue n’est pas un retour de virement."
    DAY = "date", "La date manque, ou n’est pas entre le départ de l’ordre et aujourd’hui."
    CHEQUE = (
        "cheque",
        (
            "Une somme revient sur un chèque acquitté : demandez à la banque ce que c’est. Le "
            "chèque n’est pas payé ? Notez le retour sur l’ordre, puis écartez cette ligne."
        ),
    )
    TIED = (
        "lien",
        (
            "À confirmer par d’autres personnes : qui a importé le fichier est à l’écart de ce "
            "dossier (lien déclaré, ou membre de l’organisation du bailleur)."
        ),
    )
    REFUSED = "refus", "Le portail a refusé d’appliquer cette réponse."


class ReturnLineQuerySet(models.QuerySet["ReturnLine"]):
    """Words of the lines."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class ReturnLine(models.Model):
    """What was read never changes. `order` is the one that the line was matched with, or, in
    quarantine, the one that `proposed_by` found: another person settles it. Or the one that the
    line names, when whoever brought it stands apart: two others propose and settle it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("amount_cents",),
        "content": ("reference", "words", "reason", "text", "bank_reference"),
        "technical": (
            *("id", "uid", "file", "rank", "source", "event", "currency", "code", "booked_on"),
            *("state", "problem", "order", "proposed_by", "proposed_at"),
            *("resolved_by", "resolved_at", "aside_by", "aside_at"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(ReturnFile, on_delete=models.PROTECT, related_name="lines")
    rank = models.PositiveIntegerField("ligne")
    source = models.CharField(max_length=10, choices=ReturnKind.choices)
    event = models.CharField("réponse", max_length=15, choices=Event.choices)
    reference = models.CharField("référence", max_length=70, blank=True)
    amount_cents = models.BigIntegerField("montant", null=True)
    currency = models.CharField("devise", max_length=3)
    code = models.CharField("code du motif", max_length=35, blank=True)
    words = models.CharField("motif écrit", max_length=70, blank=True)
    booked_on = models.DateField("date", null=True)
    text = models.CharField(
        "texte du mouvement", max_length=140, blank=True, default="", db_default=""
    )
    bank_reference = models.CharField(
        "référence de la banque", max_length=70, blank=True, default="", db_default=""
    )
    state = models.CharField(
        "état", max_length=15, choices=ReturnState.choices, default=ReturnState.READ
    )
    problem = models.CharField(
        "ce qui ne va pas", max_length=15, choices=Problem.choices, blank=True
    )
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, related_name="return_lines"
    )
    proposed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField("proposée le", null=True)
    resolved_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField("résolue le", null=True)
    reason = models.CharField("pourquoi", max_length=300, blank=True)
    # Who proposed to put the line aside, for `reason`: another person does it.
    aside_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    aside_at = models.DateTimeField("écart proposé le", null=True)

    objects = ReturnLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de retour"
        verbose_name_plural = "lignes de retour"
        ordering = ["-file", "rank"]
        indexes = [
            models.Index(
                fields=["file", "rank"], condition=Q(state="lue"), name="return_line_to_do"
            ),
            models.Index(
                fields=["booked_on"], condition=Q(state="quarantaine"), name="return_line_waiting"
            ),
        ]
        constraints = [
            known_state("return_line", ReturnState),
            models.UniqueConstraint(
                fields=["file", "rank"],
                name="return_line_once",
                violation_error_message="Cette ligne du fichier est déjà lue.",
            ),
            models.UniqueConstraint(
                fields=["order", "event", "source"],
                condition=Q(state__in=ATTACHED, source__in=MOVEMENTS),
                name="return_line_said_once",
                violation_error_message="Le même mouvement est déjà rapproché de cet ordre.",
            ),
            models.CheckConstraint(
                name="return_line_amount",
                condition=Q(amount_cents=None) | Q(amount_cents__gt=0),
                violation_error_message="Le montant doit être supérieur à zéro.",
            ),
            models.CheckConstraint(
                name="return_line_by_state",
                condition=Q(state=ReturnState.READ, problem="", order=None, proposed_by=None)
                | Q(state=ReturnState.MATCHED, problem="", order__isnull=False, proposed_by=None)
                | (Q(state__in=[ReturnState.QUARANTINED, ReturnState.DISMISSED]) & ~Q(problem=""))
                | (Q(state=ReturnState.SETTLED, order__isnull=False) & ~Q(problem="")),
                violation_error_message="Une ligne en quarantaine dit ce qui ne va pas.",
            ),
            models.CheckConstraint(
                name="return_line_proposed_whole",
                condition=Q(proposed_by=None, proposed_at=None)
                | Q(proposed_by__isnull=False, proposed_at__isnull=False, order__isnull=False),
                violation_error_message="Une proposition nomme un ordre et une personne.",
            ),
            models.CheckConstraint(
                name="return_line_resolved_whole",
                condition=Q(
                    state__in=[ReturnState.READ, ReturnState.MATCHED, ReturnState.QUARANTINED],
                    resolved_by=None,
                    resolved_at=None,
                )
                | Q(
                    state__in=[ReturnState.SETTLED, ReturnState.DISMISSED],
                    resolved_by__isnull=False,
                    resolved_at__isnull=False,
                ),
                violation_error_message="Une ligne résolue l’est par quelqu’un, un jour donné.",
            ),
            models.CheckConstraint(
                name="return_line_two_people",
                condition=~Q(state=ReturnState.SETTLED)
                | (Q(proposed_by__isnull=False) & ~Q(proposed_by=F("resolved_by"))),
                violation_error_message=(
                    "Une autre personne que celle qui a proposé l’ordre règle la ligne."
                ),
            ),
            models.CheckConstraint(
                name="return_line_aside_whole",
                condition=Q(aside_by=None, aside_at=None)
                | Q(aside_by__isnull=False, aside_at__isnull=False) & ~Q(reason=""),
                violation_error_message="Qui propose d’écarter une ligne écrit pourquoi.",
            ),
            models.CheckConstraint(
                name="return_line_dismissed_why",
                condition=~Q(state=ReturnState.DISMISSED) | ~Q(reason=""),
                violation_error_message="Écrivez pourquoi cette ligne est écartée.",
            ),
        ]
        triggers = [
            *kept("return_line_kept"),
            state_machine("return_line", RETURN, start=ReturnState.READ.value),
            frozen(
                "return_line",
                (
                    *("uid", "file_id", "rank", "source", "event", "reference", "amount_cents"),
                    *("currency", "code", "words", "booked_on", "text", "bank_reference"),
                ),
            ),
            frozen(
                "return_line_done",
                (
                    *("problem", "order_id", "proposed_by_id", "proposed_at"),
                    *("resolved_by_id", "resolved_at", "reason", "aside_by_id", "aside_at"),
                ),
                unless="OLD.state IN ('lue', 'quarantaine')",
            ),
            two_people(
                "return_line",
                ("resolved_by_id", "proposed_by_id"),
                ("resolved_by_id", "aside_by_id"),
            ),
            apart("return_line", LINE_APART, pgtrigger.Update),
            Wall(
                name="return_line_put_aside",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=PUT_ASIDE,
            ),
            Wall(
                name="return_line_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ATTACH,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.rank}"
