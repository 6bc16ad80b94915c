"""Correcting who a volunteer is: the coordinator may, unless that would give rights."""

from __future__ import annotations

from datetime import datetime

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from actors.actions.accounts import grant_role
from actors.actions.contact import CONTACT, correct_contact
from actors.models import Message, User
from actors.no_address import SUFFIX
from actors.roles import Role
from epicerie.actions.volunteers import change_volunteer, register_volunteer
from epicerie.models import Channel, Volunteer
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NEW = {
    "first_name": "Élodie",
    "last_name": "Saint-Remi",
    "email": "Elodie.Neuve@demo.example",
    "phone": "03 26 00 00 99",
}


@pytest.fixture
def person(cast: Cast, at: datetime) -> User:
    user = cast.volunteer
    register_volunteer(user, organisation=cast.entraide, since=at.date(), by=cast.grocery, at=at)
    return user


def test_the_coordinator_corrects_and_both_addresses_are_told(
    cast: Cast, person: User, at: datetime
) -> None:
    before, client = person.email, cast.client(person)
    assert client.get(reverse("epicerie:my_shifts")).status_code == 200
    page = reverse("epicerie:volunteer", args=[Volunteer.objects.get(user=person).pk])
    seen = marks({name: getattr(person, name) for name in CONTACT})
    typed = {f"contact-{name}": value for name, value in {**NEW, "seen": seen}.items()}
    answer = cast.client(cast.grocery).post(page, {"what": "contact", **typed})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.email, person.last_name) == ("elodie.neuve@demo.example", "Saint-Remi")
    assert EmailAddress.objects.get(user=person).email == person.email
    told = Message.objects.filter(kind="actors.address_changed").order_by("address")
    assert {message.address for message in told} == {before, person.email}
    assert client.get(reverse("epicerie:my_shifts")).status_code == 302
    again = cast.client(cast.grocery).post(page, {"what": "contact", **typed})
    assert again.status_code == 422
    assert "quelqu’un d’autre a changé" in again.content.decode()


def test_a_taken_address_is_refused_and_nothing_changes(
    cast: Cast, person: User, at: datetime
) -> None:
    taken = {**NEW, "email": cast.agent_a.email}
    with pytest.raises(Refused, match="Un autre compte a déjà cette adresse"):
        correct_contact(person, **taken, by=cast.grocery, at=at)
    held = User.objects.get(pk=person.pk)
    assert (held.email, held.first_name) == (person.email, person.first_name)
    assert EmailAddress.objects.filter(user=person, email=person.email).exists()


def test_nobody_gains_rights_by_changing_an_address(cast: Cast, person: User, at: datetime) -> None:
    grant_role(person, Role.FINANCE, by=cast.administrator, at=at)
    with pytest.raises(Refused, match="demandez à l’administrateur"):
        correct_contact(person, **NEW, by=cast.grocery, at=at)
    with pytest.raises(Refused):
        correct_contact(cast.agent_a, **NEW, by=cast.grocery, at=at)
    with pytest.raises(Refused):
        correct_contact(cast.grocery, **NEW, by=cast.grocery, at=at)
    page = reverse("epicerie:volunteer", args=[Volunteer.objects.get(user=person).pk])
    shown = cast.client(cast.grocery).get(page).content.decode()
    assert "l’administrateur corrige" in shown
    assert "Corriger les coordonnées" not in shown
    assert correct_contact(person, **NEW, by=cast.administrator, at=at).last_name == "Saint-Remi"


def test_somebody_without_e_mail_is_reached_by_telephone(cast: Cast, at: datetime) -> None:
    client = cast.client(cast.grocery)
    typed = {
        "first_name": "Huguette",
        "last_name": "Sans-Adresse",
        "email": "",
        "phone": "",
        "organisation": cast.entraide.pk,
        "channel": "email",
    }
    refused = client.post(reverse("epicerie:enrol_volunteer"), typed)
    assert "au moins le téléphone" in refused.content.decode()
    told = Message.objects.count()
    client.post(reverse("epicerie:enrol_volunteer"), {**typed, "phone": "03 26 00 00 77"})
    made = Volunteer.objects.select_related("user").get(user__last_name="Sans-Adresse")
    assert (made.channel, made.user.own_email) == (Channel.PHONE, "")
    assert Message.objects.count() == told
    page = client.get(reverse("epicerie:volunteer", args=[made.pk])).content.decode()
    assert "Sans adresse e-mail" in page
    assert SUFFIX not in page
    with pytest.raises(Refused, match="n’a pas d’adresse e-mail"):
        change_volunteer(
            made, active=True, novice=False, channel=Channel.EMAIL, by=cast.grocery, at=at
        )
    found = {**NEW, "email": ""}
    assert correct_contact(made.user, **found, by=cast.grocery, at=at).own_email == ""
    correct_contact(made.user, **NEW, by=cast.grocery, at=at)
    assert Message.objects.filter(address__endswith=SUFFIX).count() == 0
    assert Message.objects.filter(address="elodie.neuve@demo.example").count() == 1
