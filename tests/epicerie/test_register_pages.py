"""The coordinator's register: the record and its forms, the list and its filters, the promises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from epicerie.actions.absences import declare_absence
from epicerie.actions.availability import answer_for_day, set_usual_week
from epicerie.actions.companions import pair_up
from epicerie.actions.places import hold_place
from epicerie.actions.promises import note_convention, promise_places
from epicerie.actions.volunteers import change_volunteer, grant_skill
from epicerie.models import Absence, Companion, DatedAvailability, Promise
from epicerie.queries.own_record import post_likings, usual_week
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


@pytest.fixture
def vera(cast):
    return register.silent(cast.grocery, cast.entraide, "vera")


def url(name: str, *args: object) -> str:
    return reverse(f"epicerie:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def form_of(client, vera, what: str) -> dict[str, object]:
    """What the page shows in one form, as a browser would send it back."""
    form = client.get(url("volunteer", vera.pk)).context["forms"][what]
    shown = {name: form[name].value() for name in form.fields}
    sent = {f"{what}-{name}": value for name, value in shown.items() if value not in {None, False}}
    return {"what": what, **sent}


def send(client, vera, what: str, **typed: object):
    sent = form_of(client, vera, what) | {f"{what}-{name}": v for name, v in typed.items()}
    return client.post(url("volunteer", vera.pk), sent)


def test_each_form_of_the_record_writes_its_part(cast, client, vera):
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    for what, typed in {
        "fiche": {"channel": "phone", "language": "ar"},
        "convention": {"convention_signed_on": "2026-11-02"},
        "semaine": {"3_am": "0", "5_pm": "2"},
        "exception": {"day": "2026-12-04", "half": "pm", "can_come": "oui"},
        "absence": {"first": "2026-12-20", "last": "2026-12-31"},
        "souhaits": {"wish_per_4_weeks": "3", "max_week": "1"},
        "postes": {f"post_{rota.posts()['caisse'].pk}": "9"},
        "affinites": {"kind": "apart", "other": "Bénévole OLGA"},
        "competence": {"skill": "hygiene", "since": "2026-11-01"},
    }.items():
        answer = send(client, vera, what, **typed)
        assert answer.status_code == 302, (what, answer.context["forms"][what].errors)
        assert answer["Location"].endswith(f"#{what}")
    vera.refresh_from_db()
    assert (vera.channel, vera.language, vera.active) == ("phone", "ar", True)
    assert vera.convention_signed_on == date(2026, 11, 2)
    assert usual_week(vera) == {(3, "am"): 0, (5, "pm"): 2}
    assert DatedAvailability.objects.get().day == date(2026, 12, 4)
    assert Absence.objects.get().period.upper == date(2027, 1, 1)
    assert (vera.wish_per_4_weeks, vera.max_week, vera.max_month) == (3, 1, None)
    assert post_likings(vera) == {rota.posts()["caisse"].pk: 9}
    assert Companion.objects.get().second == olga
    page = text(client.get(url("volunteer", vera.pk)))
    for said in ("Jamais ensemble", "Du 20/12/2026 au 31/12/2026", "Formation à l’hygiène"):
        assert said in page


def test_two_coordinators_and_one_record(cast, client, vera, at):
    """Each form that changes what is there tells the second to save, and writes nothing."""
    sent = {
        what: form_of(client, vera, what)
        for what in ("fiche", "convention", "semaine", "souhaits", "postes")
    }
    change_volunteer(vera, active=True, novice=True, channel="phone", by=cast.grocery, at=at)
    note_convention(vera, date(2026, 11, 3), by=cast.grocery, at=at)
    for what in ("semaine", "souhaits", "postes"):
        changes = {
            "semaine": {"semaine-0_am": "1"},
            "souhaits": {"souhaits-max_week": "2"},
            "postes": {f"postes-post_{rota.posts()['caisse'].pk}": "9"},
        }[what]
        assert client.post(url("volunteer", vera.pk), sent[what] | changes).status_code == 302
    for what, old in sent.items():
        answer = client.post(url("volunteer", vera.pk), old)
        assert answer.status_code == 422, what
        assert "quelqu’un d’autre a changé" in text(answer), what
    vera.refresh_from_db()
    assert (vera.novice, vera.max_week) == (True, 2)
    assert usual_week(vera) == {(0, "am"): 1}


def test_an_absence_that_touches_a_place_says_so_then_gives_it_up(cast, client, vera, at):
    held = hold_place(rota.need(rota.opening(cast.grocery)), volunteer=vera, by=vera.user, at=at)
    days = {"first": "2026-12-01", "last": "2026-12-05"}
    answer = send(client, vera, "absence", **days)
    assert answer.status_code == 422
    assert "03/12/2026 (Accueil)" in text(answer)
    assert "Rendre ces places" in text(answer)
    assert send(client, vera, "absence", **days, give_up="on").status_code == 302
    held.refresh_from_db()
    assert held.state == "cancelled"


def test_the_days_of_an_absence_change_on_a_page_of_their_own(cast, client, vera, at):
    held = hold_place(rota.need(rota.opening(cast.grocery)), volunteer=vera, by=vera.user, at=at)
    day = date(2026, 12, 1)
    away = declare_absence(vera, first=day, last=day, by=cast.grocery, at=at)
    page = url("absence_days", away.pk)
    assert page in text(client.get(url("volunteer", vera.pk)))
    shown = text(client.get(page))
    assert 'value="2026-12-01"' in shown
    seen = client.get(page).context["form"]["seen"].value()
    typed = {"first": "2026-12-01", "last": "2026-12-03", "seen": seen}
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "03/12/2026 (Accueil)" in text(answer)
    assert client.post(page, typed | {"give_up": "on"}).status_code == 302
    away.refresh_from_db()
    held.refresh_from_db()
    assert (away.last, held.state) == (date(2026, 12, 3), "cancelled")
    assert client.post(page, typed).status_code == 422, "the days are no longer those seen"


def test_a_name_typed_badly_gets_the_nearest(cast, client, vera):
    register.silent(cast.grocery, cast.entraide, "olga")
    answer = send(client, vera, "affinites", kind="together", other="Olgga Bénévole")
    assert "vouliez-vous « Olga Bénévole » ?" in text(answer)
    answer = send(client, vera, "affinites", kind="together", other="olga@autre.example")
    assert "Aucun bénévole n’a l’adresse" in text(answer)
    assert not Companion.objects.exists()


def test_lines_are_removed_by_their_buttons(cast, client, vera, at):
    who = {"by": cast.grocery, "at": at}
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    pair = pair_up(vera, olga, "together", **who)
    answer = answer_for_day(vera, date(2026, 12, 4), "am", can_come=False, **who)
    away = declare_absence(vera, first=date(2026, 12, 8), last=date(2026, 12, 9), **who)
    for name, row in (("drop_pair", pair), ("drop_answer", answer), ("stop_absence", away)):
        assert client.post(url(name, row.pk)).status_code == 302
        assert client.post(url(name, row.pk)).status_code == 404
    assert not Companion.objects.exists()
    assert not DatedAvailability.objects.exists()
    assert not Absence.objects.exists()


def names(client, **query: object) -> list[str]:
    shown = client.get(url("volunteers"), query).context["object_list"]
    return [row.user.first_name for row in shown]


def test_the_list_is_narrowed_to_what_is_to_be_done(cast, client, vera, at):
    who = {"by": cast.grocery, "at": at}
    anna = register.silent(cast.grocery, cast.secours, "anna", novice=True)
    bea = register.silent(cast.grocery, cast.entraide, "bea")
    note_convention(vera, date(2026, 11, 2), **who)
    set_usual_week(anna, {(3, "am"): 1}, **who)
    change_volunteer(bea, active=False, novice=False, channel="email", **who)
    since, soon = date(2026, 1, 1), date(2026, 12, 20)
    grant_skill(vera, "till", since=since, until=soon, **who)
    grant_skill(bea, "till", since=since, until=soon, **who)
    grant_skill(bea, "till", since=soon, until=soon + timedelta(days=365), **who)
    grant_skill(anna, "till", since=since, until=date(2026, 6, 1), **who)
    assert names(client) == ["Anna", "Bea", "Vera"]
    assert names(client, association=cast.secours.pk) == ["Anna"]
    assert names(client, competence="till") == ["Bea", "Vera"]
    assert names(client, situation="competence") == ["Vera"]
    assert names(client, situation="convention") == ["Anna", "Bea"]
    assert names(client, situation="disponibilite") == ["Bea", "Vera"]
    assert names(client, situation="debute") == ["Anna"]
    assert names(client, situation="hors-planning") == ["Bea"]
    assert names(client, situation="convention", association=cast.entraide.pk) == ["Bea"]
    assert names(client, tri="-nom") == ["Vera", "Bea", "Anna"]
    export = client.get(url("volunteers"), {"situation": "debute", "format": "csv"})
    assert export.content.decode("utf-8-sig").count("\n") == 2


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_as_many_queries_for_one_volunteer_as_for_three(cast, client, vera, at):
    addresses = [url("volunteers"), url("volunteer", vera.pk), url("promises")]
    promise_places(cast.entraide, 10, since=date(2026, 11, 1), by=cast.grocery, at=at)
    alone = [queries(client, address) for address in addresses]
    for name in ("anna", "bea"):
        person = register.silent(cast.grocery, cast.secours, name)
        set_usual_week(person, {(3, "am"): 1}, by=cast.grocery, at=at)
        pair_up(vera, person, "together", by=cast.grocery, at=at)
    promise_places(cast.secours, 10, since=date(2026, 11, 1), by=cast.grocery, at=at)
    assert [queries(client, address) for address in addresses] == alone


def test_promises_are_noted_read_beside_what_is_held_and_ended(cast, client, vera, at):
    opened = rota.opening(cast.grocery, date(2026, 11, 26))
    hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    typed = {"organisation": cast.entraide.pk, "places_a_month": 12, "since": "2026-11-10"}
    assert client.post(url("promises"), typed).status_code == 302
    assert client.post(url("promises"), typed).status_code == 422
    row = client.get(url("promises")).context["rows"][0]
    assert (row.people, row.held, row.now.places_a_month, row.missing) == (1, 1, 12, 11)
    promise = Promise.objects.get()
    page = client.post(url("end_promise", promise.pk), {"on": "2026-12-05"})
    assert page.status_code == 302
    promise.refresh_from_db()
    assert promise.period.upper == date(2027, 1, 1)


def test_others_do_not_open_the_register(cast, vera):
    for user in (cast.manager_a, cast.reception, vera.user):
        for address in (url("promises"), url("volunteer", vera.pk)):
            assert cast.client(user).get(address).status_code in {302, 403, 404}
