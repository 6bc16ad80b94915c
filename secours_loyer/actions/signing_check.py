"""Who put their name on a money row, read again: the role they held then, the account they had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Count, Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from actors.models import JournalEntry, RoleGrant
from actors.roles import Role
from secours_loyer.models import (
    Approval,
    Batch,
    Decision,
    PaymentDecision,
    PaymentOrder,
    PlanPause,
    RepaymentPlan,
    ReturnLine,
)
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.models.plan_signed_sql import FILE_WRITERS
from secours_loyer.queries.approvals_said import unsaid_approvals

# Each: the row, who signed it, when, with which roles, and what the sentence calls it.
SIGNATURES: tuple[tuple[type[Model], str, str, tuple[Role, ...], str], ...] = (
    (Decision, "signed_by", "decided_at", (Role.SIGNATORY,), "décision"),
    (Approval, "approver", "at", APPROVERS, "approbation"),
    (PaymentDecision, "signed_by", "signed_at", (Role.SIGNATORY,), "décision de paiement"),
    (RepaymentPlan, "approved_by", "approved_at", (Role.MANAGER,), "plan"),
    (PlanPause, "approved_by", "approved_at", FILE_WRITERS, "suspension"),
    (Batch, "opened_by", "opened_at", (Role.FINANCE,), "lot ouvert"),
    (Batch, "closed_by", "closed_at", (Role.FINANCE,), "lot clos"),
    (Batch, "exported_by", "exported_at", (Role.FINANCE,), "lot exporté"),
    (Batch, "forwarded_by", "forwarded_at", (Role.FINANCE,), "lot transmis"),
    (PaymentOrder, "failure_seen_by", "failure_seen_at", APPROVERS, "échec confirmé"),
    (ReturnLine, "aside_by", "aside_at", APPROVERS, "ligne à écarter"),
    (Batch, "cancelled_by", "cancelled_at", (Role.MANAGER,), "lot annulé"),
)


def signing_faults() -> Iterator[str]:
    """One sentence for each row signed by somebody who could not."""
    for model, who, when, roles, words in SIGNATURES:
        for pk in unsigned(model, who, when, roles).order_by("pk").values_list("pk", flat=True):
            yield f"{words} {pk} : la personne nommée n’avait pas le rôle ce jour-là."
    for approval in unsaid_approvals(Approval.objects.order_by("pk")):
        yield (f"approbation {approval.pk} : aucun acte du journal ne la donne à cette personne.")
    yield from _closed_before()
    yield from _role_taken_before()
    yield from _rounds()


def unsigned(
    model: type[Model], who: str, when: str, roles: tuple[Role, ...]
) -> QuerySet[Any, Any]:
    """Rows whose author did not hold any of the roles that day: never given, or taken before."""
    held = RoleGrant.objects.filter(
        Q(revoked_at=None) | Q(revoked_at__gte=OuterRef(when)),
        user=OuterRef(who),
        role__in=roles,
    )
    return model._default_manager.filter(~Exists(held), **{f"{who}__isnull": False})


def _closed_before() -> Iterator[str]:
    """Approvals of orders that left after their author's account was closed."""
    closed = JournalEntry.objects.filter(
        verb="close_account",
        object_type="actors.user",
        object_id=Cast(OuterRef("approver"), CharField()),
        at__lt=OuterRef("order__batch__exported_at"),
    )
    left = Approval.objects.filter(
        Exists(closed), approver__is_active=False, round=F("order__round")
    )
    for reference in left.order_by("pk").values_list("order__end_to_end_id", flat=True):
        yield f"{reference} : une des deux approbations est celle d’un compte déjà fermé."


def _role_taken_before() -> Iterator[str]:
    """Approvals and decisions of orders that left once their author had the role no more."""
    for model, who, roles in (
        (Approval, "approver", APPROVERS),
        (PaymentDecision, "signed_by", (Role.SIGNATORY,)),
    ):
        left = unsigned(model, who, "order__batch__exported_at", roles).filter(
            order__batch__exported_at__isnull=False, round=F("order__round")
        )
        for reference in left.order_by("pk").values_list("order__end_to_end_id", flat=True):
            yield f"{reference} : parti alors qu’une signature était d’une personne sans le rôle."


def _rounds() -> Iterator[str]:
    """An order taken back n times is at its round n + 1: the journal counts them."""
    label = PaymentOrder._meta.label_lower
    reworked = dict(
        JournalEntry.objects.filter(object_type=label, verb="rework_order")
        .order_by()
        .values_list("object_id")
        .annotate(Count("pk"))
    )
    rows = PaymentOrder.objects.order_by("pk").values_list("pk", "end_to_end_id", "round")
    for pk, reference, found in rows.iterator(chunk_size=2000):
        if found != 1 + reworked.get(str(pk), 0):
            yield f"{reference} : ses reprises ne sont pas celles du journal."
