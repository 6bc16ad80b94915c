"""An association's manager: replacing one of its own by another, proposing, reading its hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import Message
from epicerie.actions.hours import add_hours
from epicerie.actions.places import give_up_place
from epicerie.actions.proposals import accept_proposal, propose_volunteer, refuse_proposal
from epicerie.actions.substitution import substitute_place
from epicerie.actions.volunteers import affiliate
from epicerie.models import Assignment, Volunteer, VolunteerProposal
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
SHIFTS = "/partenaire/benevoles/creneaux/"
PROPOSE = "/partenaire/benevoles/proposer/"


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=1)


@pytest.fixture
def ours(cast):
    return day.people(cast, "ana", "bob")


@pytest.fixture
def place(cast, opened, ours):
    return day.placed(cast, opened, ours[0])


def test_one_of_ours_for_another_both_are_told(cast, at, place, ours):
    ana, bob = ours
    held = substitute_place(place, bob, by=cast.manager_a, at=at)
    assert (held.volunteer, held.place_number, held.state) == (bob, 1, "active")
    place.refresh_from_db()
    assert (place.state, place.sequence) == ("cancelled", 1)
    kinds = set(Message.objects.values_list("kind", "recipient"))
    assert ("epicerie.place_substituted", ana.user_id) in kinds
    assert ("epicerie.place_received", bob.user_id) in kinds


def test_the_rule_decides_and_nothing_is_lost(cast, at, opened, ours):
    till = rota.opening(cast.grocery, date(2026, 12, 4), caisse=1)
    held = day.placed(cast, till, _mandated(cast), "caisse")
    with pytest.raises(Refused, match="Mandat de caisse"):
        substitute_place(held, ours[1], by=cast.manager_a, at=at)
    held.refresh_from_db()
    assert held.state == "active"
    assert not Message.objects.filter(kind="epicerie.place_substituted").exists()


def _mandated(cast) -> Volunteer:
    (cleo,) = day.people(cast, "cleo")
    rota.mandate(cleo, cast.grocery)
    return cleo


def test_not_once_it_has_begun_not_others_not_by_an_agent(cast, at, place, ours):
    (eve,) = day.people(cast, "eve", organisation=cast.secours)
    manager_b = cast.member("responsable-b", cast.secours, manager=True)
    for by, who, when, words in (
        (cast.manager_a, ours[1], day.NINE, "L’ouverture a commencé"),
        (cast.manager_a, eve, at, "de votre association"),
        (manager_b, eve, at, "de votre association"),
        (cast.agent_a, ours[1], at, "responsable"),
        (ours[0].user, ours[1], at, "responsable"),
    ):
        with pytest.raises(Refused, match=words):
            substitute_place(place, who, by=by, at=when)
    assert Assignment.objects.active().get().volunteer == ours[0]


def test_a_place_given_up_meanwhile_is_not_replaced(cast, at, place, ours):
    stale = Assignment.objects.get(pk=place.pk)
    give_up_place(place, by=ours[0].user, at=at)
    with pytest.raises(Refused, match="quelqu’un a peut-être déjà agi"):
        substitute_place(stale, ours[1], by=cast.manager_a, at=at)


def test_the_pages_of_shifts(cast, at, place, ours, settings):
    (eve,) = day.people(cast, "eve", organisation=cast.secours)
    day.placed(cast, rota.opening(cast.grocery, date(2026, 12, 4), accueil=1), eve)
    client = cast.client(cast.manager_a)
    page = client.get(SHIFTS).content.decode()
    assert "Ana Bénévole" in page
    assert "Eve" not in page
    assert "cast.example" not in page
    here = reverse("epicerie:substitute_place", args=[place.pk])
    assert here in page
    page = client.get(here).content.decode()
    assert f'value="{ours[1].pk}"' in page
    assert "Eve" not in page
    assert client.post(here, {"volunteer": eve.pk}).status_code == 404
    assert client.post(here, {"volunteer": "x"}).status_code == 404
    assert client.post(here, {"volunteer": ours[0].pk}).status_code == 409
    # Two people are told: two messages, never one for each row of a list.
    settings.ZEAL_ALLOWLIST = [*settings.ZEAL_ALLOWLIST, {"model": "actors.Message"}]
    assert client.post(here, {"volunteer": ours[1].pk}).status_code == 302
    assert Assignment.objects.active().filter(volunteer=ours[1]).exists()
    assert client.get(here).status_code == 404


def propose(cast, at, **said) -> VolunteerProposal:
    full = {
        "first_name": "Gaëlle",
        "last_name": "Nouvelle",
        "email": "gaelle@cast.example",
        "phone": "0326000000",
        "novice": True,
    }
    return propose_volunteer(cast.entraide, **full | said, by=cast.manager_a, at=at)


def test_a_proposal_becomes_a_volunteer_and_its_address_is_erased(cast, at):
    made = propose(cast, at)
    done = accept_proposal(made, by=cast.grocery, at=at)
    assert (done.email, done.phone, done.state) == ("", "", "accepted")
    assert str(done.volunteer) == "Gaëlle Nouvelle"
    assert done.volunteer.affiliations.get().organisation == cast.entraide
    told = Message.objects.get(kind="epicerie.proposal_accepted")
    assert told.recipient == cast.manager_a
    with pytest.raises(Refused, match="déjà agi"):
        accept_proposal(made, by=cast.grocery, at=at)


def test_a_refusal_says_why(cast, at):
    made = propose(cast, at)
    with pytest.raises(Refused, match="Dites pourquoi"):
        refuse_proposal(made, reason=" ", by=cast.grocery, at=at)
    refuse_proposal(made, reason="La personne est mineure.", by=cast.grocery, at=at)
    page = cast.client(cast.manager_a).get("/partenaire/benevoles/").content.decode()
    assert "La personne est mineure." in page
    assert "gaelle@" not in page


def test_only_the_manager_proposes_and_only_the_coordinator_decides(cast, at):
    made = propose(cast, at)
    with pytest.raises(Refused, match="responsable"):
        propose_volunteer(
            cast.secours,
            first_name="x",
            last_name="y",
            email="z@cast.example",
            phone="",
            novice=False,
            by=cast.manager_a,
            at=at,
        )
    for decide in (
        lambda: accept_proposal(made, by=cast.manager_a, at=at),
        lambda: refuse_proposal(made, reason="x", by=cast.manager_a, at=at),
    ):
        with pytest.raises(Refused, match="coordinateur"):
            decide()


def test_nothing_tells_whether_an_address_is_known_elsewhere(cast, at):
    (eve,) = day.people(cast, "eve", organisation=cast.secours)
    client = cast.client(cast.manager_a)
    typed = {"first_name": "Eve", "last_name": "Bénévole", "phone": ""}
    answers = []
    for email in (eve.user.email, "inconnue@cast.example", cast.case_worker.email):
        answer = client.post(PROPOSE, {**typed, "email": email}, follow=True)
        page = answer.content.decode()
        answers.append(
            (answer.redirect_chain, "C’est transmis" in page, page.count("Eve Bénévole"))
        )
        VolunteerProposal.objects.all().update(
            state="refused", refusal="x", email="", phone="", decided_at=at - timedelta(days=99)
        )
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][1]


def test_a_known_volunteer_is_attached_to_one_more_association(cast, at):
    (eve,) = day.people(cast, "eve", organisation=cast.secours)
    made = propose(cast, at, email="EVE@cast.example")
    page = cast.client(cast.grocery).get(reverse("epicerie:proposal", args=[made.pk]))
    assert "déjà bénévole" in page.content.decode()
    done = accept_proposal(made, by=cast.grocery, at=at)
    assert done.volunteer == eve
    assert {row.organisation for row in eve.affiliations.all()} == {cast.secours, cast.entraide}


def test_proposing_twice_is_told(cast, at):
    propose(cast, at)
    answer = cast.client(cast.manager_a).post(
        PROPOSE,
        {"first_name": "G", "last_name": "N", "email": "gaelle@cast.example", "phone": ""},
    )
    assert answer.status_code == 422
    assert "déjà proposé" in answer.content.decode()


def test_hours_credited_elsewhere_are_not_read(cast, at, ours):
    ana = ours[0]
    affiliate(ana, cast.secours, since=date(2026, 11, 1), by=cast.grocery, at=at)
    manager_b = cast.member("responsable-b", cast.secours, manager=True)
    said = {"kind": "meeting", "reason": "Réunion", "by": cast.grocery, "at": at}
    add_hours(ana, day=date(2026, 11, 20), minutes=60, **said)  # before: sent by secours only
    ana.affiliations.filter(organisation=cast.entraide).update(since=date(2026, 11, 22))
    add_hours(ana, day=date(2026, 11, 21), minutes=90, **said)
    page = cast.client(cast.manager_a).get("/partenaire/benevoles/heures/").content.decode()
    other = cast.client(manager_b).get("/partenaire/benevoles/heures/").content.decode()
    assert "Secours de démonstration" not in page
    assert "Entraide de démonstration" not in other
    assert "2\u00a0h\u00a030 données par" in other
    address = reverse("epicerie:association_certificate", args=[cast.entraide.slug, ana.pk])
    assert cast.client(cast.manager_a).get(address).status_code == 404, "credited with nothing"
    assert cast.client(manager_b).get(address).status_code == 404
    own = reverse("epicerie:association_certificate", args=[cast.secours.slug, ana.pk])
    assert cast.client(manager_b).get(own).status_code == 200


@pytest.mark.parametrize("path", [SHIFTS, "/partenaire/benevoles/heures/"])
def test_the_pages_cost_the_same_for_one_and_for_three(
    cast, at, path, django_assert_num_queries, django_assert_max_num_queries
):
    def more(number: int, name: str) -> None:
        (who,) = day.people(cast, name)
        opened = rota.opening(cast.grocery, date(2026, 12, number), accueil=1)
        day.placed(cast, opened, who)
        add_hours(
            who,
            day=date(2026, 11, 20),
            minutes=60,
            kind="meeting",
            reason="x",
            by=cast.grocery,
            at=at,
        )

    client = cast.client(cast.manager_a)
    more(1, "ana")
    client.get(path)
    with django_assert_max_num_queries(10) as one:
        client.get(path)
    more(2, "bob")
    more(3, "cleo")
    with django_assert_num_queries(len(one)):
        client.get(path)
