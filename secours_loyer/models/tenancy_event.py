"""What happens to a lease: until somebody says what follows from it, nothing is paid on it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import tenancy_event_sql
from secours_loyer.models.apart_sql import EVENT_APART, apart
from secours_loyer.models.guards import frozen
from secours_loyer.models.landlord import Landlord
from secours_loyer.models.tenancy import Tenancy


class LeaseEvent(models.TextChoices):
    """What happened, dated."""

    LEFT = "depart", "Le ménage a quitté le logement"
    DEATH = "deces", "Décès du locataire"
    SOLD = "vente", "Logement vendu"
    NEW_LANDLORD = "bailleur", "Nouveau bailleur"
    TERMINATED = "resiliation", "Bail résilié"
    EVICTED = "expulsion", "Expulsion"


class LeaseAnswer(models.TextChoices):
    """What follows; an event without answer blocks payments and plans."""

    CONTINUED = "continue", "Le bail continue (conjoint, colocataire, héritier)"
    SELLER = "vendeur", "La dette reste due au bailleur du dossier"
    CONFIRMED = "bailleur", "Nouveau bailleur confirmé"
    OCCUPATION = "indemnite", "Le ménage reste : indemnité d’occupation"
    PROTOCOL = "protocole", "Le ménage reste : protocole de cohésion sociale signé"
    MISTAKE = "erreur", "Noté par erreur"


# Kind → the answers that make sense; the database holds the same list.
ANSWERS: dict[LeaseEvent, tuple[LeaseAnswer, ...]] = {
    LeaseEvent.LEFT: (LeaseAnswer.CONTINUED, LeaseAnswer.MISTAKE),
    LeaseEvent.DEATH: (LeaseAnswer.CONTINUED, LeaseAnswer.MISTAKE),
    LeaseEvent.SOLD: (LeaseAnswer.SELLER, LeaseAnswer.CONFIRMED, LeaseAnswer.MISTAKE),
    LeaseEvent.NEW_LANDLORD: (LeaseAnswer.CONFIRMED, LeaseAnswer.MISTAKE),
    LeaseEvent.TERMINATED: (
        *(LeaseAnswer.OCCUPATION, LeaseAnswer.PROTOCOL),
        *(LeaseAnswer.CONTINUED, LeaseAnswer.MISTAKE),
    ),
    LeaseEvent.EVICTED: (LeaseAnswer.MISTAKE,),
}
ENDING = (LeaseEvent.LEFT, LeaseEvent.DEATH, LeaseEvent.TERMINATED, LeaseEvent.EVICTED)
STAYS = (LeaseAnswer.OCCUPATION, LeaseAnswer.PROTOCOL)
# After these answers the lease goes on as if nothing had ended it.
UNDONE = (LeaseAnswer.CONTINUED, LeaseAnswer.MISTAKE)
TYPED = (
    *("tenancy_id", "kind", "happened_on", "new_landlord_id", "detail"),
    *("noted_by_id", "noted_at"),
)


def _fitting() -> Q:
    """An answer of the list of its event."""
    return reduce(or_, (Q(kind=kind, answer__in=said) for kind, said in ANSWERS.items()))


class TenancyEventQuerySet(models.QuerySet["TenancyEvent"]):
    """Words of the events."""

    def open(self) -> models.QuerySet[TenancyEvent]:
        """Those that nobody answered."""
        return self.filter(answer="")

    def ending(self) -> models.QuerySet[TenancyEvent]:
        """Those that ended the lease."""
        return self.filter(kind__in=ENDING).exclude(answer__in=UNDONE)


class TenancyEvent(models.Model):
    """One person notes it, another says what follows."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "eviction": ("kind", "happened_on", "detail", "answer", "answer_reason"),
        "technical": (
            *("id", "tenancy", "new_landlord", "noted_by", "noted_at"),
            *("answered_by", "answered_at"),
        ),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("événement", max_length=12, choices=LeaseEvent.choices)
    happened_on = models.DateField("le")
    new_landlord = models.ForeignKey(
        Landlord,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nouveau bailleur",
    )
    detail = models.CharField("précision", max_length=200, blank=True)
    noted_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("noté le")
    answer = models.CharField("suite", max_length=12, choices=LeaseAnswer.choices, blank=True)
    answer_reason = models.CharField("pourquoi", max_length=300, blank=True)
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("tranché le", null=True)

    objects = TenancyEventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement du bail"
        verbose_name_plural = "événements du bail"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lease_event_kind_known",
                condition=Q(kind__in=LeaseEvent.values),
                violation_error_message="Cet événement n’existe pas.",
            ),
            models.CheckConstraint(
                name="lease_event_names_landlord",
                condition=Q(kind=LeaseEvent.NEW_LANDLORD, new_landlord__isnull=False)
                | (~Q(kind=LeaseEvent.NEW_LANDLORD) & Q(new_landlord=None)),
                violation_error_message="Dites qui est le nouveau bailleur.",
            ),
            models.CheckConstraint(
                name="lease_event_answer_fits",
                condition=Q(answer="") | _fitting(),
                violation_error_message="Cette suite ne convient pas à cet événement.",
            ),
            models.CheckConstraint(
                name="lease_event_answered",
                condition=Q(answer="", answered_by=None, answered_at=None, answer_reason="")
                | (
                    ~Q(answer="")
                    & ~Q(answer_reason="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                violation_error_message="Dites pourquoi, et qui a tranché.",
            ),
            models.CheckConstraint(
                name="lease_event_two_people",
                condition=Q(answered_by=None) | ~Q(answered_by=F("noted_by")),
                violation_error_message=(
                    "Une autre personne que celle qui a noté l’événement dit ce qui suit."
                ),
            ),
            models.UniqueConstraint(
                fields=["tenancy", "kind"],
                condition=Q(answer=""),
                name="lease_event_open_once",
                violation_error_message="Cet événement est déjà noté pour ce bail.",
            ),
        ]
        triggers = [
            *kept("lease_event_kept"),
            frozen("lease_event", TYPED),
            apart("lease_event", EVENT_APART),
            Wall(
                name="lease_event_once_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=tenancy_event_sql.ANSWERED_ONCE,
            ),
            Wall(
                name="lease_event_left_as_known",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=tenancy_event_sql.LEFT_AS_KNOWN,
            ),
            Wall(
                name="lease_event_pauses_plans",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=tenancy_event_sql.PLANS_PAUSED,
            ),
            Wall(
                name="lease_event_ends_lease",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=tenancy_event_sql.ENDED_BY_EVENT.format(lease="NEW.tenancy_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, le {self.happened_on:%d/%m/%Y}"
