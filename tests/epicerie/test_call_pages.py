"""The coordinator's pages about calls, and what an association manager sees of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from epicerie.actions.calls import advance_call
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import Assignment, CalledPerson, Channel, PhoneCall, ReplacementCall
from epicerie.queries.work_lists import work_lists_for
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import advance, called

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=1)


@pytest.fixture
def ana(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "ana")


@pytest.fixture
def bob(cast):
    return rota.volunteer(cast.grocery, cast.secours, "bob")


@pytest.fixture
def call(cast, opened, ana, bob, at):
    """Vera gave up; Ana is asked, then Bob."""
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=at)
    advance(at)
    return advance(at + timedelta(hours=13) + timedelta(hours=11))


@pytest.fixture
def page(cast):
    client = cast.client(cast.grocery)

    def read(name: str, *args: int, **posted: str):
        address = reverse(f"epicerie:{name}", args=args)
        if posted:
            return client.post(address, posted, follow=True).content.decode()
        return client.get(address).content.decode()

    return read


def test_the_opening_says_who_was_asked_and_leads_to_the_call(page, opened, call):
    text = page("opening", opened.pk)
    assert reverse("epicerie:call", args=[call.pk]) in text
    assert "2\u00a0personnes sollicitées" in text
    assert "Solliciter des bénévoles" not in text, "somebody is looked for already"


def test_the_call_shows_each_person_wave_and_answer(page, call, ana):
    text = page("call", call.pk)
    for part in ("Ana Bénévole", "Même association", "Bob Bénévole", "Tous les bénévoles libres"):
        assert part in text
    text = page("called_answer", called(ana).pk, reponse="non")
    assert "Ana Bénévole a dit non" in text
    assert "Dit oui" in text, "Bob has not answered"


def test_a_yes_by_telephone_holds_the_place(page, call, bob):
    text = page("called_answer", called(bob).pk, reponse="oui")
    assert "Bob Bénévole a dit oui et tient la place" in text
    assert "Place prise" in text
    assert Assignment.objects.active().get().volunteer == bob
    assert "Arrêter l’appel" not in text


def test_the_coordinator_stops_and_starts_a_call(page, call, opened):
    assert "L’appel est terminé" in page("stop_call", call.pk, x="1")
    assert "déjà terminé" in page("stop_call", call.pk, x="1")
    assert "Arrêté par la coordination" in page("calls")
    text = page("start_call", rota.need(opened).pk, x="1")
    assert "L’appel est ouvert" in text
    assert ReplacementCall.objects.live().count() == 1
    assert "déjà en cours" in page("start_call", rota.need(opened).pk, x="1")


def test_asking_more_people_is_refused_in_words_when_none_is_left(page, call):
    assert "ont déjà été sollicitées" in page("call_more", call.pk, x="1")


def test_the_telephone_list_is_ticked(cast, page, ana, opened, at):
    assert "Personne à appeler" in page("phone_list")
    ana.channel = Channel.PHONE
    ana.save()
    hold_place(rota.need(opened), volunteer=ana, by=cast.grocery, at=at)
    line = PhoneCall.objects.get()
    text = page("phone_list")
    assert "Ana Bénévole" in text
    assert "pas de numéro" in text
    assert "joint, c’est noté" in page("reached", line.pk, x="1")
    assert "Ana" not in page("phone_list").split("task-header")[-1].split("Personne à appeler")[-1]
    assert "déjà été jointe" in page("reached", line.pk, x="1")


def test_an_association_sees_its_own_people_only(cast, call, bob):
    client = cast.client(cast.manager_a)
    text = client.get(reverse("epicerie:association_called")).content.decode()
    assert "Ana Bénévole" in text
    assert "Pas encore de réponse" in text
    assert "Bob" not in text
    assert "Vera" not in text, "who gave up is not said here"


def test_what_waits_for_the_coordinator_on_the_dashboard(cast, call, ana, at):
    advance_call(call.pk, at=at + timedelta(days=3))
    lists = {work["title"]: work for work in work_lists_for(cast.grocery, on=date(2026, 11, 26))}
    (line,) = lists["Remplacements en cours"]["rows"]
    assert line["urgent"]
    assert "à vous de chercher" in line["detail"]
    assert lists["Bénévoles à appeler"]["rows"] == []


def test_as_many_queries_for_one_call_as_for_three(cast, call, ana, bob, at):
    client = cast.client(cast.grocery)
    pages = [reverse("epicerie:calls"), reverse("epicerie:phone_list")]
    pages.append(reverse("epicerie:call", args=[call.pk]))
    counts = []
    for address in pages:
        queries_of(client, address)  # what a process reads once
    for number in range(2):
        if number:
            for day in (8, 9):
                other = rota.opening(cast.grocery, date(2026, 12, day), accueil=1)
                made = ReplacementCall.objects.create(need=rota.need(other), created_at=at)
                for person in (ana, bob):
                    row = CalledPerson.objects.create(
                        call=made, volunteer=person, wave=3, rank=1, asked_at=at
                    )
                    PhoneCall.objects.create(
                        volunteer=person, called=row, occasion="call", created_at=at
                    )
            zoe = rota.volunteer(cast.grocery, cast.secours, "zoe")
            CalledPerson.objects.create(call=call, volunteer=zoe, wave=3, rank=9, asked_at=at)
        counts.append([queries_of(client, page) for page in pages])
    assert counts[0][0] == counts[1][0]
    assert counts[0][2] == counts[1][2]
    assert counts[1][1] <= counts[0][1] + 1, "an empty list asks for its rows only"


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)
