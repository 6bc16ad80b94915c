"""Figures of the rota over a period, each as the rows of one chart; counted, never estimated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.utils.dateformat import format as format_date

from actors.parameters import value
from epicerie.models import Assignment, Attendance, OpeningNeed, Volunteer
from epicerie.parameters import LATE_HOURS
from epicerie.queries.given import Span, associations_given
from epicerie.states import OpeningState, PlaceState, Presence
from reims_solidarite.kit.dates import PARIS, paris_instant
from reims_solidarite.kit.money import share

Rows = tuple[tuple[str, int], ...]
MANY = 12


@dataclass(frozen=True)
class Chart:
    """`label` heads the names, `measure` the figures; `definition` says what was counted."""

    title: str
    label: str
    measure: str
    definition: str
    rows: Rows


def statistics(span: Span) -> list[Chart]:
    """Ten charts; the same number of queries whatever the period and the number of people."""
    filled_by_month, filled_by_post = _places(span)
    return [
        *_filled(filled_by_month, "Mois", "par mois"),
        *_filled(filled_by_post, "Poste", "par poste"),
        *_presence(span),
        _late_give_ups(span),
        *_associations(span),
        _newcomers(span),
        _spread(span),
    ]


def _month(day: date) -> str:
    return str(format_date(day, "F Y"))


Filled = list[tuple[str, int, int]]


def _places(span: Span) -> tuple[Filled, Filled]:
    """(name, places, held) by month, then by post; one query."""
    needs = (
        OpeningNeed.objects.filter(
            opening__state=OpeningState.PLANNED,
            opening__day__gte=span.since,
            opening__day__lt=span.until,
        )
        .with_filled()
        .annotate(month=TruncMonth("opening__day"))
        .order_by("month", "post__rank", "pk")
        .values_list("month", "post__label", "places", "filled")
    )
    months: dict[str, tuple[int, int]] = {}
    posts: dict[str, tuple[int, int]] = {}
    for month, post, places, filled in needs:
        for table, name in ((months, _month(month)), (posts, post)):
            before = table.get(name, (0, 0))
            table[name] = (before[0] + places, before[1] + filled)
    return (
        [(name, places, held) for name, (places, held) in months.items()],
        [(name, places, held) for name, (places, held) in posts.items()],
    )


def _filled(found: Filled, label: str, by: str) -> list[Chart]:
    return [
        Chart(
            f"Places tenues {by}",
            label,
            "Places tenues",
            "Places des jours prévus qui ont quelqu’un.",
            tuple((name, held) for name, _, held in found),
        ),
        Chart(
            f"Places manquantes {by}",
            label,
            "Places manquantes",
            "Places des jours prévus qui n’ont personne.",
            tuple((name, places - held) for name, places, held in found),
        ),
    ]


def _by_month(rows: QuerySet[Any, Any], day: str, what: Any) -> Rows:
    counted = (
        rows.order_by()
        .annotate(month=TruncMonth(day, tzinfo=PARIS) if day.endswith("_at") else TruncMonth(day))
        .values("month")
        .annotate(n=what)
        .order_by("month")
        .values_list("month", "n")
    )
    return tuple((_month(month), count) for month, count in counted)


def _presence(span: Span) -> Iterable[Chart]:
    lines = Attendance.objects.in_force().filter(
        sheet__opening__day__gte=span.since, sheet__opening__day__lt=span.until
    )
    for status, title, definition in (
        (
            Presence.ABSENT,
            "Absences sans prévenir, par mois",
            "Personnes attendues, absentes le jour venu sans s’être excusées.",
        ),
        (
            Presence.EXCUSED,
            "Absences excusées, par mois",
            "Personnes attendues, absentes le jour venu en prévenant.",
        ),
    ):
        counted = _by_month(lines, "sheet__opening__day", Count("pk", filter=Q(status=status)))
        yield Chart(title, "Mois", "Personnes", definition, counted)


def _late_give_ups(span: Span) -> Chart:
    hours = value(LATE_HOURS.name, on=span.until - timedelta(days=1))
    given_up = Assignment.objects.filter(
        state=PlaceState.GIVEN_UP,
        opening__day__gte=span.since,
        opening__day__lt=span.until,
        changed_at__gt=F("period__startswith") - Value(timedelta(hours=hours)),
    )
    return Chart(
        "Désistements tardifs, par mois",
        "Mois",
        "Désistements",
        f"Places rendues moins de {hours} heures avant l’ouverture.",
        _by_month(given_up, "opening__day", Count("pk")),
    )


def _associations(span: Span) -> list[Chart]:
    found = associations_given(span)
    total = sum(row.minutes for row in found)
    return [
        Chart(
            "Heures par association",
            "Association",
            "Heures",
            "Heures du registre, arrondies à l’heure.",
            tuple((row.name, share(row.minutes, 1, 60)) for row in found),
        ),
        Chart(
            "Part de chaque association",
            "Association",
            "Part des heures (%)",
            "Sur cent heures du registre ; arrondie, la somme peut différer de cent.",
            tuple((row.name, share(100, row.minutes, total)) for row in found if total),
        ),
    ]


def _newcomers(span: Span) -> Chart:
    rows = Volunteer.objects.filter(
        created_at__gte=paris_instant(span.since), created_at__lt=paris_instant(span.until)
    )
    return Chart(
        "Nouveaux bénévoles, par mois",
        "Mois",
        "Bénévoles",
        "Bénévoles inscrits dans le mois.",
        _by_month(rows, "created_at", Count("pk")),
    )


def _spread(span: Span) -> Chart:
    """How many people hold how many places: the closer together, the fairer."""
    during = Q(
        assignments__state=PlaceState.ACTIVE,
        assignments__opening__day__gte=span.since,
        assignments__opening__day__lt=span.until,
    )
    held = (
        Volunteer.objects.active()
        .order_by()
        .annotate(n=Count("assignments", filter=during))
        .values_list("n", flat=True)
    )
    counted = Counter(min(number, MANY) for number in held)
    highest = max(counted, default=0)
    rows = []
    for number in range(highest + 1 if counted else 0):
        more = " ou plus" if number == MANY else ""
        rows.append((f"{number} créneau{'x' if number > 1 else ''}{more}", counted[number]))
    return Chart(
        "Répartition des créneaux",
        "Créneaux tenus",
        "Bénévoles",
        "Bénévoles disponibles pour le planning, par nombre de créneaux sur la période.",
        tuple(rows),
    )
