"""An appeal never costs the household anything: its answer grants no less, and nobody alone makes
it vanish."""

from __future__ import annotations

from typing import Any

import pytest

from actors.actions.accounts import grant_role, open_account
from actors.roles import Role
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import appeals, delegation, entries
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Decision, LetterKind, RentRequest
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_appeals import address, noted, told
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_reviews import opened
from tests.secours_loyer.test_told import words
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
COPY = (
    "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
    " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents,"
    " ceiling_cents, decided_at, signed_by_id, replaces_id, origin, urgency, delegated_since,"
    " delegated_before_cents, delegation_ceiling_cents) SELECT 'D-2026-99999', request_id,"
    " outcome, motive, debt_cents, 100, 0, 0, debt_cents - 100, 0, ceiling_cents, decided_at,"
    " signed_by_id, id, 'delegation', 'x', decided_at, 0, 100000 FROM secours_loyer_decision"
)
URGENT: dict[str, Any] = {"motive": "Une dépense oubliée.", "urgency": "Expulsion proche."}


def decision_of(request: RentRequest) -> Decision:
    return Decision.objects.get(request=request, replaced_by=None)


def test_the_commission_does_not_grant_less_to_whoever_contests(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path, "accord")
    noted(path, request)
    item = opened(path, request)
    given: dict[str, Any] = {"outcome": "accord", "motive": "x", "by": cast.secretary, "at": at}
    with pytest.raises(Refused, match="n’accorde pas moins"):
        entries.record_outcome(item, aid_cents=59_999, **given)
    assert entries.record_outcome(item, aid_cents=60_000, **given).aid_cents == 60_000


def test_nor_does_an_urgent_decision(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path, "accord")
    noted(path, request)
    with pytest.raises(Refused, match="n’accorde pas moins") as told_why:
        delegation.replace_decision(
            decision_of(request), aid_cents=100, by=cast.signatory, at=at, **URGENT
        )
    assert told_why.value.field == "aid_cents"
    refused(COPY, by="decision_review_not_less")


def test_without_appeal_a_mistake_is_corrected_downwards(path: Path) -> None:
    request = told(path, "accord")
    new = delegation.replace_decision(
        decision_of(request), aid_cents=50_000, by=path.cast.signatory, at=path.cast.at, **URGENT
    )
    assert new.aid_cents == 50_000


def test_nobody_who_took_part_drops_an_appeal(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    writer = cast.person("cadre-note", Role.MANAGER)
    appeal = noted(path, request, by=writer)
    twin = open_account(
        "double@cast.example", first_name=writer.first_name, last_name=writer.last_name,
        by=None, at=at, is_demo=True,
    )  # fmt: skip
    grant_role(twin, Role.MANAGER, by=None, at=at)
    for person, words_of in (
        (writer, "un autre cadre"),
        (cast.manager, "un autre cadre"),
        (twin, "une seule personne"),
    ):
        with pytest.raises(Refused, match=words_of):
            appeals.drop_appeal(appeal, request=request, motive="Renoncé.", by=person, at=at)
        refused(
            "UPDATE secours_loyer_appeal SET outcome = 'retire', answer_motive = 'x',"
            " answered_by_id = %s, answered_at = now()",
            person.pk,
            by="appeal_dropped_by_another",
        )
    shown = browser(path, writer).get(address(request)).content.decode()
    assert "Noter que le recours est retiré" not in shown
    other = cast.person("cadre-b", Role.MANAGER)
    shown = browser(path, other).get(address(request)).content.decode()
    assert "Noter que le recours est retiré" in shown
    with pytest.raises(Refused, match="la lettre au ménage le dit"):
        appeals.drop_appeal(appeal, request=request, motive=" . ", by=other, at=at)


def test_the_household_is_told_that_its_appeal_is_closed(path: Path) -> None:
    request = told(path)
    appeal = noted(path, request)
    other = path.cast.person("cadre-b", Role.MANAGER)
    appeals.drop_appeal(
        appeal, request=request, motive="Vous y renoncez par courrier.", by=other, at=path.cast.at
    )
    said = " ".join(words(request.letters.get(kind=LetterKind.APPEAL_DROPPED)).split())
    assert "Ce recours est clos" in said
    assert "Vous y renoncez par courrier." in said
    assert "noterons un nouveau recours" in said
    assert list(faults()) == []
