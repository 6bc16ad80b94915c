"""The two people who approved exactly what an order says."""

from __future__ import annotations

import hashlib
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import append_only
from secours_loyer.models import one_person_sql, order_failure_sql, order_sql
from secours_loyer.models.order import PaymentOrder, guard


def digest_of(order: PaymentOrder) -> str:
    """What an approval covers, the number of the account with it; the database computes the same
    (`order_sql.DIGEST`)."""
    text = "|".join(
        str(part)
        for part in (
            *("v2", order.account.iban, order.account.bic),
            *(order.award_id, order.account_id, order.amount_cents, order.channel),
            *(len(order.payee_name), order.payee_name, order.label),
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()


class Approval(models.Model):
    """One person approved one content; never changed, void when the content is taken back."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "order", "round", "rank", "approver", "digest", "at"),
    }

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="approvals")
    round = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField("rang")
    approver = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "approbation"
        verbose_name_plural = "approbations"
        ordering = ["order", "round", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "round", "rank"],
                name="approval_rank_once",
                violation_error_message="Cette approbation a déjà été donnée.",
            ),
            models.UniqueConstraint(
                fields=["order", "round", "approver"],
                name="approval_two_people",
                violation_error_message=(
                    "La seconde approbation revient à une autre personne que la première."
                ),
            ),
            models.CheckConstraint(
                name="approval_rank_known",
                condition=Q(rank__in=[1, 2]),
                violation_error_message="Un ordre reçoit deux approbations.",
            ),
        ]
        triggers = [
            *append_only("approval_append_only"),
            guard("approval_apart", pgtrigger.Insert, order_sql.APPROVE_APART, ("held", "record")),
            one_person_sql.apart_from_order("approval", "approver_id"),
            guard(
                "approval_apart_from_failure",
                pgtrigger.Insert,
                order_failure_sql.not_who_noted("approver_id", "approval_apart_from_failure"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.rank}"
