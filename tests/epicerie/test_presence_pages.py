"""The presence sheet as it is filled in: by the coordinator, and on the referent's phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from epicerie.models import Attendance, HoursEntry, PresenceSheet, Standby
from epicerie.queries.day_sheet import on_duty_phone
from epicerie.queries.volunteer_named import volunteer_named
from epicerie.queries.work_lists import work_lists_for
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
MINE = "/benevole/presence/"
SHEETS = "/admin/epicerie/presence/"


@pytest.fixture
def clock(monkeypatch):
    def at(instant) -> None:
        monkeypatch.setenv("PORTAIL_CLOCK", instant.isoformat())

    at(day.TEN)
    return at


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=2, referent=1)


@pytest.fixture
def places(cast, opened):
    return [day.placed(cast, opened, who) for who in day.people(cast, "ana", "bob")]


def fields(place, status, *, arrived="", length="", seen="") -> dict[str, str]:
    key = f"place-{place.pk}"
    return {
        f"presence-{key}": status,
        f"arrivee-{key}": arrived,
        f"duree-{key}": length,
        f"vu-{key}": seen,
    }


def test_the_coordinator_notes_signs_and_corrects(cast, opened, places, clock):
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])
    assert "Ana Bénévole" in client.get(here).content.decode()
    sent = {
        "what": "keep",
        **fields(places[0], "present", length="02:30"),
        **fields(places[1], "late", arrived="10:00"),
    }
    assert client.post(here, sent).status_code == 302
    assert [line.minutes for line in Attendance.objects.order_by("pk")] == [150, 120]
    clock(day.NOON)
    client = cast.client(cast.grocery)
    shown = client.get(here).content.decode()
    assert "Je signe cette feuille" in shown
    again = {"what": "sign"}
    for place, line in zip(places, Attendance.objects.order_by("pk"), strict=True):
        arrived = "10:00" if line.arrived_at else ""
        length = "02:30" if line.minutes == 150 else "02:00"
        again |= fields(place, line.status, arrived=arrived, length=length, seen="x")
    assert client.post(here, again).status_code == 302
    assert PresenceSheet.objects.get().signed_by == cast.grocery
    line = Attendance.objects.order_by("pk")[0]
    correction = reverse("epicerie:correct_line", args=[line.pk])
    assert client.post(correction, {"status": "absent"}).status_code == 422
    assert client.post(correction, {"status": "absent", "reason": "Erreur"}).status_code == 302
    assert "Corrigée : Erreur" in client.get(here).content.decode()
    assert client.get(correction).status_code == 404, "a corrected line is corrected by its last"
    totals = HoursEntry.objects.filter(volunteer=places[0].volunteer).totals()
    assert totals == {"minutes": 0, "shifts": 0}


def test_unsaved_changes_are_not_signed_away(cast, opened, places, clock):
    day.all_present(cast, opened, at=day.TEN, sign=False)
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])
    sent = {"what": "sign"} | fields(places[0], "absent") | fields(places[1], "present")
    answer = client.post(here, sent)
    assert answer.status_code == 422
    assert "Enregistrez d’abord" in answer.content.decode()
    assert PresenceSheet.objects.get().signed_at is None


def test_the_others_are_present_at_one_touch(cast, opened, places, clock):
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])
    sent = {"what": "rest"} | fields(places[0], "excused") | fields(places[1], "")
    assert client.post(here, sent).status_code == 302
    lines = {line.volunteer_id: line.status for line in Attendance.objects.all()}
    assert lines == {
        places[0].volunteer_id: "excused",
        places[1].volunteer_id: "present",
    }


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"presence": "malade"}, "Choisissez une des réponses"),
        ({"presence": "late"}, "heure d’arrivée"),
        ({"presence": "late", "arrivee": "25:99"}, "heure"),
        ({"presence": "present", "duree": "13:00"}, "12 heures"),
    ],
)
def test_what_is_typed_wrong_is_told(cast, opened, places, clock, sent, words):
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])
    key = f"place-{places[0].pk}"
    answer = client.post(here, {"what": "keep"} | {f"{k}-{key}": v for k, v in sent.items()})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Attendance.objects.exists()


def test_walk_ins_are_recognised_by_their_name_or_to_be_registered(cast, opened, places, clock):
    (zoe,) = day.people(cast, "zoé")
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])

    def come(name: str):
        return client.post(here, {"what": "walk_in", "venue-name": name})

    assert come("BENEVOLE zoe").status_code == 302
    assert come("Une Voisine").status_code == 302
    assert "sur sa ligne" in come("Ana Bénévole").content.decode()
    assert come("").status_code == 422
    known, guest = Attendance.objects.order_by("pk")
    assert (known.volunteer, guest.guest_name) == (zoe, "Une Voisine")
    assert client.post(here, {"what": "remove", "line": "x"}).status_code == 404
    assert client.post(here, {"what": "remove", "line": guest.pk}).status_code == 302
    assert Attendance.objects.count() == 1


def test_two_people_of_one_name_are_not_guessed(cast, opened):
    for name in ("ana", "ana2"):
        (person,) = day.people(cast, name)
        person.user.first_name = "Ana"
        person.user.save()
    assert volunteer_named("Ana Bénévole") is None
    assert volunteer_named("  ") is None


def test_the_referent_has_the_sheet_during_the_opening_only(cast, opened, places, clock):
    rita = day.referent(cast, opened)
    client = cast.client(rita.volunteer.user)
    clock(day.NINE - timedelta(minutes=1))
    assert "Aucune feuille à remplir" in client.get(MINE).content.decode()
    assert client.post(MINE, {"what": "rest"}).status_code == 403
    clock(day.TEN)
    assert MINE in client.get("/benevole/").content.decode()
    page = client.get(MINE).content.decode()
    assert "Ana Bénévole" in page
    assert "cast.example" not in page
    assert client.post(MINE, {"what": "rest"}).status_code == 302
    clock(day.NOON + timedelta(minutes=59))
    assert client.post(MINE, {"what": "sign"}).status_code == 302
    assert "Corriger" not in client.get(MINE).content.decode()
    clock(day.NOON + timedelta(minutes=61))
    assert "Aucune feuille à remplir" in client.get(MINE).content.decode()
    assert PresenceSheet.objects.get().signed_by == rita.volunteer.user


def test_another_volunteer_has_no_sheet(cast, opened, places, clock):
    client = cast.client(places[0].volunteer.user)
    assert "Aucune feuille à remplir" in client.get(MINE).content.decode()
    assert client.post(MINE, {"what": "rest"}).status_code == 403
    assert MINE not in client.get("/benevole/").content.decode()


def test_the_work_list_says_what_waits_for_a_signature(cast, opened, places, clock):
    def waiting(on: date) -> list[str]:
        lists = {work["title"]: work for work in work_lists_for(cast.grocery, on=on)}
        return [row["label"] for row in lists["Feuilles à signer"]["rows"]]

    assert waiting(day.DAY) == []
    assert len(waiting(day.DAY + timedelta(days=1))) == 1
    day.all_present(cast, opened)
    assert waiting(day.DAY + timedelta(days=1)) == []


def test_the_list_of_sheets(cast, opened, places, clock, django_assert_num_queries):
    client = cast.client(cast.grocery)
    assert "À signer" in client.get(SHEETS).content.decode()
    with django_assert_num_queries(4) as one:
        client.get(SHEETS)
    for later in (1, 2):
        other = rota.opening(cast.grocery, day.DAY - timedelta(days=later), accueil=2)
        day.placed(cast, other, places[0].volunteer)
        day.all_present(cast, other, at=day.TEN)
    with django_assert_num_queries(len(one)):
        client.get(SHEETS)
    export = client.get(SHEETS, {"format": "csv"}).content.decode()
    assert "à signer" in export
    assert "signée" in export
    waiting = client.get(SHEETS, {"voir": "a-signer"}).content.decode()
    assert "1 ouverture" in waiting.replace("\u00a0", " ")


def test_the_day_sheet_tells_phones_on_demand_and_the_journal_says_so(cast, opened, places, clock):
    (sam,) = day.people(cast, "sam")
    sam.user.phone = "0326112233"
    sam.user.save()
    Standby.objects.create(opening=opened, volunteer=sam, created_at=rota.BEFORE)
    cast.grocery.phone = "0326445566"
    cast.grocery.save()
    client = cast.client(cast.grocery)
    here = reverse("epicerie:day_sheet", args=[opened.pk])
    page = client.get(here).content.decode().replace("\u00a0", " ")
    assert "Sam Bénévole" in page
    assert "03 26 11 22 33" not in page
    assert "coordination : 03 26 44 55 66" in page
    assert page.count("Venu sans place") == 5
    assert not JournalEntry.objects.filter(verb="take_out_phones").exists()
    assert "03 26 11 22 33" in client.post(here).content.decode().replace("\u00a0", " ")
    pdf = client.post(reverse("epicerie:day_sheet_file", args=[opened.pk]))
    assert pdf.content.startswith(b"%PDF")
    assert JournalEntry.objects.filter(verb="take_out_phones").count() == 2
    assert on_duty_phone(day.DAY) == "0326445566"
