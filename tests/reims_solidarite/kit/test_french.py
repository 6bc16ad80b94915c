from datetime import UTC, date, datetime, time

import pytest

from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.templatetags import french


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("cents", "written"),
    [(123_456, "1 234,56 €"), (0, "0,00 €"), (-5, "−0,05 €"), (None, "")],
)
def test_money(cents, written):
    assert plain(french.money(cents)) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 23), "lundi 23 novembre 2026"),
        (date(2026, 5, 1), "vendredi 1er mai 2026"),
        (None, ""),
    ],
)
def test_french_date(day, written):
    assert plain(french.french_date(day)) == written


def test_an_instant_late_in_the_evening_is_told_on_its_paris_day():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert plain(french.french_date(late)) == "lundi 23 novembre 2026"
    assert french.short_date(late) == "23/11/2026"
    assert french.day_before(date(2027, 1, 1)) == date(2026, 12, 31)
    assert french.day_before(None) is None
    assert plain(french.french_time(late)) == "0 h 30"
    assert plain(french.instant(late)) == "23/11/2026 à 0 h 30"
    assert french.instant(None) == ""


def test_an_amount_under_a_head_that_says_euros():
    assert plain(french.amount(123_456)) == "1 234,56"


@pytest.mark.parametrize(
    ("hour", "written"),
    [(time(9, 45), "9 h 45"), (time(14, 0), "14 h"), (time(0, 5), "0 h 05"), (None, "")],
)
def test_french_time(hour, written):
    assert plain(french.french_time(hour)) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 1, 1), date(2026, 4, 1), "du 1er janvier au 31 mars 2026"),
        (date(2026, 3, 2), date(2026, 3, 9), "du 2 au 8 mars 2026"),
        (date(2026, 12, 1), date(2027, 1, 2), "du 1er décembre 2026 au 1er janvier 2027"),
        (date(2026, 3, 2), date(2026, 3, 3), "le 2 mars 2026"),
        (date(2026, 3, 2), None, "depuis le 2 mars 2026"),
    ],
)
def test_period_says_its_last_day(start, end, written):
    assert plain(french.period(Period(start, end))) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0 place"), (1, "1 place"), (2, "2 places"), (12_000, "12 000 places")],
)
def test_count_is_plural_from_two_on(number, written):
    assert plain(french.count(number, "place,places")) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0326000000", "03 26 00 00 00"),
        ("+33 3 26 00 00 00", "03 26 00 00 00"),
        ("+33 (0)3 26 00 00 00", "03 26 00 00 00"),
        ("3949", "3949"),
        ("", ""),
    ],
)
def test_phone(typed, written):
    assert plain(french.phone(typed)) == written


def test_masked_iban_tells_nothing_but_the_country_and_the_last_four():
    written = plain(french.masked_iban("FR76 3000 6000 0112 3456 7890 189"))
    assert written == "FR•• •••• 0189"
    assert french.masked_iban("FR76") == "••••"
    assert french.masked_iban(None) == ""


@pytest.mark.parametrize(
    ("label", "written"),
    [("Publier ce planning", "publier ce planning"), ("CSV seulement", "CSV seulement"), ("", "")],
)
def test_in_sentence(label, written):
    assert french.in_sentence(label) == written
