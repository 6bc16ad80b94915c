"""The pages that change a household: what is typed reaches the action, a refusal keeps it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from actors.households.models import (
    Accompaniment,
    Contact,
    Household,
    HouseholdMember,
    Housing,
    Resource,
)
from actors.models import SensitiveRead
from reims_solidarite.kit.clock import now, today
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db

NEW = {
    "menage-name": "",
    "menage-phone": "",
    "menage-email": "",
    "people-TOTAL_FORMS": "1",
    "people-INITIAL_FORMS": "0",
    "people-0-first_name": "Inès",
    "people-0-last_name": "Lozère",
    "people-0-birth_date": "02/01/1990",
    "people-0-place": "adulte",
    "logement-kind": "social",
    "logement-address": "1 rue de l’Essai",
    "logement-postcode": "51100",
    "logement-city": "Reims",
    "logement-district": "Wilson",
}


@pytest.fixture
def home(cast: Cast) -> Household:
    return household(cast.reception, now() - timedelta(days=60), organisation=cast.entraide)


def url(name: str, *args: object) -> str:
    return reverse(f"households:{name}", args=args)


def test_opening_a_file(cast: Cast) -> None:
    client = cast.client(cast.reception)
    assert client.get(url("create")).status_code == 200
    answer = client.post(url("create"), NEW)
    opened = Household.objects.get()
    assert answer["Location"] == url("detail", opened.uid)
    assert (opened.name, opened.members.count()) == ("Lozère", 1)


def test_errors_of_every_part_are_told_at_the_top_with_a_way_to_each(cast: Cast) -> None:
    wrong = {**NEW, "people-0-first_name": "", "logement-city": ""}
    page = cast.client(cast.reception).post(url("create"), wrong).content.decode()
    assert '<a href="#id_people-0-first_name">Prénom</a>' in page
    assert '<a href="#id_logement-city">Commune</a>' in page
    future = {**NEW, "people-0-birth_date": "01/01/2050"}
    page = cast.client(cast.reception).post(url("create"), future).content.decode()
    assert page.count("Vérifiez la date de naissance") == 1
    assert not Household.objects.exists()


def test_one_more_person_keeps_what_was_typed_and_writes_nothing(cast: Cast) -> None:
    answer = cast.client(cast.reception).post(url("create"), {**NEW, "autre_personne": "1"})
    page = answer.content.decode()
    assert 'name="people-1-first_name"' in page
    assert 'value="Lozère"' in page
    assert "obligatoire" not in page
    assert not Household.objects.exists()


def test_a_resembling_file_is_shown_then_the_choice_is_explicit(cast: Cast) -> None:
    client = cast.client(cast.reception)
    client.post(url("create"), NEW)
    again = {**NEW, "people-0-last_name": "LOZERE"}
    page = client.post(url("create"), again).content.decode()
    assert "mêmes nom, prénom et date de naissance" in page
    assert 'value="LOZERE"' in page
    assert Household.objects.count() == 1
    assert SensitiveRead.objects.filter(route="households:create").count() == 1
    client.post(url("create"), {**again, "choix-no_duplicate": "on"})
    assert Household.objects.count() == 2


def test_an_agent_opens_and_accompanies_in_one_go(cast: Cast) -> None:
    data = {**NEW, "suivi-organisation": cast.entraide.pk, "suivi-reason": "Budget à rétablir"}
    client = cast.client(cast.agent_a)
    foreign = client.post(url("partner_create"), {**data, "suivi-organisation": cast.secours.pk})
    assert foreign.status_code == 200
    assert not Household.objects.exists()
    answer = client.post(url("partner_create"), data)
    opened = Household.objects.get()
    assert answer["Location"] == url("partner_detail", opened.uid)
    assert opened.accompaniments.get().organisation == cast.entraide


def test_an_agent_learns_of_a_hidden_twin_only_that_it_exists(cast: Cast) -> None:
    cast.client(cast.reception).post(url("create"), NEW)
    data = {
        **NEW,
        "people-0-first_name": "Inés",
        "suivi-organisation": cast.entraide.pk,
        "suivi-reason": "x",
        "choix-no_duplicate": "on",
    }
    page = cast.client(cast.agent_a).post(url("partner_create"), data).content.decode()
    assert "contactez le CCAS" in page
    assert "M0000001" not in page
    assert "Famille" not in page
    assert Household.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("people-0-birth_date", "31/02/1990", "date"),
        ("people-0-birth_date", "01/01/1800", "Vérifiez l’année : elle est entre"),
        ("people-TOTAL_FORMS", "10000000000", ""),
        ("people-TOTAL_FORMS", "abc", ""),
        ("logement-postcode", "5110", "code postal"),
    ],
)
def test_what_cannot_be_is_said(cast: Cast, field: str, typed: str, said: str) -> None:
    answer = cast.client(cast.reception).post(url("create"), {**NEW, field: typed})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Household.objects.exists()


def test_budget_is_typed_the_french_way(cast: Cast, home: Household) -> None:
    client = cast.client(cast.case_worker)
    page = url("budget", home.uid)
    sent = {"since": f"{today():%d/%m/%Y}", "resource-rsa": "1 234,5", "charge-loyer": "450 €"}
    assert client.post(page, sent)["Location"] == url("detail", home.uid)
    assert Resource.objects.get(household=home).monthly_cents == 123_450
    wrong = client.post(page, {**sent, "charge-loyer": "-3", "charge-eau": "beaucoup"})
    shown = wrong.content.decode()
    assert 'value="beaucoup"' in shown
    assert "Écrivez un montant" in shown
    future = {**sent, "since": f"{today() + timedelta(days=2):%d/%m/%Y}"}
    assert "avenir" in client.post(page, future).content.decode()


def test_the_association_updates_the_budget_of_its_own_household(
    cast: Cast, home: Household
) -> None:
    sent = {"since": f"{today():%Y-%m-%d}", "resource-rsa": "600"}
    assert cast.client(cast.agent_b).post(url("partner_budget", home.uid), sent).status_code == 404
    assert not Resource.objects.exists()
    done = cast.client(cast.agent_a).post(url("partner_budget", home.uid), sent)
    assert done["Location"] == url("partner_detail", home.uid)
    assert Resource.objects.get().monthly_cents == 60_000


def test_people_home_and_identity(cast: Cast, home: Household) -> None:
    client = cast.client(cast.reception)
    client.post(
        url("add_member", home.uid),
        {
            "first_name": "Zoé",
            "last_name": "Vesle",
            "birth_date": "05/05/2001",
            "place": "adulte",
            "since": f"{today() - timedelta(days=3):%d/%m/%Y}",
        },
    )
    zoe = HouseholdMember.objects.get(person__first_name="Zoé")
    client.post(url("end_member", home.uid, zoe.pk), {"until": f"{today():%d/%m/%Y}"})
    zoe.refresh_from_db()
    assert zoe.period.upper == today()
    refused = client.post(url("end_member", home.uid, zoe.pk), {"until": f"{today():%d/%m/%Y}"})
    assert "déjà quitté" in refused.content.decode()
    client.post(
        url("move", home.uid),
        {"kind": "sans", "city": "Reims", "since": f"{today():%d/%m/%Y}"},
    )
    assert Housing.objects.on(today()).get(household=home).kind == "sans"
    client.post(url("identity", home.uid), {"name": "Famille Suippe"})
    home.refresh_from_db()
    assert home.name == "Famille Suippe"


def test_a_stay_of_another_household_is_not_found(
    cast: Cast, home: Household, at: datetime
) -> None:
    other = household(cast.reception, at, last="Marne")
    stay = HouseholdMember.objects.filter(household=other).first()
    page = url("end_member", home.uid, stay.pk)
    assert cast.client(cast.reception).post(page, {"until": "2026-01-01"}).status_code == 404


def test_accompaniments_and_contacts(cast: Cast, home: Household) -> None:
    worker = cast.client(cast.case_worker)
    sent = {"organisation": cast.secours.pk, "reason": "Relais"}
    assert worker.post(url("accompany", home.uid), sent).status_code == 302
    worker.post(
        url("add_contact", home.uid),
        {"on": f"{today():%d/%m/%Y}", "medium": "visite", "summary": "Vu."},
    )
    assert Contact.objects.get().summary == "Vu."
    reception = cast.client(cast.reception)
    assert reception.get(url("add_contact", home.uid)).status_code == 403
    own = Accompaniment.objects.get(organisation=cast.entraide)
    theirs = Accompaniment.objects.get(organisation=cast.secours)
    agent = cast.client(cast.agent_a)
    foreign = url("partner_end_accompaniment", home.uid, theirs.pk)
    assert agent.post(foreign).status_code == 404
    assert agent.get(url("partner_end_accompaniment", home.uid, own.pk)).status_code == 405
    assert agent.post(url("partner_end_accompaniment", home.uid, own.pk)).status_code == 302
    assert agent.get(url("partner_detail", home.uid)).status_code == 404
    assert reception.post(url("end_accompaniment", home.uid, theirs.pk)).status_code == 302
    again = reception.post(url("end_accompaniment", home.uid, theirs.pk))
    assert again.status_code == 409
    assert "déjà terminé" in again.content.decode()
