"""What became of the households that were helped, and how long the aid took: counts only.

A household counts once in a cohort, by its first award of it. Every figure on fewer households
than the parameter says is hidden, with the totals that would give it away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from actors.parameters import value
from reims_solidarite.kit.dates import add_months, paris_day, paris_instant
from reims_solidarite.kit.suppression import PublishedTable, publish
from secours_loyer.models import (
    Award,
    Decision,
    EntryKind,
    LandlordKind,
    LeaseEvent,
    PaymentEntry,
    RepaymentPlan,
    TenancyEvent,
)
from secours_loyer.models.tenancy_event import UNDONE
from secours_loyer.parameters import SMALL_CELL
from secours_loyer.states import PlanState

YEAR = 12
AFTER = (6, 12)
STAYED, LEFT, EVICTED = "Dans le logement", "Parti", "Expulsé"
FATES = (STAYED, LEFT, EVICTED)
KINDS = tuple(LandlordKind.labels)
PLANS = {
    PlanState.ACTIVE: "En cours ou soldé",
    PlanState.SETTLED: "En cours ou soldé",
    PlanState.REPLACED: "En cours ou soldé",
    PlanState.ALERT: "En alerte ou suspendu",
    PlanState.SUSPENDED: "En alerte ou suspendu",
    PlanState.BROKEN: "Rompu",
}
KEPT = ("En cours ou soldé", "En alerte ou suspendu", "Rompu", "Sans plan signé")


@dataclass(frozen=True)
class Table:
    """One table of the page: what it counts, in words, and its figures."""

    title: str
    meaning: str
    head: str
    figures: PublishedTable


@dataclass(frozen=True)
class Delay:
    """`days` is None when too few files would say it."""

    label: str
    days: int | None


def outcomes(*, on: date) -> tuple[list[Table], list[Delay], int]:
    """Tables, delays and the smallest count shown; a constant number of queries."""
    least = int(value(SMALL_CELL.name, on=on))
    return [*_decided(on, least), *_fates(on, least), _plans(on, least)], _delays(on, least), least


def _cohort(since: date, until: date) -> list[Award]:
    """The first live award of each household in the period (half-open)."""
    rows = (
        Award.objects.filter(
            revoked_at=None,
            decision__decided_at__gte=paris_instant(since),
            decision__decided_at__lt=paris_instant(until),
        )
        .select_related("decision__request__tenancy__landlord")
        .order_by("decision__decided_at", "pk")
    )
    first: dict[int, Award] = {}
    for row in rows:
        first.setdefault(row.decision.request.household_id, row)
    return list(first.values())


def _decided(on: date, least: int) -> Iterable[Table]:
    """Decisions in force of the last twelve months, by kind of landlord."""
    rows = Decision.objects.filter(
        replaced_by=None, decided_at__gte=paris_instant(add_months(on, -YEAR))
    ).values_list("request__tenancy__landlord__kind", "outcome", "request__household")
    told = {"accord": "Accordées", "refus": "Refusées"}
    counts = Counter(
        (kind, outcome) for kind, outcome, _ in {(k, told[o], home) for k, o, home in rows}
    )
    yield _table(
        "Décisions des douze derniers mois",
        "Ménages différents, selon la décision en vigueur.",
        counts, tuple(told.values()), least,
    )  # fmt: skip


def _fates(on: date, least: int) -> Iterable[Table]:
    """Where the household was, so many months after the decision."""
    for months in AFTER:
        cohort = _cohort(add_months(on, -months - YEAR), add_months(on, -months))
        left = _endings(cohort)
        counts: Counter[tuple[str, str]] = Counter()
        for award in cohort:
            request = award.decision.request
            day = add_months(paris_day(award.decision.decided_at), months)
            gone = [kind for kind, when in left.get(request.tenancy_id, ()) if when <= day]
            ended = request.tenancy.ended_on is not None and request.tenancy.ended_on <= day
            fate = EVICTED if LeaseEvent.EVICTED in gone else LEFT if gone or ended else STAYED
            counts[request.tenancy.landlord.kind, fate] += 1
        yield _table(
            f"{months} mois après l’accord",
            f"Ménages aidés, selon ce qu’on sait du logement {months} mois après la décision.",
            counts, FATES, least,
        )  # fmt: skip


def _endings(cohort: Sequence[Award]) -> dict[int, list[tuple[str, date]]]:
    """Departures of the homes, those that nobody took back."""
    found: dict[int, list[tuple[str, date]]] = {}
    rows = TenancyEvent.objects.filter(
        tenancy__in=[award.decision.request.tenancy_id for award in cohort],
        kind__in=[LeaseEvent.LEFT, LeaseEvent.DEATH, LeaseEvent.EVICTED],
    ).exclude(answer__in=UNDONE)
    for tenancy, kind, day in rows.values_list("tenancy", "kind", "happened_on"):
        found.setdefault(tenancy, []).append((kind, day))
    return found


def _plans(on: date, least: int) -> Table:
    """The plan of each household helped over twelve months that ended six months ago."""
    cohort = _cohort(add_months(on, -AFTER[0] - YEAR), add_months(on, -AFTER[0]))
    requests = [award.decision.request_id for award in cohort]
    states = dict(
        RepaymentPlan.objects.filter(request__in=requests, state__in=PLANS)
        .order_by("request", "version")
        .values_list("request", "state")
    )
    counts: Counter[tuple[str, str]] = Counter()
    for award in cohort:
        state = states.get(award.decision.request_id)
        told = KEPT[-1] if state is None else PLANS[PlanState(state)]
        counts[award.decision.request.tenancy.landlord.kind, told] += 1
    return _table(
        "Plans d’apurement, six mois après l’accord ou plus",
        "Ménages aidés, selon l’état d’aujourd’hui de leur dernier plan signé.",
        counts, KEPT, least,
    )  # fmt: skip


def _table(
    title: str,
    meaning: str,
    counts: Counter[tuple[str, str]],
    columns: Sequence[str],
    least: int,
) -> Table:
    labels = {str(kind): label for kind, label in LandlordKind.choices}
    named = {(labels[kind], column): number for (kind, column), number in counts.items()}
    return Table(
        title, meaning, "Bailleur", publish(named, rows=KINDS, columns=columns, threshold=least)
    )


def _delays(on: date, least: int) -> list[Delay]:
    """Medians over the last twelve months, from the instants the portal wrote."""
    since = paris_instant(add_months(on, -YEAR))
    decided = Decision.objects.filter(replaces=None, decided_at__gte=since).values_list(
        "request__filed_at", "decided_at"
    )
    paid = PaymentEntry.objects.filter(
        kind=EntryKind.PAID, amount__gt=0, corrects=None, at__gte=since
    ).values_list("award__decision__decided_at", "at")
    return [
        Delay("De la demande à la décision", _days(decided, least)),
        Delay("De la décision au paiement", _days(paid, least)),
    ]


def _days(pairs: Iterable[tuple[datetime | None, datetime | None]], least: int) -> int | None:
    found = [(paris_day(b) - paris_day(a)).days for a, b in pairs if a and b]
    return round(median(found)) if len(found) >= least else None
