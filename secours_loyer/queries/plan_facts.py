"""What the facts say of a plan: each instalment's standing, and what the plans brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value, prefetch_related_objects
from django.db.models.functions import Coalesce

from secours_loyer.models import FactKind, Instalment, InstalmentFact, PlanPause, RepaymentPlan
from secours_loyer.states.instalment import InstalmentState

SHORT = (FactKind.MISSED, FactKind.PARTIAL)


@dataclass(frozen=True)
class Line:
    """One instalment as a page shows it."""

    instalment: Instalment
    state: InstalmentState
    received_cents: int
    facts: Sequence[InstalmentFact]

    @property
    def settled(self) -> bool:
        """Nothing is left to pay of it."""
        return self.received_cents == self.instalment.cents


def lines_of(plan: RepaymentPlan, *, on: date) -> list[Line]:
    """Each instalment, in order, of a plan read `with_facts`."""
    pauses = list(plan.pauses.all())
    return [_line(row, pauses, on) for row in plan.instalments.all()]


def with_facts(plan: RepaymentPlan) -> RepaymentPlan:
    """Read once, whatever the number of rows."""
    prefetch_related_objects([plan], "instalments__facts", "pauses")
    return plan


def _line(row: Instalment, pauses: Iterable[PlanPause], on: date) -> Line:
    facts = list(row.facts.all())
    words = [fact for fact in facts if fact.kind != FactKind.DECLARED]
    last = words[-1] if words else None
    declared = bool(facts) and facts[-1].kind == FactKind.DECLARED
    if last is not None and last.kind == FactKind.CONFIRMED:
        late = any(word.kind in SHORT for word in words)
        state = InstalmentState.CAUGHT_UP if late else InstalmentState.CONFIRMED
    elif declared:
        state = InstalmentState.DECLARED
    elif last is not None:
        partial = last.kind == FactKind.PARTIAL
        state = InstalmentState.PARTIAL if partial else InstalmentState.MISSED
    elif row.due_on > on:
        state = InstalmentState.COMING
    else:
        paused = any(covers(pause, row.due_on) for pause in pauses)
        state = InstalmentState.PAUSED if paused else InstalmentState.DUE
    return Line(row, state, last.cents if last is not None else 0, facts)


def covers(pause: PlanPause, day: date) -> bool:
    """Was nothing awaited that day?"""
    return (
        pause.approved_at is not None
        and pause.since <= day
        and (pause.ended_on is None or day < pause.ended_on)
    )


def _last_words() -> QuerySet[InstalmentFact]:
    """What the landlord or the CCAS said of an instalment (outer `pk`), the newest first."""
    said = InstalmentFact.objects.filter(instalment=OuterRef("pk"))
    return said.exclude(kind=FactKind.DECLARED).order_by("-pk")


def not_received() -> QuerySet[Instalment]:
    """Instalments that nobody confirms whole."""
    last = Coalesce(Subquery(_last_words().values("kind")[:1]), Value(""))
    return Instalment.objects.alias(last=last).exclude(last=FactKind.CONFIRMED)


def repaid_cents(debt_id: int) -> int:
    """What every version of the plan of a debt brought in, as last confirmed."""
    last = Coalesce(Subquery(_last_words().values("cents")[:1]), Value(0))
    rows = Instalment.objects.filter(plan__debt=debt_id).annotate(last=last)
    return int(rows.aggregate(total=Sum("last"))["total"] or 0)
