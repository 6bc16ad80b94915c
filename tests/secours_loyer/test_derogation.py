"""More than the calculation allows, or a study sent back: possible, never in silence."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.urls import reverse
from zeal import zeal_ignore

from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import board, checklist, delegation, entries, instruction, sessions
from secours_loyer.letters.board import board_report
from secours_loyer.models import CommissionSession, Decision, RentRequest
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Expulsion imminente, aide exceptionnelle."


def above(path: Path) -> tuple[RentRequest, int]:
    """A request ready for the opinion, and a centime more than was computed."""
    request = path.studied()
    worker, at = path.cast.case_worker, path.cast.at
    kept = instruction.compute_assessment(request, by=worker, at=at)
    checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
    path.checked_elsewhere(request)
    return request, kept.aid_cents + 1


def test_an_opinion_above_is_explained_and_shown(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, cents = above(path)
    with pytest.raises(Refused, match="au moins une phrase"):
        instruction.give_opinion(
            request, proposed_cents=cents, opinion="ok", by=cast.case_worker, at=at
        )
    request = instruction.give_opinion(
        request, proposed_cents=cents, opinion=WHY, by=cast.case_worker, at=at
    )
    url = reverse("secours_loyer:file", args=[request.uid])
    assert "Dérogation : " in cast.client(cast.manager).get(url).text
    assert "Dérogation : " not in cast.client(cast.reception).get(url).text
    request = instruction.validate_technically(request, by=cast.manager, at=at)
    session = path.open_session(request)
    item = session.items.get()
    shown = cast.client(cast.secretary).get(
        reverse("secours_loyer:item", args=[session.number, item.rank])
    )
    assert "Écart au calcul" in shown.text
    asked = {"outcome": "accord", "aid_cents": cents, "by": cast.secretary, "at": at}
    with pytest.raises(Refused, match="en une phrase au moins") as caught:
        entries.record_outcome(item, motive="ok", **asked)
    assert caught.value.field == "motive"
    assert entries.record_outcome(item, motive=WHY, **asked).aid_cents == cents


def test_an_entry_above_is_confirmed_then_said_everywhere(path: Path) -> None:
    cast = path.cast
    request = path.validated()
    computed = request.assessments.first()
    assert computed is not None
    cents = computed.aid_cents + 100
    told = f"Dérogation : {format_cents(cents)}, alors que le calcul donne"
    session = path.open_session(request)
    item = session.items.get()
    desk = browser(path, cast.secretary)
    page = reverse("secours_loyer:item", args=[session.number, item.rank])
    assert "record_outcome-above" not in desk.get(page).text
    sent = {"outcome": "accord", "aid_cents": f"{cents / 100:.2f}", "motive": WHY}
    typed = {f"record_outcome-{name}": value for name, value in sent.items()}
    asked = desk.post(f"{page}record_outcome/", typed)
    assert asked.status_code == 422
    shown = asked.text.replace("\u00a0", " ")
    assert f"J’accorde plus que le calcul. {told}".replace("\u00a0", " ") in shown
    assert WHY in shown
    assert f'value="{cents}"' in shown
    # Ticked for another amount, it is asked about anew.
    assert (
        desk.post(f"{page}record_outcome/", {**typed, "record_outcome-above": "1"}).status_code
        == 422
    )
    take(desk, page, "record_outcome", **sent, above=str(cents))
    whole = reverse("secours_loyer:session", args=[session.number])
    assert told in desk.get(whole).text
    sessions.lift_session(session, by=cast.secretary, at=cast.at)
    signatory = browser(path, cast.signatory)
    assert signatory.get(whole).text.count(told) == 2
    path.signed(CommissionSession.objects.get())
    file = reverse("secours_loyer:file", args=[request.uid])
    assert told in cast.client(cast.manager).get(file).text
    assert "Dérogation : " not in cast.client(cast.reception).get(file).text


def test_an_urgent_grant_above_is_explained(path: Path) -> None:
    request, cents = above(path)
    with pytest.raises(Refused, match="en une phrase au moins"):
        delegation.decide_urgently(
            request, motive="ok", urgency="L’audience est demain.", aid_cents=cents,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip


def test_an_urgent_grant_above_is_confirmed_then_told_to_the_board(path: Path) -> None:
    cast = path.cast
    request, cents = above(path)
    told = f"Dérogation : {format_cents(cents)}, alors que le calcul donne"
    desk = browser(path, cast.signatory)
    page = reverse("secours_loyer:file", args=[request.uid])
    assert "grant_urgently-above" not in desk.get(page).text
    sent = {"aid_cents": f"{cents / 100:.2f}", "motive": WHY, "urgency": "L’audience est demain."}
    typed = {f"grant_urgently-{name}": value for name, value in sent.items()}
    for box in ({}, {"grant_urgently-above": str(cents - 1)}):
        asked = desk.post(f"{page}grant_urgently/", {**typed, **box})
        assert asked.status_code == 422
        assert f"J’accorde plus que le calcul. {told}" in asked.text
    assert not Decision.objects.exists()
    with zeal_ignore():  # granted, then told: two steps of one request
        take(desk, page, "grant_urgently", **sent, above=str(cents))
    decision = Decision.objects.get()
    assert told in cast.client(cast.manager).get(page).text
    meeting = board.plan_board(held_on=cast.at.date(), by=cast.secretary, at=cast.at)
    report = board_report(meeting, [decision], at=cast.at)
    assert told in json.dumps(report, ensure_ascii=False)
    # Another amount, over it: asked about in the same way.
    more = {**sent, "aid_cents": f"{(cents + 1) / 100:.2f}"}
    again = desk.post(
        f"{page}replace_decision/",
        {f"replace_decision-{name}": value for name, value in more.items()},
    )
    assert again.status_code == 422
    assert "J’accorde plus que le calcul." in again.text


def test_sql_keeps_no_amount_above_without_a_reason(path: Path) -> None:
    request, cents = above(path)
    signatory = path.cast.signatory
    with transaction.atomic(), connection.cursor() as cursor:
        delegation.decide_urgently(
            request, motive=WHY, urgency="L’audience est demain.", aid_cents=cents,
            by=signatory, at=path.cast.at,
        )  # fmt: skip
        cursor.execute("SELECT row_to_json(d)::text FROM secours_loyer_decision d")
        kept = json.loads(cursor.fetchone()[0])
        transaction.set_rollback(True)
    for motive in ("ok", "ok" + " " * 30):
        refused(
            "INSERT INTO secours_loyer_decision"
            " SELECT * FROM json_populate_record(NULL::secours_loyer_decision, %s::json)",
            json.dumps({**kept, "motive": motive}),
            by="decision_above_explained",
        )


def test_a_study_sent_back_says_why_to_the_instructor(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    with pytest.raises(Refused, match="ce qu’il doit reprendre"):
        instruction.send_back(request, reason=" ", by=cast.manager, at=at)
    instruction.send_back(request, reason="Le loyer a changé en mai.", by=cast.manager, at=at)
    url = reverse("secours_loyer:file", args=[request.uid])
    told = f"Renvoyée à l’instruction : Le loyer a changé en mai. ({cast.manager}"
    assert told in cast.client(cast.case_worker).get(url).text
    assert "Le loyer a changé" not in cast.client(cast.reception).get(url).text
