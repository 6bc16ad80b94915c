from datetime import UTC, date, datetime, timedelta

import pytest

from reims_solidarite.kit import clock


def test_without_the_variable_it_is_the_real_time(monkeypatch):
    monkeypatch.delenv("PORTAIL_CLOCK", raising=False)
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02T09:00+01:00", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-03-02T09:00:30Z", datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)),
        ("2026-07-02T09:00", datetime(2026, 7, 2, 7, tzinfo=UTC)),
        ("2026-07-02", datetime(2026, 7, 1, 22, tzinfo=UTC)),
    ],
)
def test_an_instant_freezes_it(monkeypatch, settings, text, instant):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", text)
    assert clock.now() == instant


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("+3d", timedelta(days=3)),
        ("-2h", timedelta(hours=-2)),
        ("+1d12h30m", timedelta(days=1, hours=12, minutes=30)),
    ],
)
def test_a_span_shifts_it(monkeypatch, settings, text, span):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", text)
    assert abs(clock.now() - datetime.now(UTC) - span) < timedelta(seconds=5)


@pytest.mark.parametrize("text", ["+", "3d", "+3", "tomorrow", "+3d ", "2026-13-01"])
def test_anything_else_is_refused(monkeypatch, settings, text):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", text)
    with pytest.raises(ValueError, match="PORTAIL_CLOCK"):
        clock.now()


def test_production_ignores_it(monkeypatch, settings):
    settings.TEST_SURFACE = False
    monkeypatch.setenv("PORTAIL_CLOCK", "2000-01-01")
    assert clock.now().year > 2020


def test_today_is_the_paris_day(monkeypatch, settings):
    settings.TEST_SURFACE = True
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-06-30T22:30:00Z")
    assert clock.today() == date(2026, 7, 1)
