"""The presence sheet as it is read: one line a person, those expected first, post by post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from epicerie.models import Assignment, Attendance, OpeningDay, PresenceSheet
from epicerie.states import CAME, PlaceState

ONE_MINUTE = Value(timedelta(minutes=1))
NOTHING = timedelta()


@dataclass(frozen=True)
class Line:
    """One person: expected (`assignment`), noted (`attendance`), or both."""

    assignment: Assignment | None
    attendance: Attendance | None
    opening: OpeningDay
    margin: int

    @property
    def planned_minutes(self) -> int:
        return planned_minutes(self.opening)

    @property
    def key(self) -> str:
        """How the page names the line: a place, or a person who came without one."""
        if self.assignment is not None:
            return f"place-{self.assignment.pk}"
        return f"ligne-{self.attendance.pk}" if self.attendance else ""

    @property
    def name(self) -> str:
        if self.assignment is not None:
            return str(self.assignment.volunteer)
        if self.attendance is None:
            return ""
        return str(self.attendance.volunteer or self.attendance.guest_name)

    @property
    def post(self) -> str:
        if self.assignment is None:
            return "Venu sans place"
        if self.assignment.state == PlaceState.ACTIVE:
            return str(self.assignment.need.post)
        return f"{self.assignment.need.post}, place {self.assignment.get_state_display().lower()}"

    @property
    def is_guest(self) -> bool:
        return self.attendance is not None and bool(self.attendance.guest_name)

    @property
    def status(self) -> str:
        return self.attendance.status if self.attendance else ""

    @property
    def counted(self) -> int:
        """The minutes that count as long as nobody confirmed the others."""
        if self.attendance is None:
            return 0
        return counted_minutes(self.attendance, self.opening, margin=self.margin)

    @property
    def waits(self) -> bool:
        """The coordination confirms its length."""
        return self.attendance is not None and waits(
            self.attendance, self.opening, margin=self.margin
        )


@dataclass(frozen=True)
class SheetPage:
    """One sheet: what was noted, what waits, what was corrected after the signature."""

    opening: OpeningDay
    sheet: PresenceSheet | None
    lines: tuple[Line, ...]

    @cached_property
    def waiting(self) -> int:
        return sum(line.attendance is None for line in self.lines)

    @cached_property
    def came(self) -> int:
        return sum(line.status in CAME for line in self.lines)

    @property
    def signed(self) -> bool:
        return self.sheet is not None and self.sheet.signed_at is not None


def planned_minutes(opening: OpeningDay) -> int:
    """From the beginning to the end: a clock change inside an opening counts as it was lived."""
    return int((opening.finishes_at - opening.begins_at).total_seconds()) // 60


def sheet_page(opening: OpeningDay) -> SheetPage:
    """Three queries whatever the number of people.

    Before the signature, an absence noted on a place left since gives way to what the person does
    now: another place, or coming without one.
    """
    sheet = PresenceSheet.objects.filter(opening=opening).select_related("signed_by").first()
    noted = (
        Attendance.objects.in_force()
        .filter(sheet__opening=opening)
        .select_related("volunteer__user", "corrects", "noted_by")
    )
    by_place: dict[int, Attendance] = {}
    others: list[Attendance] = []
    for row in noted:
        if row.assignment_id is None:
            others.append(row)
        else:
            by_place[row.assignment_id] = row
    expected = (
        Assignment.objects.filter(opening=opening)
        .filter(Q(pk__in=list(by_place)) | Q(state="active"))
        .select_related("volunteer__user", "need__post")
        .order_by("need__post__rank", "place_number", "pk")
    )
    margin = 0 if sheet is None else sheet.margin_minutes
    rows = list(expected)
    if sheet is None or sheet.signed_at is None:
        here = {row.volunteer_id for row in rows if row.state == PlaceState.ACTIVE}
        here |= {row.volunteer_id for row in others if row.volunteer_id}
        rows = [r for r in rows if r.state == PlaceState.ACTIVE or r.volunteer_id not in here]
    lines = [Line(row, by_place.get(row.pk), opening, margin) for row in rows]
    lines += [Line(None, row, opening, margin) for row in others]
    return SheetPage(opening, sheet, tuple(lines))


def walk_ins(opening: OpeningDay) -> QuerySet[Attendance]:
    """People of its sheet who came without a place: whoever writes the sheet sees them."""
    lines = Attendance.objects.filter(sheet__opening=opening, assignment=None)
    return lines.select_related("sheet__opening")


def openings_to_sign(*, at: datetime) -> QuerySet[OpeningDay]:
    """Planned openings that are over and whose sheet nobody signed; only those with people."""
    signed = PresenceSheet.objects.filter(opening=OuterRef("pk"), signed_at__isnull=False)
    expected = Assignment.objects.active().filter(opening=OuterRef("pk"))
    noted = PresenceSheet.objects.filter(opening=OuterRef("pk"))
    return (
        OpeningDay.objects.planned()
        .filter(period__endswith__lte=at)
        .filter(Exists(expected) | Exists(noted))
        .exclude(Exists(signed))
        .order_by("day", "starts", "pk")
    )


def counted_minutes(line: Attendance, opening: OpeningDay, *, margin: int) -> int:
    """What the ledger counts: all of it once confirmed, what was planned (and a margin) before."""
    if line.is_confirmed:
        return line.minutes
    return min(line.minutes, planned_minutes(opening) + (0 if line.is_own else margin))


def waits(line: Attendance, opening: OpeningDay, *, margin: int) -> bool:
    """The coordination confirms first: longer than the margin allows, or said of oneself."""
    if line.is_confirmed or line.status not in CAME:
        return False
    planned = planned_minutes(opening)
    return line.minutes != planned if line.is_own else line.minutes > planned + margin


def waiting_lines(lines: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Those that `waits` says; the same rule, in the database."""
    period = "sheet__opening__period"
    length = ExpressionWrapper(
        F(f"{period}__endswith") - F(f"{period}__startswith"), output_field=DurationField()
    )
    beyond = ExpressionWrapper(
        F("minutes") * ONE_MINUTE - F("planned"), output_field=DurationField()
    )
    margin = ExpressionWrapper(
        F("sheet__margin_minutes") * ONE_MINUTE, output_field=DurationField()
    )
    own = Q(volunteer__user=F("noted_by"))
    return (
        lines.filter(status__in=CAME)
        .annotate(planned=length)
        .annotate(beyond=beyond, margin=margin)
        .filter((own & ~Q(beyond=NOTHING)) | Q(confirmed=False, beyond__gt=F("margin")))
    )
