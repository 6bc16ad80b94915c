"""What changed behind the application's back: each money row against its seal, its journal, its
entries and its files. Reads everything, writes nothing, names every row at fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model, Sum

from actors.households.queries.identity_check import household_faults
from actors.models import JournalEntry
from actors.queries.file_check import file_faults
from actors.queries.identity_check import identity_faults
from actors.queries.membership_check import membership_faults
from actors.queries.rights_check import rights_faults
from reims_solidarite.kit.transitions import Transition
from secours_loyer.actions.author_check import author_faults
from secours_loyer.actions.award_check import award_faults
from secours_loyer.actions.batch_check import batch_faults
from secours_loyer.actions.budget_check import budget_faults
from secours_loyer.actions.commission_check import commission_faults
from secours_loyer.actions.debt_check import debt_faults
from secours_loyer.actions.download_check import download_faults
from secours_loyer.actions.entry_check import entry_faults
from secours_loyer.actions.lease_check import lease_faults
from secours_loyer.actions.letter_check import letter_faults
from secours_loyer.actions.overpayment_check import overpayment_faults
from secours_loyer.actions.recheck import assessment_faults
from secours_loyer.actions.return_check import return_faults
from secours_loyer.actions.seal_check import seal_faults
from secours_loyer.actions.signing_check import signing_faults
from secours_loyer.models import (
    Award,
    Batch,
    CommissionSession,
    EntryKind,
    LandlordAccount,
    Overpayment,
    PaymentEntry,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    ReturnLine,
)
from secours_loyer.queries.journal_rows import rows_named
from secours_loyer.queries.last_seals import last_seals
from secours_loyer.queries.seal import SEALED, matches, taken_away
from secours_loyer.states import (
    ACCOUNT,
    BATCH,
    ORDER,
    OVERPAYMENT,
    PLAN,
    REQUEST,
    RETURN,
    SESSION,
    SETTLED,
    UNANSWERED,
    AccountState,
    BatchState,
    OrderState,
    OverpaymentState,
    PlanState,
    RequestState,
    ReturnState,
    SessionState,
)

TABLES: tuple[tuple[type[Model], str, Mapping[str, Transition]], ...] = (
    (RentRequest, RequestState.DRAFT, REQUEST),
    (LandlordAccount, AccountState.TYPED, ACCOUNT),
    (PaymentOrder, OrderState.DRAFT, ORDER),
    (Batch, BatchState.OPEN, BATCH),
    (RepaymentPlan, PlanState.DRAFT, PLAN),
    (CommissionSession, SessionState.PREPARED, SESSION),
    (ReturnLine, ReturnState.READ, RETURN),
    (Overpayment, OverpaymentState.RECORDED, OVERPAYMENT),
)
STARTS = {
    "open_request",
    *("prepare_order", "open_batch", "prepare_plan", "enter_account", "plan_session"),
    *("read_line", "record_overpayment"),
}
OUTSIDE_TABLES = {"plan_alert": "en_alerte"}


def faults() -> Iterator[str]:
    """One sentence for each row at fault."""
    yield from rights_faults()
    yield from membership_faults()
    yield from file_faults()
    yield from identity_faults()
    yield from household_faults()
    yield from _seals()
    yield from seal_faults()
    yield from _states()
    yield from _entries()
    yield from entry_faults()
    yield from award_faults()
    yield from debt_faults()
    yield from signing_faults()
    yield from batch_faults()
    yield from download_faults()
    yield from budget_faults()
    yield from commission_faults()
    yield from overpayment_faults()
    yield from return_faults()
    yield from author_faults()
    yield from assessment_faults()
    yield from lease_faults()
    yield from letter_faults()


def _seals() -> Iterator[str]:
    named = rows_named({model._meta.label_lower for model in SEALED})
    for model in SEALED:
        label = model._meta.label_lower
        gone = named[label]
        last = last_seals(model)
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            sealed = last.pop(row.pk, None)
            gone.discard(row.pk)
            if sealed is None:
                yield f"{label} {row.pk} : écrit sans passer par le portail."
            elif not matches(row, *sealed):
                yield f"{label} {row.pk} : changé sans passer par le portail."
        away = {key for key, sealed in last.items() if taken_away(label, key, *sealed)}
        for missing in sorted({*last, *gone} - away):
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
