"""Two people open the same form; the second to save is told, and nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actors.actions.services import add_service
from actors.households.models import Household, Resource
from actors.models import Organisation, Parameter, Service, User
from reims_solidarite.kit.seen import marks, refuse_if_changed
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db
SAID = "quelqu’un d’autre a changé"


@dataclass
class Edited:
    """One form, two people who may use it, what each types, what is kept."""

    address: str
    first: User
    second: User
    typed: dict[str, Any]
    change: tuple[str, str, str]
    """Field, what the first types, what the second types."""
    kept: Callable[[], object]
    named: str


def the_household(cast: Cast, at: datetime) -> Edited:
    one = household(cast.reception, at)
    return Edited(
        reverse("households:identity", args=[one.uid]),
        cast.case_worker,
        cast.reception,
        {"name": one.name, "phone": "", "email": ""},
        ("phone", "0326000001", "0326000002"),
        lambda: Household.objects.get(pk=one.pk).phone,
        "téléphone",
    )


def the_budget(cast: Cast, at: datetime) -> Edited:
    one = household(cast.reception, at)
    return Edited(
        reverse("households:budget", args=[one.uid]),
        cast.case_worker,
        cast.manager,
        {"since": "2026-11-23"},
        ("resource-salaires", "800", "900"),
        lambda: [
            row.monthly_cents for row in Resource.objects.filter(household=one, kind="salaires")
        ],
        "les ressources ou les charges",
    )


def the_sheet(cast: Cast, at: datetime) -> Edited:
    sheet = cast.entraide
    return Edited(
        reverse("actors:partner_organisation_edit", args=[sheet.slug]),
        cast.manager_a,
        cast.member("seconde-a", sheet, manager=True),
        {"network_role": "", "address": "", "email": "", "website": "", "siret": "", "rna": ""},
        ("phone", "0326000001", "0326000002"),
        lambda: Organisation.objects.get(pk=sheet.pk).phone,
        "téléphone",
    )


def the_sheet_in_the_admin(cast: Cast, at: datetime) -> Edited:
    sheet = cast.entraide
    typed = {"name": sheet.name, "kind": sheet.kind, "network_role": "", "source": ""}
    return Edited(
        reverse("admin:actors_organisation_change", args=[sheet.pk]),
        cast.network,
        cast.person("reseau-2", "reseau"),
        typed,
        ("phone", "0326000001", "0326000002"),
        lambda: Organisation.objects.get(pk=sheet.pk).phone,
        "téléphone",
    )


def the_service(cast: Cast, at: datetime) -> Edited:
    typed = {
        "name": "Vestiaire",
        "description": "Des vêtements pour tous.",
        "themes": ["mobilite"],
        "publics": ["tous-publics"],
        "conditions": "Sans condition.",
        "opening_hours": "Le lundi.",
        "fee": "gratuit",
        "fee_details": "",
        "how_to_reach": "Venir sur place.",
    }
    service = add_service(cast.entraide, typed, by=None, at=at)
    return Edited(
        reverse("actors:partner_service_edit", args=[cast.entraide.slug, service.pk]),
        cast.manager_a,
        cast.member("seconde-a", cast.entraide, manager=True),
        typed,
        ("conditions", "Habiter Reims.", "Venir le lundi."),
        lambda: Service.objects.get(pk=service.pk).conditions,
        "conditions",
    )


FORMS = (the_household, the_budget, the_sheet, the_sheet_in_the_admin, the_service)


def seen_by(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', page.content.decode())
    found = found or re.search(r'value="([^"]+)"[^>]*name="seen"', page.content.decode())
    assert found, "the form does not say what it showed"
    return unescape(found[1])


def save(client: Client, edited: Edited, seen: str, value: str) -> Any:
    return client.post(edited.address, {**edited.typed, edited.change[0]: value, "seen": seen})


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_second_save_is_refused_and_says_what_changed(
    cast: Cast, at: datetime, form: Callable[[Cast, datetime], Edited], monkeypatch
) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    edited = form(cast, at)
    first, second = cast.client(edited.first), cast.client(edited.second)
    seen = {first: seen_by(first, edited.address), second: seen_by(second, edited.address)}
    _, early, late = edited.change
    saved = save(first, edited, seen[first], early)
    assert saved.status_code == 302, saved.content.decode()
    kept = edited.kept()
    refused = save(second, edited, seen[second], late)
    said = unescape(refused.content.decode())
    assert SAID in said
    assert edited.named in said.split(SAID)[1][:120]
    assert edited.kept() == kept
    # Having read the new version, the second may well change it.
    again = save(second, edited, seen_by(second, edited.address), late)
    assert again.status_code == 302
    assert edited.kept() != kept


def test_two_decisions_on_one_parameter(cast: Cast, at: datetime, monkeypatch) -> None:
    """Even for another day: whoever decides has read what was decided before."""
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    name = "epicerie.duree_acces_mois"
    address = reverse("actors:parameter", args=[name])
    first, second = cast.client(cast.manager), cast.client(cast.person("cadre-2", "cadre"))
    seen = {first: seen_by(first, address), second: seen_by(second, address)}

    def decide(client: Client, mark: str, value: int, since: str) -> Any:
        typed = {"value": value, "since": since, "decision": "Essai", "seen": mark}
        return client.post(address, typed)

    assert decide(first, seen[first], 4, "2026-12-01").status_code == 302
    refused = decide(second, seen[second], 5, "2026-12-15")
    assert SAID in unescape(refused.content.decode())
    assert [row.value for row in Parameter.objects.filter(key=name)] == [4]
    assert decide(second, seen_by(second, address), 5, "2026-12-15").status_code == 302


def test_an_action_compares_under_the_lock() -> None:
    shown = {"phone": "1", "name": "A"}
    refuse_if_changed(marks(shown), shown, {})
    refuse_if_changed("", {"phone": "2", "name": "A"}, {})
    with pytest.raises(Refused, match="téléphone") as refusal:
        refuse_if_changed(marks(shown), {"phone": "2", "name": "A"}, {"phone": "Téléphone"})
    assert "nom" not in refusal.value.message.split("changé")[1][:20]


def test_marks_tell_nothing() -> None:
    assert "Vesle" not in marks({"name": "Vesle"})
