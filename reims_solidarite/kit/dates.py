"""The Paris day, half-open periods and months without drift. Pure Python, never reads a clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_FRENCH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1890, 2200


def paris_day(at: datetime) -> date:
    """The day people in Reims read on the wall at this instant. A naive datetime is refused."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone has no Paris day")
    return at.astimezone(PARIS).date()


def paris_instant(day: date, at: time = time(0)) -> datetime:
    """The instant of a Paris day and wall-clock time."""
    return datetime.combine(day, at, tzinfo=PARIS)


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` included to `end` excluded; no `end` means that it is still running."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("La date de fin doit être après la date de début.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    contains = __contains__

    def overlaps(self, other: Period) -> bool:
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def days(self) -> int:
        """Number of days; a running period has none to count."""
        if self.end is None:
            raise ValueError("Indiquez une date de fin pour compter les jours.")
        return (self.end - self.start).days

    def last_day(self) -> date | None:
        """The last day included, as people say it: « du 1er au 31 »."""
        return None if self.end is None else self.end - timedelta(days=1)


def add_months(day: date, months: int, *, anchor_day: int | None = None) -> date:
    """`months` later on the anchor day, clipped to the end of a short month.

    Always count from the first date, never from the previous result: 31 January, 28 February,
    31 March. When only a clipped date is known, `anchor_day` gives the day agreed at the start.
    """
    wanted = day.day if anchor_day is None else anchor_day
    if not 1 <= wanted <= 31:
        raise ValueError("Le jour du mois doit être compris entre 1 et 31.")
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(wanted, calendar.monthrange(year, month + 1)[1]))


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_of(day: date) -> Period:
    return Period(month_start(day), add_months(month_start(day), 1))


def quarter_of(day: date) -> Period:
    """The calendar quarter that holds `day`."""
    start = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Period(start, add_months(start, 3))


def months_in(period: Period) -> list[date]:
    """First day of each month that a period with an end touches."""
    months, month = [], month_start(period.start)
    while period.end is not None and month < period.end:
        months.append(month)
        month = add_months(month, 1)
    return months


def months_between(start: date, end: date) -> int:
    """Whole calendar months from the month of `start` to the month of `end`."""
    return (end.year - start.year) * 12 + end.month - start.month


def parse_date(text: str) -> date:
    """A date of an imported file: 31/12/2026, 31.12.2026 or 2026-12-31. ValueError in French."""
    stripped = text.strip()
    if match := _FRENCH.fullmatch(stripped):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(stripped):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise ValueError("Écrivez la date sous la forme jour/mois/année, par exemple 31/12/2026.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("Vérifiez l’année : elle doit avoir quatre chiffres, par exemple 2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("Cette date n’existe pas dans le calendrier. Vérifiez-la.") from None
