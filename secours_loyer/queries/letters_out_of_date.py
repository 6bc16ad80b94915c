"""Letters still in the house that no longer hold, and what happened since they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import in_sentence
from secours_loyer.models import (
    Appeal,
    AskedPiece,
    Decision,
    LandlordReport,
    Letter,
    LetterKind,
    Overpayment,
    PaymentOrder,
    RepaymentPlan,
    ReportKind,
)
from secours_loyer.states import OWED_BACK, OrderState, PlanState, RequestState

# What these ask or tell has no object once the request ended without a decision.
BEFORE = (LetterKind.FILED, LetterKind.MISSING, LetterKind.STATEMENT, LetterKind.ADJOURNED)
ENDED = (RequestState.WITHDRAWN, RequestState.DROPPED)
# Told before an answer, they are no longer true once it is decided.
UNTIL_DECIDED = (LetterKind.FILED, LetterKind.MISSING, LetterKind.ADJOURNED)
PAID = (LetterKind.PAID_HOUSEHOLD, LetterKind.PAID_LANDLORD)
OF_PLANS = (LetterKind.PLAN, LetterKind.REMINDER)
OVER = (PlanState.REPLACED, PlanState.SETTLED, PlanState.BROKEN, PlanState.DROPPED)
Said = Iterator[tuple[Letter, str]]


def out_of_date(letters: Iterable[Letter]) -> dict[int, str]:
    """By letter that waits: why it no longer holds. As many queries for a hundred as for one."""
    waiting = [letter for letter in letters if not letter.left]
    found: dict[int, str] = {}
    for say in (
        *(_ended, _replaced, _decided, _papers, _statements),
        *(_appeals, _orders, _plans, _claims),
    ):
        for letter, words in say(waiting):
            found.setdefault(letter.pk, words)
    return found


def _of(letters: Sequence[Letter], *kinds: str) -> list[Letter]:
    return [letter for letter in letters if letter.kind in kinds]


def _ended(letters: Sequence[Letter]) -> Said:
    for letter in _of(letters, *BEFORE):
        request = letter.request
        if request.state in ENDED and request.closed_at is not None:
            state = in_sentence(request.get_state_display())
            yield letter, f"demande {state} le {paris_day(request.closed_at):%d/%m/%Y}"
        elif request.state in ENDED:
            yield letter, f"demande {in_sentence(request.get_state_display())}"


def _replaced(letters: Sequence[Letter]) -> Said:
    events = {letter.event: letter for letter in _of(letters, LetterKind.DECISION)}
    for new in Decision.objects.filter(replaces__number__in=events).select_related("replaces"):
        if new.replaces is not None:
            day = paris_day(new.decided_at)
            yield (
                events[new.replaces.number],
                f"remplacée par la décision {new.number} du {day:%d/%m/%Y}",
            )


def _decided(letters: Sequence[Letter]) -> Said:
    told = _of(letters, *UNTIL_DECIDED)
    rows = Decision.objects.filter(request__in=[letter.request_id for letter in told])
    last = {row.request_id: row for row in rows.order_by("decided_at", "pk")}
    for letter in told:
        row = last.get(letter.request_id)
        if row is not None and row.decided_at > letter.at:
            yield letter, f"décidée le {paris_day(row.decided_at):%d/%m/%Y} ({row.number})"


def _papers(letters: Sequence[Letter]) -> Said:
    asked = _of(letters, LetterKind.MISSING)
    keys = [letter.request_id for letter in asked]
    awaited = set(
        AskedPiece.objects.filter(request__in=keys).missing().values_list("request", flat=True)
    )
    last = {
        row.request_id: row
        for row in Letter.objects.filter(request__in=keys, kind=LetterKind.MISSING).order_by("at")
    }
    for letter in asked:
        came, later = letter.request.completed_at, last[letter.request_id]
        if came is not None and came >= letter.at:
            yield letter, f"pièces reçues ou dispensées le {paris_day(came):%d/%m/%Y}"
        elif later.at > letter.at:
            yield letter, f"remplacée par la demande de pièces du {paris_day(later.at):%d/%m/%Y}"
        elif letter.request_id not in awaited:
            yield letter, "plus aucune pièce n’est attendue"


def _statements(letters: Sequence[Letter]) -> Said:
    asked = _of(letters, LetterKind.STATEMENT)
    said = LandlordReport.objects.filter(
        link__request__in=[letter.request_id for letter in asked],
        kind__in=[ReportKind.STATEMENT, ReportKind.DEBT],
    )
    last = dict(said.order_by("at").values_list("link__request", "at"))
    for letter in asked:
        came, dated = last.get(letter.request_id), letter.request.debt.statement_on
        if came is not None and came >= letter.at:
            yield letter, f"le bailleur a répondu le {paris_day(came):%d/%m/%Y}"
        elif dated > paris_day(letter.at):
            yield letter, f"décompte du {dated:%d/%m/%Y} au dossier"


def _appeals(letters: Sequence[Letter]) -> Said:
    told = _of(letters, LetterKind.APPEAL)
    keys = {int(letter.event.rpartition("-")[2]): letter for letter in told}
    for row in Appeal.objects.filter(pk__in=keys).exclude(outcome=""):
        day = f" le {paris_day(row.answered_at):%d/%m/%Y}" if row.answered_at else ""
        yield keys[row.pk], f"{in_sentence(row.get_outcome_display())}{day}"


def _orders(letters: Sequence[Letter]) -> Said:
    told = _of(letters, *PAID)
    rows = PaymentOrder.objects.filter(
        end_to_end_id__in=[letter.event for letter in told], state=OrderState.RETURNED
    )
    back = set(rows.values_list("end_to_end_id", flat=True))
    for letter in told:
        if letter.event in back:
            yield letter, "le paiement est revenu : une autre lettre le dit"


def _plans(letters: Sequence[Letter]) -> Said:
    """Their event is the reference of the plan, then the number of the instalment."""
    told = _of(letters, *OF_PLANS)
    rows = RepaymentPlan.objects.filter(request__in=[letter.request_id for letter in told])
    plans = {(row.request_id, str(row.version)): row for row in rows}
    for letter in told:
        version = letter.event.partition("-plan-")[2].partition("-")[0]
        plan = plans.get((letter.request_id, version))
        if plan is None:
            continue
        if plan.state in OVER:
            yield letter, f"plan {in_sentence(plan.get_state_display())}"
        elif letter.kind == LetterKind.PLAN and plan.state != PlanState.PROPOSED:
            yield letter, "plan déjà signé"


def _claims(letters: Sequence[Letter]) -> Said:
    told = {letter.event: letter for letter in _of(letters, LetterKind.OVERPAID)}
    for row in Overpayment.objects.filter(number__in=told).exclude(state__in=OWED_BACK):
        yield told[row.number], in_sentence(row.get_state_display())
