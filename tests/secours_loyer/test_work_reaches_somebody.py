"""What a landlord answers, a declared tie, an order that waits: each reaches whoever must act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import User
from secours_loyer.actions import accounts, instruction, landlord_links
from secours_loyer.actions.account_proposals import dismiss_proposal, propose_account
from secours_loyer.actions.alerts import raise_alerts
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.landlord_links import certify_statement, report
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import LandlordLink, RentRequest
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PDF, Path

pytestmark = pytest.mark.django_db
ANSWERS = "Réponses des bailleurs à traiter"
ORPHANS = "Demandes à confier à un autre instructeur"
MINE = "Mes demandes en instruction"
PAYMENTS = "Alertes des paiements"


def rows(path: Path, user: User, title: str) -> list[dict[str, Any]]:
    day = path.cast.at.date()
    lists = work_lists_for(user, on=day)
    return [row for work in lists if work["title"] == title for row in work["rows"]]


def words(path: Path, user: User, title: str) -> str:
    return " ".join(row["detail"] for row in rows(path, user, title))


def link_of(path: Path, request: RentRequest) -> LandlordLink:
    return landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)


def test_another_amount_a_dispute_and_a_rib_reach_instructor_and_manager(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    link = link_of(path, request)
    paper = Upload("papier.pdf", PDF)
    readers = (cast.case_worker, cast.manager)
    same = request.debt.certified_cents
    certify_statement(link, cents=same, said_on=at.date(), file=paper, at=at)
    assert all(rows(path, user, ANSWERS) == [] for user in readers)
    later = at + timedelta(minutes=1)
    certify_statement(link, cents=same - 1, said_on=at.date(), file=paper, at=later)
    report(link, kind="contestee", why="Juin est payé.", at=at)
    proposal = propose_account(link, iban=IBAN, holder="X", file=paper, at=at)
    for user in readers:
        (row,) = rows(path, user, ANSWERS)
        assert request.number in row["label"]
        for said in ("certifie un autre montant", "conteste la dette", "propose un RIB"):
            assert said in row["detail"]
    assert rows(path, cast.person("autre", "instructeur"), ANSWERS) == []
    dismiss_proposal(proposal, by=cast.case_worker, at=at)
    report(link, kind="dette", at=later)
    certify_statement(
        link, cents=same, said_on=at.date(), file=paper, at=later + timedelta(minutes=1)
    )
    assert all(rows(path, user, ANSWERS) == [] for user in readers)


def test_a_closed_account_with_nothing_active_left(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.granted()
    account = path.account()
    assert rows(path, cast.manager, ANSWERS) == []
    accounts.block_account(account, reason="AC04", by=cast.finance, at=at)
    assert "compte du bailleur est bloqué" in words(path, cast.manager, ANSWERS).lower()
    assert "compte du bailleur est bloqué" in words(path, cast.case_worker, ANSWERS).lower()
    accounts.enter_account(
        account.landlord, iban=OTHER_IBAN, holder="Habitat", by=cast.reception, at=at
    )
    assert rows(path, cast.manager, ANSWERS) == []


def test_the_list_asks_the_same_for_three_files_as_for_one(path: Path) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert rows(path, path.cast.manager, ANSWERS)
        return len(seen)

    def disputed(**asked: Any) -> None:
        report(
            link_of(path, path.studied(**asked)),
            kind="contestee",
            why="Juin est payé.",
            at=path.cast.at,
        )

    disputed()
    count()  # what a process asks once
    one = count()
    disputed(last="Suippe", reference="L-2")
    disputed(last="Marne", reference="L-3")
    assert count() == one


def test_a_tie_of_the_instructor_hands_the_file_to_the_managers(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    assert len(rows(path, cast.case_worker, MINE)) == 1
    assert rows(path, cast.manager, ORPHANS) == []
    tie = declare_tie(request, reason="Ma cousine.", by=cast.case_worker, at=at)
    assert rows(path, cast.case_worker, MINE) == []
    (row,) = rows(path, cast.manager, ORPHANS)
    assert request.number in row["label"]
    page = cast.client(cast.manager).get(reverse("secours_loyer:file", args=[request.uid])).text
    assert "confie la demande à un autre instructeur (lien déclaré)" in page
    lift_tie(tie, reason="Homonyme.", by=cast.manager, at=at)
    assert rows(path, cast.manager, ORPHANS) == []
    assert len(rows(path, cast.case_worker, MINE)) == 1
    declare_tie(request, reason="Ma cousine.", by=cast.case_worker, at=at)
    other = cast.person("autre-instructrice", "instructeur")
    instruction.hand_over(request, to=other, by=cast.manager, at=at)
    assert rows(path, cast.manager, ORPHANS) == []
    assert len(rows(path, other, MINE)) == 1


def test_the_alert_of_an_order_leads_to_it_and_says_who_acts(path: Path) -> None:
    cast = path.cast
    order = path.checked()
    raise_alerts(at=cast.at + timedelta(days=12))
    (row,) = [row for row in rows(path, cast.finance, PAYMENTS) if "n’avance plus" in row["label"]]
    assert row["url"] == reverse("secours_loyer:order", args=[order.uid])
    assert order.end_to_end_id in row["label"]
    assert "Un premier approbateur approuve l’ordre" in row["detail"]
    assert order.award.decision.request.number in row["detail"]


@pytest.mark.parametrize("outcome", ["refus", "accord"])
def test_a_refusal_that_was_sent_waits_for_nobody(path: Path, outcome: str) -> None:
    """Told and refused, it is over; told and granted, the landlord is still to be paid."""
    cast, at = path.cast, path.cast.at
    request = path.validated()
    report(link_of(path, request), kind="contestee", why="Juin est payé.", at=at)
    assert "conteste" in words(path, cast.manager, ANSWERS)
    path.decided(request, outcome)
    notify(RentRequest.objects.get(pk=request.pk), by=cast.secretary, at=at)
    for user in (cast.case_worker, cast.manager):
        assert bool(rows(path, user, ANSWERS)) is (outcome == "accord")
