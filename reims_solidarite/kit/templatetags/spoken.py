"""Days and hours in the language of the page: French as everywhere, or the reader's own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import template
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reims_solidarite.kit.dates import PARIS, paris_day
from reims_solidarite.kit.templatetags.french import french_date, french_time

register = template.Library()

# « l » weekday, « E » the month as it is said after a number.
FULL_DATES = {"en": "l j F Y", "uk": "l, j E Y р.", "ar": "l j F Y"}
FIRST_STRONG, POP = "\u2068", "\u2069"


def _is_french() -> bool:
    return get_language() not in FULL_DATES


@register.filter
def spoken_date(value: date | datetime | None) -> str:
    """« lundi 23 novembre 2026 », “Monday 23 November 2026”…"""
    if not value or _is_french():
        return french_date(value)
    day = paris_day(value) if isinstance(value, datetime) else value
    return format_date(day, FULL_DATES[str(get_language())])


@register.filter
def spoken_time(value: time | datetime | None) -> str:
    """« 9 h 45 » in French, “9:45” elsewhere; an instant is told in Paris time."""
    if value is None or _is_french():
        return french_time(value)
    if isinstance(value, datetime):
        value = value.astimezone(PARIS).time()
    return f"{value.hour}:{value.minute:02}"


@register.filter
def spoken_duration(value: timedelta) -> str:
    """« 12 h 30 »; a whole number of hours has no minutes."""
    hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
    if not minutes:
        return _("%(hours)d\u00a0h") % {"hours": hours}
    return _("%(hours)d\u00a0h\u00a0%(minutes)02d") % {"hours": hours, "minutes": minutes}


@register.filter
def isolated(value: object) -> str:
    """A name inside a sentence of the other direction: neither disturbs the other."""
    text = str(value)
    return text if _is_french() else f"{FIRST_STRONG}{text}{POP}"
