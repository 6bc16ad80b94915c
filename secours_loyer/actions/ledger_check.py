"""What changed behind the application's back: each money row against its seal, its journal, its
entries and its files. Reads everything, writes nothing, names every row at fault."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Model, Sum

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Transition
from secours_loyer.actions.batch_check import batch_faults
from secours_loyer.actions.budget_check import budget_faults
from secours_loyer.actions.commission_check import commission_faults
from secours_loyer.actions.overpayment_check import overpayment_faults
from secours_loyer.actions.recheck import assessment_faults
from secours_loyer.models import (
    Award,
    Batch,
    CommissionSession,
    EntryKind,
    LandlordAccount,
    MoneySeal,
    Overpayment,
    PaymentEntry,
    PaymentOrder,
    RepaymentPlan,
    ReturnFile,
    ReturnLine,
)
from secours_loyer.queries.seal import SEALED, matches
from secours_loyer.states import (
    ACCOUNT,
    BATCH,
    ORDER,
    OVERPAYMENT,
    PLAN,
    RETURN,
    SESSION,
    SETTLED,
    UNANSWERED,
    AccountState,
    BatchState,
    OrderState,
    OverpaymentState,
    PlanState,
    ReturnState,
    SessionState,
)

TABLES: tuple[tuple[type[Model], str, Mapping[str, Transition]], ...] = (
    (LandlordAccount, AccountState.TYPED, ACCOUNT),
    (PaymentOrder, OrderState.DRAFT, ORDER),
    (Batch, BatchState.OPEN, BATCH),
    (RepaymentPlan, PlanState.DRAFT, PLAN),
    (CommissionSession, SessionState.PREPARED, SESSION),
    (ReturnLine, ReturnState.READ, RETURN),
    (Overpayment, OverpaymentState.RECORDED, OVERPAYMENT),
)
STARTS = {
    *("prepare_order", "open_batch", "prepare_plan", "enter_account", "plan_session"),
    *("read_line", "record_overpayment"),
}
OUTSIDE_TABLES = {"plan_alert": "en_alerte"}


def faults() -> Iterator[str]:
    """One sentence for each row at fault."""
    yield from _seals()
    yield from _states()
    yield from _entries()
    yield from batch_faults()
    yield from budget_faults()
    yield from commission_faults()
    yield from overpayment_faults()
    yield from _returns()
    yield from assessment_faults()


def _seals() -> Iterator[str]:
    for model in SEALED:
        label = model._meta.label_lower
        last = dict(
            MoneySeal.objects.filter(object_type=label)
            .order_by("object_id", "-pk")
            .distinct("object_id")
            .values_list("object_id", "digest")
        )
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            sealed = last.pop(row.pk, None)
            if sealed is None:
                yield f"{label} {row.pk} : écrit sans passer par le portail."
            elif not matches(row, sealed):
                yield f"{label} {row.pk} : changé sans passer par le portail."
        for missing in sorted(last):
            yield f"{label} {missing} : effacé."


def _states() -> Iterator[str]:
    """The journal is chained: an older row put back with its older seal disagrees with it."""
    for model, start, table in TABLES:
        label = model._meta.label_lower
        targets = {
            name: str(getattr(row.target, "value", row.target)) for name, row in table.items()
        }
        known = {**targets, **OUTSIDE_TABLES}
        last = dict(
            JournalEntry.objects.filter(
                object_type=label, verb__in=[*known, *STARTS, "change_order"]
            )
            .order_by("object_id", "-pk")
            .distinct("object_id")
            .values_list("object_id", "verb")
        )
        rows: Any = model._default_manager.order_by("pk").values_list("pk", "state")
        for pk, state in rows.iterator(chunk_size=2000):
            verb = last.get(str(pk))
            expected = known.get(verb or "", str(start))
            if verb is None or state != expected:
                yield f"{label} {pk} : son état « {state} » n’est pas celui du journal."


def _entries() -> Iterator[str]:
    sums: dict[tuple[int | None, str], int] = {
        (order, kind): cents
        for order, kind, cents in PaymentEntry.objects.filter(order__isnull=False)
        .order_by()
        .values_list("order", "kind")
        .annotate(cents=Sum("amount"))
    }
    for order in PaymentOrder.objects.order_by("pk").iterator(chunk_size=2000):
        out = order.state in (*UNANSWERED, *SETTLED)
        if sums.get((order.pk, EntryKind.SENT), 0) != (order.amount_cents if out else 0):
            yield f"{order.end_to_end_id} : les écritures d’émission ne font pas son montant."
        settled = order.state in SETTLED
        if sums.get((order.pk, EntryKind.PAID), 0) != (order.amount_cents if settled else 0):
            yield f"{order.end_to_end_id} : les écritures de paiement ne font pas son montant."
    committed = PaymentEntry.objects.filter(kind=EntryKind.COMMITTED)
    by_award = dict(
        committed.order_by()
        .values_list("award")
        .annotate(Sum("amount"))
        .values_list("award", "amount__sum")
    )
    for pk, cents, revoked in Award.objects.values_list("pk", "amount_cents", "revoked_at"):
        if by_award.get(pk, 0) != (0 if revoked else cents):
            yield f"Attribution {pk} : les écritures d’engagement ne font pas son montant."


def _returns() -> Iterator[str]:
    """The bytes are those of the digest, and no line of theirs is missing."""
    found = dict(ReturnLine.objects.order_by().values_list("file").annotate(Count("pk")))
    for file in ReturnFile.objects.order_by("pk").iterator(chunk_size=10):
        if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
            yield f"{file.name} : son contenu n’est pas celui de l’empreinte."
        if found.get(file.pk) != file.line_count:
            yield f"{file.name} : ses lignes ne sont pas toutes là."
