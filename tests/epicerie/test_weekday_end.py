"""A day of the usual week ends: what that does is read first, then exactly that is done."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.urls import reverse

from actors.models import JournalEntry, Message
from epicerie.actions.calendar import generate_openings, set_usual_day
from epicerie.actions.exchanges import offer_exchange
from epicerie.actions.pattern_effect import apply_usual_day
from epicerie.actions.places import hold_place
from epicerie.actions.standby import join_standby
from epicerie.actions.weekday_end import end_usual_day
from epicerie.models import Exchange, OpeningDay, Site, WeeklyPattern
from epicerie.queries.pattern_effect import pattern_effect
from epicerie.queries.usual_day import UsualDay, needs_of
from epicerie.queries.weekday_end import weekday_end
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
SINCE = date(2026, 12, 8)
SPAN = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture
def pattern(cast, at):
    """Five Thursdays of December with two people at the welcome desk."""
    made = set_usual_day(
        3,
        starts=time(9),
        ends=time(12),
        needs={rota.posts()["accueil"]: 2},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )
    generate_openings(*SPAN, by=cast.grocery, at=at)
    rota.one_association_may_do()
    return made


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


def thursday(day: int) -> OpeningDay:
    return OpeningDay.objects.get(day=date(2026, 12, day))


def planned() -> list[int]:
    days = OpeningDay.objects.planned().order_by("day").values_list("day", flat=True)
    return [day.day for day in days]


def end(pattern, cast, at, since=SINCE):
    seal = weekday_end(pattern, since, at=at).seal
    return end_usual_day(pattern, since=since, seen=seal, by=cast.grocery, at=at)


def test_empty_days_are_cancelled_and_expected_people_keep_theirs(cast, pattern, vera, at):
    held = hold_place(rota.need(thursday(10)), volunteer=vera, by=cast.grocery, at=at)
    join_standby(thursday(17), volunteer=vera, by=vera.user, at=at)
    first = hold_place(rota.need(thursday(3)), volunteer=vera, by=vera.user, at=at)
    offer_exchange(first, asked=None, wanted=thursday(24), by=vera.user, at=at)
    effect = end(pattern, cast, at)
    assert [row.day.day for row in effect.closed] == [24, 31]
    assert [(row.day.day, row.people, row.standing) for row in effect.left] == [
        (10, 1, 0),
        (17, 0, 1),
    ]
    assert planned() == [3, 10, 17]
    held.refresh_from_db()
    assert held.state == "active"
    assert Exchange.objects.get().state == "lapsed", "the day asked in return is gone"
    assert not Message.objects.filter(kind="epicerie.day_cancelled").exists()
    pattern.refresh_from_db()
    assert pattern.period.upper == SINCE
    assert generate_openings(*SPAN, by=cast.grocery, at=at) == []
    assert JournalEntry.objects.filter(verb="end_usual_day").count() == 1


def test_a_day_added_by_hand_stays(cast, pattern, at):
    rota.opening(cast.grocery, date(2026, 12, 10), starts=time(14), ends=time(16))
    end(pattern, cast, at)
    assert planned() == [3, 10]


def test_the_weekday_may_come_back_and_its_days_open_again(cast, pattern, at):
    end(pattern, cast, at)
    assert planned() == [3]
    needs = needs_of({rota.posts()["accueil"]: 2}, {})
    asked = UsualDay(Site.objects.get(), 3, time(9), time(12), date(2026, 12, 15), needs)
    rota.opening(cast.grocery, date(2026, 12, 31), starts=time(18), ends=time(19))
    effect = pattern_effect(asked, at=at)
    assert [day.day for day in effect.added] == [17, 24, 31]
    apply_usual_day(asked, seen=effect.seal, by=cast.grocery, at=at)
    assert planned() == [3, 17, 24, 31, 31]


def test_the_ground_moved_between_reading_and_doing(cast, pattern, vera, at):
    seal = weekday_end(pattern, SINCE, at=at).seal
    hold_place(rota.need(thursday(10)), volunteer=vera, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="a changé depuis cet aperçu"):
        end_usual_day(pattern, since=SINCE, seen=seal, by=cast.grocery, at=at)
    assert planned() == [3, 10, 17, 24, 31]
    assert WeeklyPattern.objects.get().period.upper is None


def test_what_is_refused(cast, pattern, at):
    with pytest.raises(Refused, match="Ce jour est passé"):
        end(pattern, cast, at, since=date(2026, 11, 22))
    with pytest.raises(Refused, match="coordinateur"):
        end_usual_day(pattern, since=SINCE, seen="", by=cast.auditor, at=at)
    end(pattern, cast, at)
    with pytest.raises(Refused, match="déjà plus dans la semaine habituelle"):
        end(pattern, cast, at)
    later = {"needs": {rota.posts()["accueil"]: 1}, "since": date(2027, 1, 1)}
    again = set_usual_day(3, starts=time(9), ends=time(12), **later, by=cast.grocery, at=at)
    for since in (date(2026, 12, 15), date(2027, 1, 1)):
        with pytest.raises(Refused, match="change déjà plus tard"):
            end(again, cast, at, since=since)


def test_the_page_reads_then_does(cast, pattern, vera, at, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    hold_place(rota.need(thursday(10)), volunteer=vera, by=cast.grocery, at=at)
    client, here = cast.client(cast.grocery), reverse("epicerie:end_weekday")
    week = client.get(reverse("epicerie:generate_openings")).content.decode()
    assert f"{here}?pattern={pattern.pk}" in week
    assert client.get(here, {"pattern": pattern.pk}).status_code == 200
    asked = {"pattern": pattern.pk, "since": "2026-12-08"}
    page = client.get(here, asked)
    text = page.content.decode().replace("\u00a0", " ")
    assert "3 jours à annuler" in text
    assert "1 jour laissé au planning" in text
    assert planned() == [3, 10, 17, 24, 31], "reading changes nothing"
    assert client.post(here, asked | {"seen": "autre"}).status_code == 409
    assert client.post(here, {"pattern": "x", "since": "hier"}).status_code == 422
    assert client.post(here, asked | {"seen": page.context["effect"].seal}).status_code == 302
    assert planned() == [3, 10]


def test_reading_costs_the_same_for_one_day_and_five(pattern, at, django_assert_num_queries):
    for since, days in ((date(2026, 12, 31), 1), (date(2026, 12, 1), 5)):
        with django_assert_num_queries(1):
            assert len(weekday_end(pattern, since, at=at).closed) == days
