"""Who can come when: absences first, then dated answers, then places held, then the usual week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from epicerie.models import Absence, Availability, DatedAvailability, Willing
from epicerie.queries.rota_problem.among import Among, about
from epicerie.queries.rota_problem.calendar import Day

Half = tuple[int, str]
DatedHalf = tuple[date, str]


@dataclass
class FreeTime:
    """Of one person. A half-day that nobody spoke of is a half-day on which they cannot come."""

    usual: dict[Half, int] = field(default_factory=dict)
    dated: dict[DatedHalf, int | None] = field(default_factory=dict)
    absences: list[tuple[date, date]] = field(default_factory=list)

    def penalty(self, day: Day, *, holds: bool) -> int | None:
        """How gladly they come to this opening, from 0 to 3; None: they cannot.

        An opening that touches two half-days needs both, and is as welcome as the worse. Whoever
        holds a place there has said yes to what the usual week does not say.
        """
        on = day.opening.date
        if any(start <= on < end for start, end in self.absences):
            return None
        answers = []
        for half in day.halves:
            if (on, half) in self.dated:
                answer = self.dated[on, half]
            else:
                answer = self.usual.get((on.weekday(), half))
                if answer is None and holds:
                    answer = Willing.FINE.value
            if answer is None:
                return None
            answers.append(answer)
        return max(answers)


def free_time(since: date, until: date, among: Among = None) -> dict[int, FreeTime]:
    """By volunteer, for the days from `since` to `until` excluded; three queries."""
    found: dict[int, FreeTime] = {}

    def of(volunteer: int) -> FreeTime:
        return found.setdefault(volunteer, FreeTime())

    usual: Iterable[tuple[int, int, str, int]] = about(
        Availability.objects.order_by("pk"), among
    ).values_list("volunteer_id", "weekday", "half", "willing")
    for volunteer, weekday, half, willing in usual:
        of(volunteer).usual[weekday, half] = willing
    dated = DatedAvailability.objects.filter(day__gte=since, day__lt=until).order_by("pk")
    for volunteer, day, half, can_come, willing in about(dated, among).values_list(
        "volunteer_id", "day", "half", "can_come", "willing"
    ):
        of(volunteer).dated[day, half] = willing if can_come else None
    absences = Absence.objects.filter(period__overlap=(since, until)).order_by("pk")
    for volunteer, period in about(absences, among).values_list("volunteer_id", "period"):
        of(volunteer).absences.append((period.lower, period.upper))
    return found
