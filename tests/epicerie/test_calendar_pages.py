"""The calendar's pages: the effect is read, then applied; the needs of one day."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from epicerie.actions.calendar import generate_openings, set_usual_day
from epicerie.actions.places import hold_place
from epicerie.models import OpeningDay, WeeklyPattern
from epicerie.queries.calendar_plan import CHANGED_HOURS
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
ASKED = {
    "weekday": "3",
    "since": "2026-12-01",
    "starts": "14:00",
    "ends": "17:00",
    **{f"places_{code}": "2" for code in ("preparation", "rayons", "accueil", "caisse")},
    "places_livraison": "2",
    "places_referent": "1",
    "skilled_preparation": "2",
    "skilled_livraison": "1",
}


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def url(name: str, *args: object) -> str:
    return reverse(f"epicerie:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def week(cast, at):
    needs = {post: post.usual_places for post in rota.posts().values()}
    hours = {"starts": time(9), "ends": time(12)}
    since = date(2026, 11, 1)
    set_usual_day(3, **hours, needs=needs, since=since, by=cast.grocery, at=at)
    return generate_openings(date(2026, 12, 1), date(2026, 12, 12), by=cast.grocery, at=at)


def test_the_effect_is_read_then_applied(cast, client, at, week):
    ana = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(week[0]), volunteer=ana, by=cast.grocery, at=at)
    page = client.get(url("usual_day"), ASKED)
    assert page.status_code == 200
    assert "1 jour laissé à ses heures" in text(page)
    assert "1 personne placée" in text(page)
    assert "1 jour qui change d’heures" in text(page)
    assert WeeklyPattern.objects.count() == 1, "reading writes nothing"
    done = client.post(url("usual_day"), ASKED | {"seen": page.context["effect"].seal})
    assert done.status_code == 302
    assert OpeningDay.objects.planned().get(day=week[1].day).starts == time(14)
    assert OpeningDay.objects.planned().get(day=week[0].day).starts == time(9)
    trained = {
        need.post.code: need.skilled
        for need in OpeningDay.objects.planned().get(day=week[1].day).needs.all()
    }
    assert (trained["preparation"], trained["caisse"], trained["rayons"]) == (2, 2, 0)


def test_a_day_left_at_its_hours_is_cancelled_with_the_reason_known(cast, client, at, week):
    ana = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(week[0]), volunteer=ana, by=cast.grocery, at=at)
    cancel = url("cancel_opening", week[0].pk)
    assert f"{cancel}?raison=horaires" in text(client.get(url("usual_day"), ASKED))
    page = client.get(cancel, {"raison": "horaires"})
    assert page.context["form"]["reason"].value() == CHANGED_HOURS
    assert client.get(cancel, {"raison": "autre"}).context["form"]["reason"].value() == ""
    assert client.post(cancel, {"reason": CHANGED_HOURS}).status_code == 302
    week[0].refresh_from_db()
    assert (week[0].state, week[0].cancel_reason) == ("cancelled", CHANGED_HOURS)


def test_many_days_move_or_change_at_once(cast, client, at, week):
    generate_openings(date(2026, 12, 12), date(2027, 1, 31), by=cast.grocery, at=at)
    many = OpeningDay.objects.planned().count()
    later = ASKED | {"since": "2026-12-02", "places_accueil": "4", "places_rayons": "1"}
    for asked in (ASKED, later):
        page = client.get(url("usual_day"), asked)
        done = client.post(url("usual_day"), asked | {"seen": page.context["effect"].seal})
        assert done.status_code == 302
    planned = OpeningDay.objects.planned()
    assert planned.count() == many == planned.filter(starts=time(14)).count()
    assert OpeningDay.objects.filter(cancel_reason="changement d’horaires").count() == many
    assert {rota.need(row).places for row in planned} == {4}


def test_what_moved_is_shown_again_and_nothing_is_applied(cast, client, at, week):
    seen = client.get(url("usual_day"), ASKED).context["effect"].seal
    ana = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(week[0]), volunteer=ana, by=cast.grocery, at=at)
    answer = client.post(url("usual_day"), ASKED | {"seen": seen})
    assert answer.status_code == 409
    assert "a changé depuis cet aperçu" in text(answer)
    assert "1 personne placée" in text(answer)
    assert WeeklyPattern.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"since": "2026-10-01"}, "change déjà plus tard"),
        ({"ends": "13:00"}, "après l’heure de début"),
        ({"skilled_preparation": "3"}, "Pas plus de personnes formées"),
        ({name: "0" for name in ASKED if name[:7] in ("places_", "skilled")}, "au moins une place"),
    ],
)
def test_a_usual_day_that_cannot_be(client, week, changed, words):
    for answer in (
        client.get(url("usual_day"), ASKED | changed),
        client.post(url("usual_day"), ASKED | changed),
    ):
        assert answer.status_code in (409, 422)
        assert words in text(answer)
    assert WeeklyPattern.objects.count() == 1


def test_the_needs_of_one_day_change_with_a_reason_in_the_journal(cast, client, at):
    opened = rota.opening(cast.grocery, accueil=2, preparation=4)
    typed = {"places_accueil": "3", "places_preparation": "4", "skilled_preparation": "3"}
    page = url("day_needs", opened.pk)
    assert client.post(page, typed).status_code == 422
    assert client.post(page, typed | {"reason": "more_guests"}).status_code == 302
    assert (rota.need(opened).places, rota.need(opened, "preparation").skilled) == (3, 3)
    entries = JournalEntry.objects.filter(verb="change_need")
    assert [entry.details["reason"] for entry in entries] == ["more_guests"] * 2
    client.post(page, typed | {"reason": "other"})
    assert entries.count() == 2, "what is so already is not journaled again"


def test_needs_below_the_people_placed_are_refused_whole(cast, client, at):
    opened = rota.opening(cast.grocery, accueil=1, rayons=1)
    ana = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(opened), volunteer=ana, by=cast.grocery, at=at)
    typed = {"places_rayons": "5", "places_accueil": "0", "reason": "other"}
    answer = client.post(url("day_needs", opened.pk), typed)
    assert answer.status_code == 422
    assert "retirez-en d’abord" in text(answer)
    assert rota.need(opened, "rayons").places == 1
