"""How amounts, days, hours and counts are written for French readers. Always loaded (builtins)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from django import template
from django.utils.dateformat import format as format_date

from reims_solidarite.kit.dates import PARIS, Period, paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.phone import read_phone

register = template.Library()

NO_BREAK = "\u00a0"
NARROW = "\u202f"


def _day(value: date | datetime) -> date:
    return paris_day(value) if isinstance(value, datetime) else value


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


@register.filter
def money(cents: int | None) -> str:
    """123456 -> « 1 234,56 € »; nothing when there is no amount."""
    return "" if cents is None else format_cents(cents)


@register.filter
def amount(cents: int) -> str:
    """123456 -> « 1 234,56 »: under the head of a column that says euros."""
    return format_cents(cents).removesuffix(f"{NARROW}€")


@register.filter
def french_date(value: date | datetime | None) -> str:
    """« lundi 23 novembre 2026 »; the first of the month is « 1er »."""
    if not value:
        return ""
    day = _day(value)
    return f"{format_date(day, 'l')} {_number(day)}{NO_BREAK}{format_date(day, 'F Y')}"


@register.filter
def short_date(value: date | datetime | None) -> str:
    """« 23/11/2026 »: for tables, where days are compared."""
    return format_date(_day(value), "d/m/Y") if value else ""


@register.filter
def french_month(value: date) -> str:
    """« novembre 2026 »."""
    return str(format_date(value, "F Y"))


@register.filter
def day_before(value: date | None) -> date | None:
    """The last day of a period that ends before `value`: people read « jusqu’au », included."""
    return value - timedelta(days=1) if value else None


@register.filter
def french_time(value: time | datetime | None) -> str:
    """« 9 h 45 », « 14 h »; an instant is told in Paris time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(PARIS).time()
    minutes = f"{NO_BREAK}{value.minute:02}" if value.minute else ""
    return f"{value.hour}{NO_BREAK}h{minutes}"


@register.filter
def instant(value: datetime | None) -> str:
    """« 23/11/2026 à 9 h 45 », in Paris time: for histories."""
    return f"{short_date(value)} à {french_time(value)}" if value else ""


@register.filter
def period(value: Period | None) -> str:
    """« du 1er janvier au 31 mars 2026 »: the last day included; without end, « depuis le »."""
    if value is None:
        return ""
    start, last = value.start, value.last_day()
    if last is None:
        return f"depuis le {_full(start)}"
    if last == start:
        return f"le {_full(start)}"
    if start.year != last.year:
        return f"du {_full(start)} au {_full(last)}"
    if start.month != last.month:
        return f"du {_number(start)}{NO_BREAK}{format_date(start, 'F')} au {_full(last)}"
    return f"du {_number(start)} au {_full(last)}"


def _full(day: date) -> str:
    return f"{_number(day)}{NO_BREAK}{format_date(day, 'F Y')}"


@register.filter
def duration(minutes: int) -> str:
    """750 -> « 12 h 30 »; « −1 h 30 » where a ledger takes back."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    return f"{sign}{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}" if rest else "")


@register.filter
def count(number: int, words: str) -> str:
    """`3|count:"place,places"` -> « 3 places »; below 2, French uses the singular (« 0 place »)."""
    singular, plural = words.split(",")
    grouped = f"{number:,}".replace(",", NARROW)
    return f"{grouped}{NO_BREAK}{singular if abs(number) < 2 else plural}"


@register.filter
def in_sentence(words: str) -> str:
    """« Publier » after a colon: « publier »; what starts in capitals (« CSV ») keeps them."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


# A name that starts with an h is nearly always said without it: « l’aide d’Hélène ».
_VOWEL = frozenset("aeiouhœæ")


@register.filter
def elided(name: object, word: str) -> str:
    """« de » before a name: « d’Octave », « d’une voisine », « de Paul »; « que » the same."""
    told = str(name)
    first = unicodedata.normalize("NFKD", told[:1].casefold())[:1]
    return f"{word[:-1]}’{told}" if first in _VOWEL else f"{word} {told}"


@register.filter
def phone(value: str | None) -> str:
    """« 03 26 00 00 00 »; a number that is not a French ten-digit one stays as typed."""
    if not value:
        return ""
    digits = re.sub(r"[\s.\-]", "", value)
    digits = re.sub(r"^(\+33|0033)(\(0\))?", "0", digits)
    if not re.fullmatch(r"0[1-9][0-9]{8}", digits):
        return value
    return NO_BREAK.join(re.findall("..", digits))


@register.filter
def dialled(value: str | None) -> str:
    """The number of a `tel:` link, in the form kept; nothing for words beside it or no number."""
    try:
        return read_phone(value or "")
    except ValueError:
        return ""


@register.filter
def masked_iban(value: str | None) -> str:
    """Only the country and the last four characters: « FR•• •••• 1234 »."""
    if not value:
        return ""
    compact = re.sub(r"\s", "", value)
    if len(compact) < 12:
        return "••••"
    return f"{compact[:2]}••{NO_BREAK}••••{NO_BREAK}{compact[-4:]}"
