"""An order to pay: what it says, where it stands, and who took its last step."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import (
    apart_sql,
    one_person_sql,
    order_answer_sql,
    order_batch_sql,
    order_failure_sql,
    order_hold_sql,
    order_sql,
    overpayment_sql,
    tenancy_event_sql,
    tie_sql,
)
from secours_loyer.models.account import LandlordAccount
from secours_loyer.models.account_sql import ORDER_PAYEE_CHECKED
from secours_loyer.models.batch import Batch
from secours_loyer.models.channel import Channel
from secours_loyer.models.decision import Award
from secours_loyer.models.guards import (
    frozen,
    known_state,
    positive,
    state_machine,
)
from secours_loyer.states import (
    DEAD_ORDER,
    FAILED,
    NOTED_STEPS,
    ORDER,
    SETTLED,
    UNANSWERED,
    OrderState,
)

if TYPE_CHECKING:
    from actors.models import User

MOST_TRANCHES = 99
IN_BATCH = (OrderState.IN_BATCH, *UNANSWERED, *SETTLED, *FAILED)


def guard(name: str, operation: pgtrigger.Operation, func: str, *declare: tuple[str, str]) -> Wall:
    """Before the row is written."""
    return Wall(
        name=name, when=pgtrigger.Before, operation=operation, declare=list(declare), func=func
    )


class OrderQuerySet(models.QuerySet["PaymentOrder"]):
    """Words of the orders."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class PaymentOrder(models.Model):
    """Its content is fixed once checked; `round` rises when it is taken back, voiding approvals."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "bank": ("payee_name", "label"),
        "debts": ("amount_cents",),
        "technical": (
            *("id", "uid", "award", "tranche", "account", "budget_year", "end_to_end_id", "state"),
            *(
                "channel",
                "round",
                "prepared_by",
                "prepared_at",
                "batch",
                "line",
                "replaces",
                "reason",
                *("piece", "held_at", "taken_at", "moved_by"),
                *("failed_by", "failure_seen_by", "failure_seen_at", "failure_step"),
                *("failure_words", "failure_denied_by", "failure_denied_at", "failure_denial"),
            ),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="orders")
    tranche = models.PositiveSmallIntegerField("tranche", default=1)
    amount_cents = models.BigIntegerField("montant")
    account = models.ForeignKey(LandlordAccount, on_delete=models.PROTECT, related_name="orders")
    payee_name = models.CharField("bénéficiaire", max_length=70)
    label = models.CharField("libellé du virement", max_length=140)
    channel = models.CharField(
        "circuit", max_length=10, choices=Channel.choices, default=Channel.REGIE
    )
    budget_year = models.PositiveSmallIntegerField("exercice")
    end_to_end_id = models.CharField("référence", max_length=35, unique=True, editable=False)
    state = models.CharField(
        "état", max_length=20, choices=OrderState.choices, default=OrderState.DRAFT
    )
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    prepared_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("préparé le")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="orders")
    line = models.PositiveIntegerField("ligne", null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    reason = models.CharField("motif du rejet ou du retour", max_length=200, blank=True)
    # The number of the accounting piece, in its budget year; given when a *mandat* leaves.
    piece = models.PositiveIntegerField("numéro de pièce", null=True)
    held_at = models.DateTimeField("en instance le", null=True)
    taken_at = models.DateTimeField("pris en charge le", null=True)
    # Who took its last step since it was prepared, or wrote its draft again: a wall looks at them.
    moved_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Who noted by hand that it failed, by which step and with what words; then who confirmed, and
    # the order takes the step; or the last one who said that it was a mistake: nothing moved.
    # Nobody when a file said so.
    failed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    failure_seen_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    failure_seen_at = models.DateTimeField("échec confirmé le", null=True)
    failure_step = models.CharField(
        "échec noté", max_length=20, blank=True, default="", db_default=""
    )
    failure_words = models.CharField(
        "ce qui a été lu", max_length=120, blank=True, default="", db_default=""
    )
    failure_denied_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    failure_denied_at = models.DateTimeField("erreur dite le", null=True)
    failure_denial = models.CharField(
        "pourquoi c’était une erreur", max_length=300, blank=True, default="", db_default=""
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "ordre de paiement"
        verbose_name_plural = "ordres de paiement"
        ordering = ["-prepared_at", "-pk"]
        indexes = [models.Index(fields=["state", "prepared_at"], name="order_state")]
        constraints = [
            known_state("order", OrderState),
            *positive("order", "amount_cents"),
            models.CheckConstraint(
                name="order_tranche_known",
                condition=Q(tranche__gte=1, tranche__lte=MOST_TRANCHES),
                violation_error_message=(
                    f"Une aide se paie en {MOST_TRANCHES} tranches au plus, numérotées depuis 1."
                ),
            ),
            models.CheckConstraint(
                name="order_channel_known",
                condition=Q(channel__in=Channel.values),
                violation_error_message="Ce circuit de paiement n’existe pas.",
            ),
            models.UniqueConstraint(
                fields=["award", "tranche"],
                condition=~Q(state__in=DEAD_ORDER),
                name="order_live_once",
                violation_error_message="Un ordre est déjà en cours pour cette aide.",
            ),
            models.UniqueConstraint(
                fields=["batch", "line"],
                name="order_line_once",
                violation_error_message="Cette ligne du lot est déjà prise.",
            ),
            models.CheckConstraint(
                name="order_batch_by_state",
                condition=(Q(state__in=IN_BATCH) & Q(batch__isnull=False, line__isnull=False))
                | (~Q(state__in=IN_BATCH) & Q(batch=None, line=None)),
                violation_error_message="Seul un ordre mis en lot a une ligne de lot.",
            ),
            models.UniqueConstraint(
                fields=["budget_year", "piece"],
                condition=Q(piece__isnull=False)
                & ~Q(state__in=[OrderState.VISA_REFUSED, OrderState.UNSENT]),
                name="order_piece_once",
                violation_error_message="Ce numéro de pièce est déjà pris.",
            ),
            models.CheckConstraint(
                name="order_visa_before_charge",
                condition=~Q(state=OrderState.VISA_REFUSED) | Q(taken_at=None),
                violation_error_message=(
                    "Cet ordre est déjà pris en charge : notez un rejet après prise en charge."
                ),
            ),
            models.CheckConstraint(
                name="order_failure_seen_whole",
                condition=Q(failure_seen_by=None, failure_seen_at=None)
                | Q(failure_seen_by__isnull=False, failure_seen_at__isnull=False),
                violation_error_message="Un échec est confirmé par quelqu’un, un jour donné.",
            ),
            models.CheckConstraint(
                name="order_failure_noted_whole",
                condition=Q(failure_step="", failure_words="")
                | Q(failure_step__in=list(NOTED_STEPS), failed_by__isnull=False),
                violation_error_message="Un échec se note par quelqu’un, avec ce qui est arrivé.",
            ),
            models.CheckConstraint(
                name="order_failure_denied_whole",
                condition=Q(failure_denied_by=None, failure_denied_at=None, failure_denial="")
                | Q(
                    failure_denied_by__isnull=False,
                    failure_denied_at__isnull=False,
                    failure_denial__regex=r"\S.{8,}\S",
                ),
                violation_error_message="Écrivez en une phrase pourquoi c’était une erreur.",
            ),
            models.CheckConstraint(
                name="order_replaces_another",
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                violation_error_message="Un ordre ne se remplace pas lui-même.",
            ),
        ]
        triggers = [
            *kept("order_kept"),
            state_machine("order", ORDER, start=OrderState.DRAFT.value),
            frozen(
                "order",
                order_sql.CONTENT,
                unless="OLD.state = 'brouillon' AND NEW.state = 'brouillon'",
            ),
            frozen("order_identity", order_sql.IDENTITY),
            frozen("order_prepared", ("prepared_by_id", "prepared_at")),
            frozen("order_reason", ("reason",), unless=order_sql.ANSWERED),
            guard("order_by_its_role", pgtrigger.Insert, order_sql.BY_ITS_ROLE),
            guard(
                "order_within_award",
                pgtrigger.Insert | pgtrigger.Update,
                order_sql.WITHIN_AWARD,
                ("held", "record"),
                ("others", "bigint"),
            ),
            guard(
                "order_after_decision",
                pgtrigger.Insert | pgtrigger.Update,
                order_sql.AFTER_DECISION,
            ),
            guard("order_payee", pgtrigger.Insert | pgtrigger.Update, order_sql.PAYEE),
            guard("order_payee_checked", pgtrigger.Update, ORDER_PAYEE_CHECKED),
            guard(
                "order_approved",
                pgtrigger.Update,
                order_sql.APPROVED,
                ("valid", "integer"),
                ("here", "integer"),
            ),
            guard("order_taken_back", pgtrigger.Insert | pgtrigger.Update, order_batch_sql.ROUND),
            guard("order_with_its_batch", pgtrigger.Update, order_batch_sql.WITH_ITS_BATCH),
            guard("order_on_its_year", pgtrigger.Update, order_sql.ON_ITS_YEAR),
            guard("order_decided", pgtrigger.Update, order_sql.THIRD_PARTY),
            guard("order_cheque", pgtrigger.Update, order_sql.BY_CHEQUE),
            guard("order_written_by_channel", pgtrigger.Update, order_answer_sql.BY_ITS_CHANNEL),
            guard("order_unsent", pgtrigger.Update, order_sql.UNSENT),
            Wall(
                name="order_cancelled_with_its_batch",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state="annule_emis"),
                func=order_sql.UNSENT_WITH_ITS_BATCH,
            ),
            guard("order_forwarded", pgtrigger.Update, order_sql.FORWARDED),
            guard(
                "order_on_lease",
                pgtrigger.Update,
                tenancy_event_sql.ORDER_ON_LEASE,
                ("held", "record"),
            ),
            guard("order_untied", pgtrigger.Update, tie_sql.ORDER_UNTIED, ("held", "record")),
            apart_sql.apart("order", apart_sql.PREPARER_APART, pgtrigger.Insert),
            apart_sql.apart("order_step", apart_sql.STEP_APART, pgtrigger.Update),
            apart_sql.apart("failure", apart_sql.FAILURE_APART, pgtrigger.Update),
            guard(
                "order_held_back",
                pgtrigger.Update,
                order_hold_sql.ORDER_HELD_BACK,
                ("held", "record"),
            ),
            one_person_sql.two_people("order", ("failure_seen_by_id", "failed_by_id")),
            guard("order_stays", pgtrigger.Update, order_sql.LEAVE_BATCH),
            frozen(
                "order_piece",
                ("piece",),
                unless="OLD.state = 'en_lot' AND NEW.state = 'emis' AND OLD.piece IS NULL",
            ),
            frozen(
                "order_taken",
                ("taken_at",),
                unless="NEW.state = 'pris_en_charge' AND OLD.taken_at IS NULL",
            ),
            frozen("order_held", ("held_at",), unless="NEW.state = 'en_instance'"),
            guard("order_numbered", pgtrigger.Update, order_sql.NUMBERED),
            Wall(
                name="order_written_off",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("noted", "boolean"), ("denied", "boolean"), ("seer", "bigint")],
                func=order_failure_sql.FAILED,
            ),
            Wall(
                name="order_returned_unclaimed",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state="retourne"),
                func=overpayment_sql.NONE_LEFT,
            ),
            Wall(
                name="order_not_twice",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=order_failure_sql.NOT_TWICE,
            ),
            guard(
                "order_replaces_dead", pgtrigger.Insert | pgtrigger.Update, order_sql.REPLACES_DEAD
            ),
        ]

    def __str__(self) -> str:
        return self.end_to_end_id
