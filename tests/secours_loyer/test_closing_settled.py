"""A file closes once the plan that was decided is signed or given up, and nobody contests the debt;
its last letter speaks of a plan that exists."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import plans, returns, ties
from secours_loyer.actions.closing import close_request
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.plan_given_up import give_up_plan
from secours_loyer.actions.statement_answer import settle_dispute
from secours_loyer.models import LetterKind, PlanGivenUp, RentRequest
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of
from tests.secours_loyer.test_contests import answered, disputed, noted
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
CLOSE = "UPDATE secours_loyer_rentrequest SET state = 'close', closed_at = created_at WHERE id = %s"
GIVEN_UP = (
    "INSERT INTO secours_loyer_plangivenup (decision_id, why, by_id, at) VALUES (%s, %s, %s, now())"
)


def paid(path: Path) -> RentRequest:
    """600 € of 1 000 € paid, the letter written: the decision leaves 400 € to a plan."""
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = notify(order.award.decision.request, by=cast.secretary, at=at)
    export_batch(path.closed(order), by=cast.finance, at=at)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    return request


def close(path: Path, request: RentRequest) -> str:
    """The text of the last letter."""
    close_request(request, by=path.cast.case_worker, at=path.cast.at)
    return text_of(request.letters.get(kind=LetterKind.CLOSED).file.content.read())


def give_up(path: Path, request: RentRequest, why: str = "Le bailleur attend.") -> PlanGivenUp:
    return give_up_plan(request, why=why, by=path.cast.case_worker, at=path.cast.at)


def test_not_before_the_plan_is_signed_or_given_up(path: Path) -> None:
    request = paid(path)
    with pytest.raises(Refused, match="prévoit un plan d’apurement de 400,00"):
        close(path, request)
    refused(CLOSE, request.pk, by="request_closed_planned")
    drawn = path.plan(request.decisions.get())
    with pytest.raises(Refused, match="préparé, mais pas signé"):
        close(path, request)
    refused(CLOSE, request.pk, by="request_closed_planned")
    with pytest.raises(Refused, match="abandonnez-le d’abord"):
        give_up(path, request)
    plans.drop_plan(drawn, by=path.cast.case_worker, at=path.cast.at)
    give_up(path, request)
    told = close(path, request)
    assert "n’a pas lieu" in told
    assert "Il reste à suivre" not in told
    assert list(faults()) == []


def test_a_signed_plan_is_told_to_the_household(path: Path) -> None:
    request = paid(path)
    path.running_plan(request.decisions.get())
    told = close(path, request)
    assert "Il reste à suivre votre plan d’apurement" in told
    assert "n’a pas lieu" not in told


def test_a_broken_plan_leaves_something_to_say(path: Path) -> None:
    request = paid(path)
    running = path.running_plan(request.decisions.get())
    plans.break_plan(running, by=path.cast.manager, at=path.cast.at)
    with pytest.raises(Refused, match="prévoit un plan d’apurement"):
        close(path, request)
    give_up(path, request, "Le locataire est parti.")
    assert "n’a pas lieu" in close(path, request)


@pytest.mark.parametrize("who", ["landlord", "household"])
def test_not_while_the_debt_is_contested(path: Path, who: str) -> None:
    cast, at = path.cast, path.cast.at
    request = paid(path)
    path.unplanned(request)
    landlord = who == "landlord"
    disputed(path, request) if landlord else noted(path, request)
    with pytest.raises(Refused, match="conteste la dette"):
        close(path, request)
    wall = "request_closed_dispute" if landlord else "request_closed_contest"
    refused(CLOSE, request.pk, by=wall)
    page = browser(path, cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid]))
    assert "répond à qui conteste la dette" in page.content.decode()
    if landlord:
        request.refresh_from_db()
        settle_dispute(request, why="Décompte revu.", by=cast.case_worker, at=at)
    else:
        answered(path, request)
    close(path, request)


def test_a_dispute_stays_on_the_list_of_its_instructor(path: Path) -> None:
    """Paid, then closed: whoever contests the debt is still answered."""
    cast = path.cast
    request = paid(path)
    path.unplanned(request)

    def listed() -> list[str]:
        lists = work_lists_for(cast.case_worker, on=cast.at.date())
        found = next(one for one in lists if one["title"] == "Réponses des bailleurs à traiter")
        return [row["detail"] for row in found["rows"]]

    assert listed() == []
    close(path, request)
    disputed(path, request)
    (told,) = listed()
    assert told.startswith("Le bailleur conteste la dette.")
    request.refresh_from_db()
    assert request.state == RequestState.CLOSED
    settle_dispute(request, why="Décompte revu.", by=cast.case_worker, at=cast.at)
    assert listed() == []


def test_by_the_page_and_by_whom(path: Path) -> None:
    cast = path.cast
    request = path.granted().request
    page = reverse("secours_loyer:file", args=[request.uid])
    worker = browser(path, cast.case_worker)
    shown = worker.get(page).content.decode()
    assert "Noter que le plan n’aura pas lieu" in shown
    assert "prépare le plan d’apurement" in shown
    answer = worker.post(f"{page}give_up_plan/", {"give_up_plan-why": " "})
    assert answer.status_code == 422
    worker.post(f"{page}give_up_plan/", {"give_up_plan-why": "Le bailleur attend."})
    shown = worker.get(page).content.decode()
    assert "n’aura pas lieu : Le bailleur attend." in shown
    assert "prépare le plan d’apurement" not in shown
    assert "Préparer un plan d’apurement" in shown
    assert JournalEntry.objects.filter(verb="give_up_plan").count() == 1
    with pytest.raises(Refused, match="déjà noté"):
        give_up(path, request)
    with pytest.raises(Refused, match="travailleur social"):
        give_up_plan(request, why="x", by=cast.finance, at=cast.at)


def test_the_walls_of_giving_up(path: Path) -> None:
    cast = path.cast
    decision = path.granted()
    worker = cast.case_worker.pk
    refused(GIVEN_UP, decision.pk, " ", worker, by="plan_given_up_why")
    refused(GIVEN_UP, decision.pk, "x", cast.finance.pk, by="plan_given_up_by_role")
    drawn = path.plan(decision)
    refused(GIVEN_UP, decision.pk, "x", worker, by="plan_given_up_without_plan")
    plans.drop_plan(drawn, by=cast.case_worker, at=cast.at)
    give_up(path, decision.request)
    refused("UPDATE secours_loyer_plangivenup SET why = 'x'", by="plan_given_up_kept")
    refused("DELETE FROM secours_loyer_plangivenup", by="plan_given_up_kept")
    again = path.replaced(decision, 50_000)
    refused(GIVEN_UP, decision.pk, "x", worker, by="plan_given_up_of_decision")
    ties.declare_tie(decision.request, reason="Mon voisin.", by=cast.manager, at=cast.at)
    refused(GIVEN_UP, again.pk, "x", cast.manager.pk, by="plan_given_up_tied")
    with pytest.raises(Refused, match="lien"):
        give_up_plan(decision.request, why="x", by=cast.manager, at=cast.at)
