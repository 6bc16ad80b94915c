"""The signed decision to pay a third party: one for each order that the accountant pays.

CGCT annexe I, rubrique 6112: aid paid to somebody else than its beneficiary needs the decision of
the executive authority. It covers one content of one order, as an approval does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models

from actors.roles import Role
from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.guards import digest_of_content, has_role, refuse
from secours_loyer.models.one_person_sql import apart_from_order
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.order_failure_sql import not_who_noted
from secours_loyer.models.order_sql import ACTOR
from secours_loyer.models.tie_sql import tied

if TYPE_CHECKING:
    from actors.models import User

RIGHT = f"""
    {ACTOR}
    IF NEW.signed_by_id IN (
        held.instructor, held.typist, held.verifier, held.activator, held.preparer
    ) OR NEW.signed_by_id = ANY(held.past) THEN
        {refuse("payment_decision_apart", "the signatory took part in the file")}
    END IF;
    IF {tied("held.request", "NEW.signed_by_id")} THEN
        {refuse("payment_decision_tied", "the signatory has a tie")}
    END IF;
    IF NEW.digest <> held.digest OR NEW.round <> held.round THEN
        {refuse("payment_decision_of_this_content", "the order changed since it was read")}
    END IF;
    IF NOT {has_role("NEW.signed_by_id", Role.SIGNATORY)} THEN
        {refuse("payment_decision_by_signatory", "the signatory does not hold the role")}
    END IF;
    IF held.state NOT IN ('approuve_2', 'en_lot') THEN
        {refuse("payment_decision_of_approved", "the order is not approved, or has left")}
    END IF;
    RETURN NEW;
"""


class PaymentDecisionQuerySet(models.QuerySet["PaymentDecision"]):
    """Words of the decisions of payment."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class PaymentDecision(models.Model):
    """The same bytes for ever; void, not changed, when its order is taken back."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("content", "name"),
        "technical": (
            *("id", "order", "round", "digest", "number", "sha256", "signed_by", "signed_at"),
        ),
    }

    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, related_name="payment_decisions"
    )
    round = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField("empreinte", max_length=64)
    signed_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("signée le")

    objects = PaymentDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision de paiement à un tiers"
        verbose_name_plural = "décisions de paiement à un tiers"
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "round"],
                name="payment_decision_once",
                violation_error_message="La décision de payer cet ordre est déjà signée.",
            ),
            digest_of_content(
                "payment_decision_digest", "L’empreinte n’est pas celle de la décision."
            ),
        ]
        triggers = [
            *append_only("payment_decision_append_only"),
            apart_from_order("payment_decision", "signed_by_id"),
            Wall(
                name="payment_decision_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "record")],
                func=RIGHT,
            ),
            Wall(
                name="payment_decision_apart_from_failure",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=not_who_noted("signed_by_id", "payment_decision_apart_from_failure"),
            ),
        ]

    def __str__(self) -> str:
        return self.number
