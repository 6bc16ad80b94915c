"""A household that contests its debt keeps money and plans back until its instructor answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, contests, landlord_links, orders, plans
from secours_loyer.actions import statement_answer as answers
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import DebtContest, RentRequest
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import OrderState, PlanState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
CONTESTED = "Le ménage conteste la dette depuis le 20/11/2026"
NOTED = (
    "INSERT INTO secours_loyer_debtcontest"
    " (request_id, part, said_on, words, noted_by_id, noted_at, answer)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
ANSWERED = (
    "UPDATE secours_loyer_debtcontest SET answer = 'x', answered_by_id = %s, answered_at = noted_at"
)
IN_BATCH = (
    "UPDATE secours_loyer_paymentorder SET state = 'en_lot', line = 1, batch_id = %s WHERE id = %s"
)
PROPOSED = (
    "UPDATE secours_loyer_repaymentplan SET state = 'propose', approved_by_id = %s,"
    " approved_at = prepared_at WHERE id = %s"
)


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def noted(path: Path, request: RentRequest, **more: object) -> DebtContest:
    said: dict[str, object] = {
        "part": "montant", "said_on": date(2026, 11, 20), "words": "Juillet est payé.",
        "by": path.cast.reception, **more,
    }  # fmt: skip
    return contests.note_contest(request, at=path.cast.at, **said)  # type: ignore[arg-type]


def answered(path: Path, request: RentRequest, why: str = "Quittance vue.") -> DebtContest:
    return contests.answer_contest(request, why=why, by=path.cast.case_worker, at=path.cast.at)


def disputed(path: Path, request: RentRequest) -> None:
    link = landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)
    landlord_links.report(link, kind="contestee", why="Juin est payé.", at=path.cast.at)


def test_it_holds_the_order_at_each_stop(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = order.award.decision.request
    contest = noted(path, request)
    path.payer()
    batch = batches.open_batch(
        channel="regie", execute_on=TODAY + timedelta(days=2), by=cast.finance, at=at
    )
    with pytest.raises(Refused, match=CONTESTED):
        batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    refused(IN_BATCH, batch.pk, order.pk, by="order_contest_answered")
    page = reverse("secours_loyer:order", args=[order.uid])
    assert CONTESTED in browser(path, cast.finance).get(page).content.decode()
    order = orders.rework_order(order, by=cast.finance, at=at)
    with pytest.raises(Refused, match=CONTESTED):
        orders.check_order(order, by=cast.finance, at=at)
    answer = answered(path, request)
    assert (answer.pk, answer.answer) == (contest.pk, "Quittance vue.")
    assert orders.check_order(order, by=cast.finance, at=at).state == OrderState.CHECKED
    assert list(faults()) == []


def test_it_holds_what_is_already_in_a_batch(path: Path) -> None:
    order = path.approved()
    batch = path.closed(order)
    request = order.award.decision.request
    noted(path, request)
    with pytest.raises(Refused, match=CONTESTED):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'emis' WHERE id = %s",
        order.pk,
        by="order_contest_answered",
    )
    answered(path, request)
    assert export_batch(batch, by=path.cast.finance, at=path.cast.at).state == "exporte"


def plan(path: Path, request: RentRequest):
    return plans.prepare_plan(
        request, first_due=date(2026, 12, 10), count=4, by=path.cast.case_worker, at=path.cast.at
    )


@pytest.mark.parametrize("who", ["landlord", "household"])
def test_no_plan_is_approved_nor_starts_on_a_contested_debt(path: Path, who: str) -> None:
    cast, at = path.cast, path.cast.at
    request = path.granted().request
    drawn = plan(path, request)
    landlord = who == "landlord"

    def contest() -> None:
        disputed(path, request) if landlord else noted(path, request)

    def settle() -> None:
        if landlord:
            answers.settle_dispute(request, why="Décompte revu.", by=cast.case_worker, at=at)
        else:
            answered(path, request)

    wall = "plan_dispute_answered" if landlord else "plan_contest_answered"
    words = "Le bailleur conteste" if landlord else CONTESTED
    contest()
    with pytest.raises(Refused, match=words):
        plans.approve_plan(drawn, by=cast.manager, at=at)
    refused(PROPOSED, cast.manager.pk, drawn.pk, by=wall)
    page = browser(path, cast.manager).get(reverse("secours_loyer:plan", args=[drawn.uid]))
    assert words in page.content.decode()
    settle()
    drawn = plans.approve_plan(drawn, by=cast.manager, at=at)
    contest()
    signed = {"tenant_on": paris_day(at), "landlord_on": paris_day(at), "by": cast.case_worker}
    with pytest.raises(Refused, match=words):
        plans.sign_plan(drawn, **signed, at=at)
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'actif', tenant_signed_on = %s,"
        " landlord_signed_on = %s WHERE id = %s",
        TODAY, TODAY, drawn.pk, by=wall,
    )  # fmt: skip
    settle()
    assert plans.sign_plan(drawn, **signed, at=at).state == PlanState.ACTIVE


def test_what_is_noted_is_said_once_and_in_words(path: Path) -> None:
    request = path.studied()
    for wrong, field in (
        ({"words": " "}, "words"), ({"part": "rien"}, "part"),
        ({"said_on": date(2026, 11, 24)}, "said_on"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            noted(path, request, **wrong)
        assert caught.value.field == field
    with pytest.raises(Refused, match="ne conteste pas"):
        answered(path, request)
    noted(path, request)
    with pytest.raises(Refused, match="attend déjà sa réponse"):
        noted(path, request)
    with pytest.raises(Refused, match="ce qui règle") as empty:
        answered(path, request, " ")
    assert empty.value.field == "why"
    answered(path, request)
    again = noted(path, request, part="dette")
    assert again.answer == ""
    assert JournalEntry.objects.filter(verb="note_contest").count() == 2


def test_only_the_instructor_answers_and_nobody_tied(path: Path) -> None:
    request = path.studied()
    noted(path, request)
    with pytest.raises(Refused, match="L’instructeur"):
        contests.answer_contest(request, why="x", by=path.cast.manager, at=path.cast.at)
    declare_tie(request, reason="Voisin.", by=path.cast.case_worker, at=path.cast.at)
    with pytest.raises(Refused, match="lien"):
        answered(path, request)
    refused(ANSWERED, path.cast.case_worker.pk, by="contest_tied")


def test_the_walls_of_a_contest(path: Path) -> None:
    request, cast, at = path.studied(), path.cast, path.cast.at

    def wrong(by: str, part: str, on: date, words: str, answer: str = "") -> None:
        refused(NOTED, request.pk, part, on, words, cast.reception.pk, at, answer, by=by)

    wrong("contest_said", "rien", TODAY, "x")
    wrong("contest_said", "dette", TODAY, "")
    wrong("contest_said_before", "dette", TODAY + timedelta(days=1), "x")
    wrong("contest_starts_open", "dette", TODAY, "x", "réglé")
    noted(path, request)
    wrong("contest_open_once", "dette", TODAY, "x")
    refused("UPDATE secours_loyer_debtcontest SET words = 'x'", by="contest_frozen")
    refused("DELETE FROM secours_loyer_debtcontest", by="contest_kept")
    refused(ANSWERED, cast.manager.pk, by="contest_answered_by_instructor")
    refused("UPDATE secours_loyer_debtcontest SET answer = 'x'", by="contest_answered")
    answered(path, request)
    refused("UPDATE secours_loyer_debtcontest SET answer = 'autre'", by="contest_answered_once")


def test_the_association_notes_it_and_reads_the_answer(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    page = reverse("secours_loyer:own_request", args=[request.uid])
    agent = path.cast.client(path.cast.agent_a)
    sent = {"geste": "contester", "contest-part": "dette", "contest-words": "Tout est payé."}
    answer = agent.post(page, sent)
    assert answer.status_code == 422
    assert "Tout est payé." in answer.content.decode()
    assert not DebtContest.objects.exists()
    assert agent.post(page, {**sent, "contest-said_on": "2026-11-20"}).status_code == 302
    seen = agent.get(page).content.decode()
    assert "Le CCAS répond" in seen
    assert "Noter la contestation" not in seen
    stranger = path.cast.client(path.cast.agent_b)
    assert stranger.post(page, {**sent, "contest-said_on": "2026-11-20"}).status_code == 404


def test_the_staff_note_it_answer_it_and_find_it_in_their_list(path: Path) -> None:
    request = path.studied()
    page = reverse("secours_loyer:file", args=[request.uid])
    name = "note_contest"
    typed = {"part": "montant", "said_on": "2026-11-20", "words": "Juillet est payé."}
    reception = browser(path, path.cast.reception)
    sent = reception.post(f"{page}{name}/", {f"{name}-{key}": val for key, val in typed.items()})
    assert sent.status_code == 302
    worker = browser(path, path.cast.case_worker)
    assert CONTESTED in worker.get(page).content.decode()

    def waiting() -> int:
        title = "Dettes contestées par le ménage"
        lists = work_lists_for(path.cast.case_worker, on=TODAY)
        return next(one["count"] for one in lists if one["title"] == title)

    assert waiting() == 1
    done = worker.post(f"{page}answer_contest/", {"answer_contest-why": "Quittance vue."})
    assert done.status_code == 302
    assert waiting() == 0
    assert "Quittance vue." in worker.get(page).content.decode()
