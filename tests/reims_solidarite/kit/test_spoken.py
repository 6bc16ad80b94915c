"""Days, hours and lengths in the language of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import override

from reims_solidarite.kit.drawings import draw
from reims_solidarite.kit.templatetags.spoken import (
    isolated,
    spoken_date,
    spoken_duration,
    spoken_time,
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "mardi 1er décembre 2026"),
        ("en", "Tuesday 1 December 2026"),
        ("uk", "вівторок, 1 грудня 2026 р."),
        ("ar", "الثلاثاء 1 ديسمبر 2026"),
    ],
)
def test_a_day(language: str, said: str) -> None:
    with override(language):
        assert spoken_date(date(2026, 12, 1)).replace("\u00a0", " ").lower() == said.lower()
        late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
        assert spoken_date(late) == spoken_date(date(2026, 12, 1)), "the Paris day"


@pytest.mark.parametrize(("language", "said"), [("fr", "9 h 05"), ("en", "9:05"), ("ar", "9:05")])
def test_an_hour(language: str, said: str) -> None:
    with override(language):
        assert spoken_time(time(9, 5)).replace("\u00a0", " ") == said
        assert spoken_time(datetime(2026, 7, 1, 7, 5, tzinfo=UTC)) == spoken_time(time(9, 5))
        assert spoken_time(None) == ""


@pytest.mark.parametrize(
    ("language", "whole", "half"),
    [
        ("fr", "3 h", "3 h 30"),
        ("en", "3 h", "3 h 30 min"),
        ("uk", "3 год", "3 год 30 хв"),
        ("ar", "3 س", "3 س 30 د"),
    ],
)
def test_a_length(language: str, whole: str, half: str) -> None:
    with override(language):
        assert spoken_duration(timedelta(hours=3)).replace("\u00a0", " ") == whole
        assert spoken_duration(timedelta(hours=3, minutes=30)).replace("\u00a0", " ") == half


def test_a_name_is_isolated_where_directions_may_meet() -> None:
    assert isolated("Zoé") == "Zoé"
    with override("ar"):
        assert isolated("Zoé") == "\u2068Zoé\u2069"


def test_a_piece_drawn_in_one_language_is_not_shown_in_another() -> None:
    french = draw("base/footer.html", (), ())
    with override("uk"):
        assert "Довідка" in draw("base/footer.html", (), ())
    assert draw("base/footer.html", (), ()) == french
    assert "Aide" in french
