"""Which landlords an association is shown: that the CCAS knows one says who has debts of rent."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import filing
from secours_loyer.models import Landlord, LandlordKind, RentRequest
from tests.cast import Cast
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_drafts import typed

pytestmark = pytest.mark.django_db
POST_OFFICE = "35600000049837"


def told(name: str, kind: str, **more: Any) -> filing.NewLandlord:
    return filing.NewLandlord(name, kind, **more)


def known(cast: Cast, name: str, kind: str, **more: Any) -> Landlord:
    return filing.add_landlord(told(name, kind, **more), by=cast.reception, at=cast.at)


def test_each_association_is_shown_the_public_ones_and_its_own(path: Path) -> None:
    cast = path.cast
    social = path.landlord()
    private = known(cast, "Mme Privée", LandlordKind.PRIVATE)
    family = known(cast, "SCI Famille Privée", LandlordKind.COMPANY)
    assert set(Landlord.objects.visible_to(cast.agent_a)) == {social}
    assert set(Landlord.objects.visible_to(cast.agent_b)) == {social}
    assert {private, family} <= set(Landlord.objects.visible_to(cast.case_worker))


def test_a_landlord_typed_by_one_association_is_not_shown_to_the_other(path: Path) -> None:
    cast = path.cast
    agent = cast.client(cast.agent_a)
    page = reverse("secours_loyer:draft", args=[uuid.uuid4()])
    described = typed(
        path, landlord="", landlord_name="M. Privé Unique", landlord_kind="particulier",
        landlord_phone="03 26 11 22 33", landlord_email="prive@essai.example",
        landlord_siret="356 000 000 49837",
    )  # fmt: skip
    assert agent.post(page, described).status_code == 302
    private = Landlord.objects.get(name="M. Privé Unique")
    form = reverse("secours_loyer:new_request")
    assert "M. Privé Unique" in agent.get(form).content.decode()
    other = cast.client(cast.agent_b)
    assert "M. Privé Unique" not in other.get(form).content.decode()
    # Nor is its number taken when it is sent all the same.
    forged = other.post(page.replace(page.split("/")[-2], str(uuid.uuid4())), {
        **typed(path), "landlord": private.pk,
    })  # fmt: skip
    assert forged.status_code == 422
    assert "landlord" in forged.context["form"].errors
    with pytest.raises(Refused, match="Choisissez un bailleur de la liste"):
        filing._who_lets(private, by=cast.agent_b, at=cast.at)
    # What the association wrote is told again, to itself alone.
    request = RentRequest.objects.get()
    own = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    for said in (POST_OFFICE, "prive@essai.example", "03\u202f26\u202f11\u202f22\u202f33"):
        assert said in own.replace("\u00a0", "\u202f")


def test_what_the_ccas_knows_of_a_landlord_is_not_told_to_the_association(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    page = reverse("secours_loyer:own_request", args=[request.uid])
    body = path.cast.client(path.cast.agent_a).get(page).content.decode()
    assert "Habitat d’essai" in body
    assert "bailleur@essai.example" not in body
    staff = path.cast.client(path.cast.case_worker)
    assert "bailleur@essai.example" in (
        staff.get(reverse("secours_loyer:file", args=[request.uid])).content.decode()
    )


def test_typed_anew_the_same_number_and_name_are_the_landlord_already_known(path: Path) -> None:
    cast = path.cast
    private = known(cast, "Mme Privée", LandlordKind.PRIVATE, siret=POST_OFFICE)
    same = told("MME  PRIVEE", LandlordKind.PRIVATE, siret=POST_OFFICE)
    assert filing._who_lets(same, by=cast.agent_a, at=cast.at) == private
    stranger = told("M. Autre", LandlordKind.PRIVATE, siret=POST_OFFICE)
    with pytest.raises(Refused, match="un bailleur d’un autre nom") as refused:
        filing._who_lets(stranger, by=cast.agent_a, at=cast.at)
    assert refused.value.field == "landlord_siret"
    assert "Privée" not in refused.value.message


@pytest.mark.parametrize("siret", ["12345678901234", "1234", "35600000049838"])
def test_a_number_with_a_wrong_key_is_refused_with_a_sentence(path: Path, siret: str) -> None:
    agent = path.cast.client(path.cast.agent_a)
    page = reverse("secours_loyer:draft", args=[uuid.uuid4()])
    sent = typed(path, landlord="", landlord_name="SA", landlord_kind="societe")
    answer = agent.post(page, sent | {"landlord_siret": siret})
    assert answer.status_code == 422
    assert "Ce SIRET n’est pas valable" in answer.content.decode()


@pytest.mark.parametrize(
    ("siret", "kept"),
    [("35600000000048", True), (POST_OFFICE, True), ("73282932000074", True), ("", True),
     ("12345678901234", False), ("35600000049838", False), ("73282932000075", False)],
)  # fmt: skip
def test_the_database_knows_the_key_too(path: Path, siret: str, *, kept: bool) -> None:
    known(path.cast, "SA d’essai", LandlordKind.COMPANY)
    update = "UPDATE secours_loyer_landlord SET siret = %s WHERE name = 'SA d’essai'"
    with connection.cursor() as cursor:
        if kept:
            cursor.execute(update, [siret])
            return
        with pytest.raises(DatabaseError, match="key of this SIRET"):
            cursor.execute(update, [siret])
