"""The acts of an eviction procedure, dated, with the delay that each prints and its last day."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.guards import refuse
from secours_loyer.models.tenancy import Tenancy


class ActKind(models.TextChoices):
    """In the order of the procedure."""

    PAY = "commandement", "Commandement de payer"
    SIGNAL = "ccapex", "Signalement à la CCAPEX"
    SUMMONS = "assignation", "Assignation"
    HEARING = "audience", "Audience"
    JUDGMENT = "jugement", "Jugement"
    LEAVE = "quitter", "Commandement de quitter les lieux"
    FORCE = "concours", "Concours de la force publique demandé"
    FORCE_GRANTED = "accorde", "Concours de la force publique accordé"


class ActDelay(models.TextChoices):
    """What the act prints; none for acts that print none."""

    SIX_WEEKS = "six_semaines", "Six semaines"
    TWO_MONTHS = "deux_mois", "Deux mois"
    UNTIL = "date", "Une date précise"
    UNKNOWN = "inconnu", "Pas encore lu sur l’acte"


class Signaller(models.TextChoices):
    """Who told the CCAPEX."""

    BAILIFF = "commissaire", "Commissaire de justice"
    LANDLORD = "bailleur", "Bailleur"
    CCAS = "ccas", "CCAS"
    BENEFITS = "caf", "CAF ou MSA"


DELAYED = (ActKind.PAY, ActKind.JUDGMENT, ActKind.LEAVE)
# Six weeks for leases concluded since 29 July 2023, two months before (loi 2023-668 art. 10).
EXPECTED = f"""
    IF NEW.cancelled_at IS NOT NULL THEN RETURN NEW; END IF;
    SELECT lease_date INTO signed FROM secours_loyer_tenancy WHERE id = NEW.tenancy_id;
    expected := CASE
        WHEN NEW.delay = 'date' THEN NEW.printed_until
        WHEN NEW.kind = 'audience' THEN NEW.served_on
        WHEN NEW.kind = 'commandement' AND (NEW.delay = 'six_semaines'
             OR NEW.delay = 'inconnu' AND signed >= '2023-07-29') THEN NEW.served_on + 42
        WHEN NEW.kind IN ('commandement', 'quitter', 'concours')
             THEN (NEW.served_on + interval '2 months')::date
    END;
    IF NEW.deadline_on IS DISTINCT FROM expected THEN
        {refuse("act_deadline_computed", "the last day is not that of the act")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
FROZEN = f"""
    IF OLD.cancelled_at IS NOT NULL
       OR (NEW.tenancy_id, NEW.kind, NEW.served_on, NEW.signaller, NEW.noted_by_id, NEW.noted_at)
          IS DISTINCT FROM
          (OLD.tenancy_id, OLD.kind, OLD.served_on, OLD.signaller, OLD.noted_by_id, OLD.noted_at)
       OR (OLD.delay <> 'inconnu' AND (NEW.delay, NEW.printed_until, NEW.deadline_on)
           IS DISTINCT FROM (OLD.delay, OLD.printed_until, OLD.deadline_on))
    THEN {refuse("act_frozen", "an act is as it was noted")}
    END IF;
    RETURN NEW;
"""


class ProcedureActQuerySet(models.QuerySet["ProcedureAct"]):
    """Words of the acts."""

    def standing(self) -> models.QuerySet[ProcedureAct]:
        """Those that were not noted by mistake."""
        return self.filter(cancelled_at=None)


class ProcedureAct(models.Model):
    """An act is noted once; a delay not read yet may be completed, a mistake is crossed out."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "eviction": (
            *("kind", "served_on", "delay", "printed_until", "deadline_on", "signaller"),
            "cancel_reason",
        ),
        "technical": ("id", "tenancy", "noted_by", "noted_at", "cancelled_by", "cancelled_at"),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("acte", max_length=15, choices=ActKind.choices)
    served_on = models.DateField("le")
    delay = models.CharField(
        "délai écrit sur l’acte", max_length=15, choices=ActDelay.choices, blank=True
    )
    printed_until = models.DateField("date écrite sur l’acte", null=True, blank=True)
    deadline_on = models.DateField("dernier jour", null=True)
    signaller = models.CharField(
        "signalé par", max_length=15, choices=Signaller.choices, blank=True
    )
    noted_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("noté le")
    cancelled_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField("rayé le", null=True)
    cancel_reason = models.CharField("pourquoi", max_length=200, blank=True)

    objects = ProcedureActQuerySet.as_manager()

    class Meta:
        verbose_name = "acte de procédure"
        verbose_name_plural = "actes de procédure"
        ordering = ["-served_on", "-pk"]
        indexes = [
            models.Index(
                fields=["deadline_on"],
                condition=Q(cancelled_at=None, deadline_on__isnull=False),
                name="act_deadline",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="act_kind_known",
                condition=Q(kind__in=ActKind.values),
                violation_error_message="Cet acte n’existe pas.",
            ),
            models.CheckConstraint(
                name="act_delay_fits",
                condition=Q(kind=ActKind.PAY, delay__in=ActDelay.values)
                | Q(
                    kind=ActKind.LEAVE,
                    delay__in=[ActDelay.TWO_MONTHS, ActDelay.UNTIL, ActDelay.UNKNOWN],
                )
                | Q(kind=ActKind.JUDGMENT, delay__in=[ActDelay.UNTIL, ActDelay.UNKNOWN])
                | (~Q(kind__in=DELAYED) & Q(delay="")),
                violation_error_message=(
                    "Ce délai n’est pas de cet acte. Choisissez « Pas encore lu » si vous ne "
                    "l’avez pas sous les yeux."
                ),
            ),
            models.CheckConstraint(
                name="act_printed_date",
                condition=Q(
                    delay=ActDelay.UNTIL,
                    printed_until__isnull=False,
                    printed_until__gte=F("served_on"),
                )
                | (~Q(delay=ActDelay.UNTIL) & Q(printed_until=None)),
                violation_error_message="Recopiez la date écrite sur l’acte, après sa remise.",
            ),
            models.CheckConstraint(
                name="act_signaller_named",
                condition=Q(kind=ActKind.SIGNAL, signaller__in=Signaller.values)
                | (~Q(kind=ActKind.SIGNAL) & Q(signaller="")),
                violation_error_message="Dites qui a signalé à la CCAPEX.",
            ),
            models.CheckConstraint(
                name="act_crossed_out",
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")
                ),
                violation_error_message="Dites pourquoi l’acte est rayé.",
            ),
            models.UniqueConstraint(
                fields=["tenancy", "kind", "served_on"],
                condition=Q(cancelled_at=None),
                name="act_once",
                violation_error_message="Cet acte est déjà noté à cette date.",
            ),
        ]
        triggers = [
            *kept("act_kept"),
            Wall(name="act_frozen", when=pgtrigger.Before, operation=pgtrigger.Update, func=FROZEN),
            Wall(
                name="act_deadline_computed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("signed", "date"), ("expected", "date")],
                func=EXPECTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, le {self.served_on:%d/%m/%Y}"
