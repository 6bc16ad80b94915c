"""A link belongs to its landlord, and closes with the right of whoever opened it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actors.actions.accounts import close_account
from actors.actions.memberships import add_member, end_membership
from actors.models import Membership
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import account_proposals, filing, landlord_links
from secours_loyer.actions.tenancy_events import answer_event, note_event
from secours_loyer.models import AccountProposal, LandlordAccount, LandlordLink, RentRequest
from secours_loyer.queries.landlord_links import new_token
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PDF, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
DISPUTED = {"geste": "contestee", "contestee-why": "Juin est payé."}

NEW = filing.NewLandlord(
    "Nouveau bailleur d’essai", "societe", known_phone="03 26 99 99 99", email="neuf@essai.example"
)
PAPER = filing.Upload("rib.pdf", PDF)


def _address(link: LandlordLink) -> str:
    return reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])


def _link(path: Path, request: RentRequest) -> LandlordLink:
    return landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)


def _rib(link: LandlordLink, iban: str, holder: str) -> Any:
    paper = SimpleUploadedFile("rib.pdf", PDF, "application/pdf")
    given = {"rib-iban": iban, "rib-holder": holder, "rib-file": paper}
    return Client().post(_address(link), {"geste": "rib", **given})


def _replaced(path: Path, request: RentRequest) -> RentRequest:
    cast, at = path.cast, path.cast.at
    event = note_event(
        request, kind="bailleur", happened_on=date(2026, 11, 1), new_landlord=NEW,
        by=cast.case_worker, at=at,
    )  # fmt: skip
    answer_event(
        event, request=request, answer="bailleur", reason="Acte vu.", by=cast.manager, at=at
    )
    return RentRequest.objects.get(pk=request.pk)


def test_the_rib_of_the_former_landlord_is_nothing_to_the_new_one(path: Path) -> None:
    cast = path.cast
    request = path.filed()
    old = _link(path, request)
    assert _rib(old, OTHER_IBAN, "ANCIEN BAILLEUR").status_code == 302
    Client().post(_address(old), DISPUTED)
    request = _replaced(path, request)
    assert Client().get(_address(old)).status_code == 404
    new = _link(path, request)
    shown = Client().get(_address(new)).text
    for words in ("ANCIEN BAILLEUR", "0189", "Vous contestez"):
        assert words not in shown
    url = reverse("secours_loyer:file", args=[request.uid])
    desk = cast.client(cast.reception)
    page = desk.get(url).text
    assert "RIB proposé par le bailleur" not in page
    assert "(ancien bailleur)" in page
    assert "Le bailleur conteste la dette" not in page
    assert desk.post(f"{url}take_proposal/").status_code == 422
    assert not LandlordAccount.objects.exists()
    assert AccountProposal.objects.get().answered_by == cast.manager
    assert _rib(new, IBAN, "NOUVEAU").status_code == 302
    assert desk.post(f"{url}take_proposal/").status_code == 302
    account = LandlordAccount.objects.get()
    assert (account.iban, account.landlord) == (IBAN, request.tenancy.landlord)


def test_sql_gives_no_account_to_another_landlord(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    held = account_proposals.propose_account(
        _link(path, request), iban=OTHER_IBAN, holder="ANCIEN", file=PAPER, at=at
    )
    request = _replaced(path, request)
    for landlord in (request.tenancy.landlord, path.landlord()):
        account = path.account(OTHER_IBAN, landlord)
        refused(
            "UPDATE secours_loyer_accountproposal SET account_id = %s, answered_by_id = %s",
            *(account.pk, cast.reception.pk),
            by="proposal_taken_as_is",
        )
    held.refresh_from_db()
    with pytest.raises(Refused, match="lien est fermé"):
        landlord_links.report(held.link, kind="dette", at=at)
    refused(
        "UPDATE secours_loyer_landlordlink SET landlord_id = %s",
        request.tenancy.landlord_id,
        by="landlord_link_frozen",
    )
    refused(
        "UPDATE secours_loyer_landlordlink SET closed_at = NULL", by="landlord_link_closed_frozen"
    )
    refused(
        "UPDATE secours_loyer_landlordlink SET expires_at = now() + interval '9 years'",
        by="landlord_link_frozen",
    )


def test_one_rib_waits_and_one_link_is_live(path: Path) -> None:
    request = path.filed()
    link = _link(path, request)
    account_proposals.propose_account(
        link, iban=OTHER_IBAN, holder="X", file=PAPER, at=path.cast.at
    )
    refused(
        "INSERT INTO secours_loyer_accountproposal (link_id, iban, holder, file_id, at)"
        " SELECT link_id, iban, holder, file_id, at FROM secours_loyer_accountproposal",
        by="proposal_one_waits",
    )
    copy = (
        "INSERT INTO secours_loyer_landlordlink (uid, request_id, landlord_id, membership_id,"
        " token_hash, created_at, created_by_id, expires_at) SELECT gen_random_uuid(), request_id,"
        " {landlord}, {member}, 'x', created_at, created_by_id, expires_at"
        " FROM secours_loyer_landlordlink"
    )
    own = Membership.objects.get(user=path.cast.landlord_agent)
    stranger = path.landlord("Autre bailleur d’essai")
    for landlord, member, wall in (
        ("landlord_id", "NULL", "landlord_link_one_sent"),
        (str(stranger.pk), "NULL", "landlord_link_of_landlord"),
        ("NULL", "NULL", "landlord_link_of_landlord"),
        ("landlord_id", str(own.pk), "landlord_link_of_member"),
    ):
        refused(copy.format(landlord=landlord, member=member), by=wall)


def _own_link(path: Path) -> LandlordLink:
    cast = path.cast
    return landlord_links.answer_as_landlord(path.filed(), by=cast.landlord_agent, at=cast.at)


def test_the_link_of_an_agent_closes_with_their_account(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    link = _own_link(path)
    assert Client().get(_address(link)).status_code == 200
    close_account(cast.landlord_agent, by=cast.administrator, at=at)
    assert Client().get(_address(link)).status_code == 404
    assert Client().post(_address(link), DISPUTED).status_code == 404
    with pytest.raises(Refused, match="lien est fermé"):
        landlord_links.report(link, kind="contestee", why="Juin est payé.", at=at)
    with pytest.raises(Refused, match="lien est fermé"):
        account_proposals.propose_account(link, iban=IBAN, holder="X", file=PAPER, at=at)


def test_an_agent_who_left_and_came_back_opens_a_new_one(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    link = _own_link(path)
    agent, later = cast.landlord_agent, at + timedelta(hours=1)
    member = end_membership(Membership.objects.get(user=agent), by=cast.administrator, at=at)
    assert Client().get(_address(link)).status_code == 404
    add_member(member.organisation, agent, by=cast.administrator, at=later)
    assert Client().get(_address(link)).status_code == 404
    agent = type(agent).objects.get(pk=agent.pk)
    other = landlord_links.answer_as_landlord(link.request, by=agent, at=later)
    assert other.pk != link.pk
    assert Client().get(_address(other)).status_code == 200


def test_the_link_of_an_agent_closes_when_the_landlord_is_another(path: Path) -> None:
    link = _own_link(path)
    _replaced(path, link.request)
    assert Client().get(_address(link)).status_code == 404
