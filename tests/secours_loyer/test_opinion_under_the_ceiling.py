"""An opinion is held to what may be decided that day, and is taken back until it is validated."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, instruction
from secours_loyer.models import RentRequest
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db
WHY = "Expulsion imminente, aide exceptionnelle."


def ready(path: Path, **asked: object) -> RentRequest:
    """A request ready for the opinion."""
    request = path.studied(**asked)
    worker, at = path.cast.case_worker, path.cast.at
    instruction.compute_assessment(request, by=worker, at=at)
    checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
    return path.checked_elsewhere(request)


def opinion(path: Path, request: RentRequest, cents: int) -> RentRequest:
    return instruction.give_opinion(
        request, proposed_cents=cents, opinion=WHY, by=path.cast.case_worker, at=path.cast.at
    )


def test_an_opinion_above_the_ceiling_of_a_request_is_refused(path: Path) -> None:
    request = ready(path, cents=300_000)
    with pytest.raises(Refused, match=r"le plafond par demande est de 1.500,00") as caught:
        opinion(path, request, 150_001)
    assert caught.value.field == "proposed_cents"
    assert "ménage" not in caught.value.message
    assert opinion(path, request, 150_000).state == RequestState.OPINION


def test_what_the_household_already_received_is_named(path: Path) -> None:
    path.granted(cents=300_000, aid_cents=120_000)
    second = ready(path, start=path.cast.at.date().replace(month=10, day=1), months=1)
    with pytest.raises(Refused, match=r"encore recevoir 800,00.*2.000,00.*1.200,00"):
        opinion(path, second, 80_001)
    opinion(path, second, 80_000)


def test_only_the_instructor_takes_it_back_and_only_before_it_is_validated(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = opinion(path, ready(path), 50_000)
    with pytest.raises(Refused, match="par l’instructeur de la demande"):
        instruction.take_back_opinion(request, by=cast.manager, at=at)
    url = reverse("secours_loyer:file", args=[request.uid])
    step = f"{url}take_back_opinion/"
    assert step not in cast.client(cast.manager).get(url).text
    desk = browser(path, cast.case_worker)
    assert step in desk.get(url).text
    assert desk.post(step).status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.STUDIED
    shown = desk.get(url).text
    assert f"{url}give_opinion/" in shown
    assert WHY in shown
    request = opinion(path, request, 40_000)
    request = instruction.validate_technically(request, by=cast.manager, at=at)
    with pytest.raises(Refused, match="Reprendre mon avis"):
        instruction.take_back_opinion(request, by=cast.case_worker, at=at)
