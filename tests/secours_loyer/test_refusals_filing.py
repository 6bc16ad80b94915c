"""Requests that are refused: the same months, another household, a missing piece."""

from __future__ import annotations

from datetime import date

import pytest

from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    filing,
    instruction,
)
from secours_loyer.models import (
    Landlord,
    RentRequest,
)
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_the_same_months_twice(path: Path) -> None:
    path.filed()
    with pytest.raises(Refused, match="déjà sur une partie de ces mois"):
        path.filed(start=date(2026, 9, 1), months=2)
    assert RentRequest.objects.count() == 1
    assert path.filed(start=date(2026, 10, 1), months=1).pk


def test_the_same_months_twice_are_refused_with_the_number_of_the_file(path: Path) -> None:
    number = path.filed().number
    with pytest.raises(Refused, match=f"La demande {number} porte déjà sur une partie"):
        path.filed(start=date(2026, 9, 1), months=2)


def test_an_ex_partner_claims_the_same_lease(path: Path) -> None:
    path.filed()
    with pytest.raises(Refused, match="pour un autre ménage"):
        path.filed(last="Suippe", start=date(2026, 10, 1), months=1, reference="l-1")


def test_months_of_a_withdrawn_request_may_be_claimed_again(path: Path) -> None:
    request = path.filed()
    filing.withdraw(request, by=path.cast.case_worker, at=path.cast.at)
    assert path.filed().pk != request.pk


def test_another_associations_household(path: Path) -> None:
    path.home()
    with pytest.raises(Refused, match="n’est pas suivi"):
        filing.open_request(
            path.home(),
            landlord=path.landlord(),
            lease=None,  # type: ignore[arg-type]
            claim=None,  # type: ignore[arg-type]
            statement=None,
            by=path.cast.agent_b,
            at=path.cast.at,
        )


def test_filing_needs_the_landlords_statement(path: Path) -> None:
    with pytest.raises(Refused, match="décompte"):
        path.filed(statement=None)
    assert not RentRequest.objects.exists()


def test_missing_pieces_go_back_and_forth(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    asked = instruction.ask_missing(
        request, missing="La quittance de juin.", by=path.cast.case_worker, at=path.cast.at
    )
    assert asked.state == RequestState.INCOMPLETE
    message = Message.objects.get(kind="secours_loyer.to_complete")
    assert "quittance" not in message.text
    assert "loyer" not in message.subject.lower()
    again = filing.complete_request(asked, summary="", by=path.cast.agent_a, at=path.cast.at)
    assert (again.state, again.missing) == (RequestState.FILED, "")


def test_nobody_checks_or_signs_their_own_work(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    request = instruction.assign(request, to=cast.manager, by=cast.manager, at=at)
    with pytest.raises(Refused, match="revient à l’instructeur"):
        instruction.give_opinion(request, proposed_cents=1, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="autre personne que l’instructeur"):
        instruction.validate_technically(request, by=cast.manager, at=at)


def test_associations_choose_no_private_landlord_they_do_not_know(path: Path) -> None:
    private = filing.add_landlord(
        filing.NewLandlord("Mme Privée", "particulier"), by=path.cast.reception, at=path.cast.at
    )
    path.landlord()
    seen = Landlord.objects.visible_to(path.cast.agent_a)
    assert private not in seen
    assert seen.count() == 1
