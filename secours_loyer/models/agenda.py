"""The agenda of a session: each file, what was entered for it, and who stepped aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import DECISION_READER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.agenda_sql import ITEM_RIGHT, RECUSAL_RIGHT
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest
from secours_loyer.models.review_sql import REVIEWED_RIGHT
from secours_loyer.models.session import CommissionSession, SessionMember

if TYPE_CHECKING:
    from actors.models import User


class ItemOutcome(models.TextChoices):
    """What the commission says of a file; the values of `Outcome`, the adjournment, and for a
    contested decision that it stays."""

    GRANTED = "accord", "Accord"
    REFUSED = "refus", "Refus"
    ADJOURNED = "ajourne", "Ajournement"
    MAINTAINED = "maintien", "Décision maintenue"


class AgendaQuerySet(models.QuerySet["AgendaItem"]):
    """Words of the agenda."""

    def visible_to(self, user: User) -> Self:
        """Whoever may read decisions."""
        return self if DECISION_READER.allows(user) else self.none()

    def live(self) -> Self:
        """Not taken off."""
        return self.filter(left_at=None)


class AgendaItem(models.Model):
    """One file of one session. `voters`: members who sat for it, those who stepped aside out."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("outcome", "motive", "aid_cents", "plan_cents"),
        "technical": (
            *("id", "session", "request", "rank", "voters", "entered_by", "entered_at"),
            *("left_at", "decided_at", "appeal"),
        ),
    }

    session = models.ForeignKey(CommissionSession, on_delete=models.PROTECT, related_name="items")
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="agenda_items")
    rank = models.PositiveSmallIntegerField("rang")
    outcome = models.CharField(
        "résultat", max_length=10, choices=ItemOutcome.choices, blank=True, default=""
    )
    motive = models.TextField("motif", max_length=1500, blank=True, default="")
    aid_cents = models.PositiveIntegerField("aide (centimes)", default=0)
    plan_cents = models.PositiveIntegerField("plan d’apurement (centimes)", null=True)
    voters = models.PositiveSmallIntegerField("membres ayant siégé", null=True)
    entered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField("saisi le", null=True)
    left_at = models.DateTimeField("retiré le", null=True)
    decided_at = models.DateTimeField("décidé le", null=True)

    # The appeal that this examination answers: the decision it contests is looked at again.
    appeal = models.ForeignKey(
        "secours_loyer.Appeal",
        on_delete=models.PROTECT,
        null=True,
        related_name="items",
        verbose_name="recours examiné",
    )

    objects = AgendaQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier d’une séance"
        verbose_name_plural = "dossiers des séances"
        ordering = ["session", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "rank"],
                name="item_rank_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deux dossiers ont le même rang.",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(left_at=None, decided_at=None),
                name="item_live_once",
                violation_error_message="Ce dossier est déjà inscrit à une séance.",
            ),
            models.CheckConstraint(
                name="item_outcome_known",
                condition=Q(outcome="") | Q(outcome__in=ItemOutcome.values),
                violation_error_message="Ce résultat n’existe pas.",
            ),
            models.CheckConstraint(
                name="item_amount_matches_outcome",
                condition=Q(outcome=ItemOutcome.GRANTED, aid_cents__gt=0)
                | (~Q(outcome=ItemOutcome.GRANTED) & Q(aid_cents=0, plan_cents=None)),
                violation_error_message="Un accord a un montant, un autre résultat n’en a pas.",
            ),
            models.CheckConstraint(
                name="item_outcome_of_review",
                condition=Q(appeal=None) & ~Q(outcome=ItemOutcome.MAINTAINED)
                | Q(appeal__isnull=False) & ~Q(outcome=ItemOutcome.REFUSED),
                violation_error_message=(
                    "Un recours se conclut par « Décision maintenue », un accord ou un ajournement."
                ),
            ),
            models.CheckConstraint(
                name="item_entered_whole",
                condition=Q(outcome="", motive="", voters=None, entered_by=None, entered_at=None)
                | (
                    ~Q(outcome="")
                    & ~Q(motive="")
                    & Q(voters__isnull=False, entered_by__isnull=False, entered_at__isnull=False)
                ),
                violation_error_message="Écrivez le motif : il figure sur la lettre.",
            ),
        ]
        triggers = [
            *kept("item_kept"),
            frozen("item", ("session_id", "request_id", "appeal_id")),
            Wall(
                name="item_reviews_appeal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=REVIEWED_RIGHT,
            ),
            Wall(
                name="item_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("held", "record"), ("sitting", "integer")],
                func=ITEM_RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} n° {self.rank}"


class Recusal(models.Model):
    """A member steps aside for one file: they neither deliberate nor count for its quorum."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("reason",),
        "technical": ("id", "item", "member", "at", "by", "lifted_at"),
    }

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(SessionMember, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField("motif", max_length=200)
    at = models.DateTimeField("noté le")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField("corrigé le", null=True)

    class Meta:
        verbose_name = "déport"
        verbose_name_plural = "déports"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=Q(lifted_at=None),
                name="recusal_once",
                violation_error_message="Ce membre est déjà déporté pour ce dossier.",
            ),
            models.CheckConstraint(
                name="recusal_reason_given",
                condition=~Q(reason=""),
                violation_error_message="Écrivez le motif du déport.",
            ),
            models.CheckConstraint(
                name="recusal_lifted_after",
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("at")),
                violation_error_message="Un déport est corrigé après avoir été noté.",
            ),
        ]
        triggers = [
            *kept("recusal_kept"),
            frozen("recusal", ("item_id", "member_id", "reason", "at", "by_id")),
            Wall(
                name="recusal_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("asked", "record")],
                func=RECUSAL_RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.item}"
