"""Registering by the public form, and coming back by the link of the e-mail."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from actors.models import Message
from assises.models import Registration, RegistrationState, Seat
from assises.queries.links import token_of
from tests.assises.builders import a_workshop, an_edition, registered, someone
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TYPED = {"last_name": "Essai", "first_name": "Camille", "email": "Camille@Essai.example"}
PATH = "/assises/2027/inscription/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    from django.core.cache import cache

    cache.clear()


def test_a_person_registers_and_receives_a_link_that_works(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at)
    answer = Client().post(PATH, {**TYPED, "slot_1": f"place-{workshop.pk}"})
    assert answer.status_code == 302
    registration = Registration.objects.get()
    assert registration.email == "camille@essai.example"
    assert Seat.objects.held().get().session == workshop
    text = Message.objects.get(kind="assises.registration_confirmed").text
    (path,) = re.findall(r"http://testserver(/assises/inscription/\S+)", text)
    assert "Se loger" in text
    page = Client().get(path)
    assert page.status_code == 200
    assert "Votre place" in page.content.decode()
    assert page.headers["Cache-Control"].startswith("no-store")
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_the_answer_never_says_who_is_registered(at: datetime) -> None:
    workshop = a_workshop(an_edition(at), "Se loger", at=at, capacity=1)
    typed = {**TYPED, "slot_1": f"attente-{workshop.pk}"}
    first = Client().post(PATH, typed, follow=True)
    second = Client().post(PATH, typed, follow=True)
    assert first.content == second.content
    assert first.redirect_chain == second.redirect_chain
    taken = {**TYPED, "slot_1": f"place-{workshop.pk}"}
    known = Client().post(PATH, taken)
    unknown = Client().post(PATH, {**taken, "email": "autre@essai.example"})
    assert (known.status_code, unknown.status_code) == (422, 422)


def test_what_was_typed_stays_when_the_workshop_filled_up_meanwhile(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    registered(edition, 1, workshop, at=at)
    answer = Client().post(PATH, {**TYPED, "slot_1": f"place-{workshop.pk}"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "« Se loger » vient d’être complet" in page
    assert 'value="Camille@Essai.example"' in page
    assert "liste d’attente" in page
    assert Registration.objects.count() == 1


def test_measures_need_the_person_s_agreement(at: datetime) -> None:
    an_edition(at)
    refused = Client().post(PATH, {**TYPED, "measures": ["lsf"]})
    assert refused.status_code == 422
    assert (
        Client().post(PATH, {**TYPED, "measures": ["lsf"], "measures_agreed": "on"}).status_code
        == 302
    )
    assert Registration.objects.get().measures == ["lsf"]


def test_closed_means_closed(at: datetime) -> None:
    edition = an_edition(at)
    edition.registration_closes_at = at
    edition.save()
    assert "ne sont pas ouvertes" in Client().get(PATH).content.decode()
    assert Client().post(PATH, TYPED).status_code == 422
    assert Client().get("/assises/2031/inscription/").status_code == 404


def test_one_mailbox_cannot_be_flooded(at: datetime) -> None:
    an_edition(at)
    codes = [
        Client().post(PATH, {**TYPED, "first_name": f"Camille {n}"}).status_code for n in range(8)
    ]
    assert codes == [302] * 6 + [429] * 2
    assert Client().post(PATH, {**TYPED, "email": "autre@essai.example"}).status_code == 302


def test_opening_the_link_changes_nothing_and_posting_does(at: datetime) -> None:
    edition = an_edition(at)
    old, new = (a_workshop(edition, t, at=at) for t in ("Se loger", "Se soigner"))
    person = registered(edition, 1, old, at=at)
    path = f"/assises/inscription/{token_of(person)}/"
    assert Client().get(f"{path}annuler/").status_code == 405
    assert Client().post(path, {"atelier": new.pk, "geste": "prendre"}).status_code == 302
    assert Seat.objects.held().get().session == new
    assert Client().post(path, {"atelier": new.pk, "geste": "laisser"}).status_code == 302
    assert not Seat.objects.live().exists()
    for hostile in ("", "x", "99999999", "1;DROP"):
        assert Client().post(path, {"atelier": hostile}).status_code == 404
    page = Client().post(f"{path}annuler/", follow=True).content.decode()
    assert "annulée" in page
    person.refresh_from_db()
    assert person.state == RegistrationState.CANCELLED
    assert Client().get("/assises/inscription/" + "0" * 43 + "/").status_code == 404


def test_the_token_is_not_kept(at: datetime) -> None:
    person = registered(an_edition(at), 1, at=at)
    row = Registration.objects.filter(pk=person.pk).values().get()
    assert token_of(person) not in map(str, row.values())


def test_a_rotated_key_still_opens_the_link(at: datetime, settings: object) -> None:
    person = registered(an_edition(at), 1, at=at)
    token = token_of(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-the-tests"
    assert token_of(person) == token
    assert Client().get(f"/assises/inscription/{token}/").status_code == 200


def test_a_partner_registers_a_colleague_and_no_one_else(at: datetime, cast: Cast) -> None:
    from actors.models import Membership

    workshop = a_workshop(an_edition(at), "Se loger", at=at)
    own = Membership.objects.get(user=cast.agent_a)
    foreign = Membership.objects.get(user=cast.agent_b)
    client = cast.client(cast.manager_a)
    path = "/partenaire/assises/2027/inscrire/"
    typed = {"colleague": own.pk, "slot_1": f"place-{workshop.pk}"}
    assert client.post(path, {**typed, "colleague": foreign.pk}).status_code == 422
    assert client.post(path, typed).status_code == 302
    registration = Registration.objects.get()
    assert registration.organisation == cast.entraide
    assert registration.registered_by == cast.manager_a
    page = client.get("/partenaire/assises/").content.decode()
    assert "Agent-a" in page
    assert "Agent-a" not in cast.client(cast.agent_b).get("/partenaire/assises/").content.decode()
    cancel = f"/partenaire/assises/inscriptions/{registration.uid}/annuler/"
    assert cast.client(cast.agent_b).post(cancel).status_code == 404
    assert client.post(cancel).status_code == 302


def test_names_never_reach_the_public_pages(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    for number in (1, 2):
        registered(edition, number, workshop, at=at)
    for path in ("/assises/", "/assises/2027/", "/assises/2027/bilan/", PATH):
        assert someone(1).last_name not in Client().get(path).content.decode()


def test_a_full_day_is_said_before_one_registers(at: datetime) -> None:
    edition = an_edition(at, capacity=1)
    before = Client().get(PATH).content.decode()
    assert "La journée est complète" not in before
    registered(edition, 1, at=at)
    page = Client().get(PATH).content.decode()
    assert "La journée est complète" in page
    assert "M’inscrire sur la liste d’attente" in page
    Client().post(PATH, TYPED)
    newest = Registration.objects.get(email="camille@essai.example")
    assert newest.state == RegistrationState.WAITING
