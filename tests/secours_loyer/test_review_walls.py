"""What the database holds of a review: its appeal, its outcome, its answer."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import sessions
from secours_loyer.actions.decisions import write_decision
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_appeals import noted, told
from tests.secours_loyer.test_reviews import MOTIVE, entered, opened, second_session, signed
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def test_walls(path: Path) -> None:
    request = told(path)
    appeal = noted(path, request)
    item = opened(path, request)
    refused("UPDATE secours_loyer_agendaitem SET appeal_id = NULL WHERE id = %s", item.pk,
            by="item_frozen")  # fmt: skip
    refused(
        "UPDATE secours_loyer_agendaitem SET outcome = 'refus', motive = 'x', voters = 3,"
        " entered_by_id = %s, entered_at = now() WHERE id = %s", path.cast.secretary.pk, item.pk,
        by="item_outcome_of_review",
    )  # fmt: skip
    confirm = (
        "UPDATE secours_loyer_appeal SET outcome = 'maintenue', answer_motive = %s,"
        " answered_by_id = %s, answered_at = now()"
    )
    signatory = path.cast.signatory.pk
    refused(confirm, MOTIVE, signatory, by="appeal_confirmed_by_session")
    entered(path, item, "maintien")
    refused(confirm, MOTIVE, signatory, by="appeal_confirmed_by_session")
    refused("UPDATE secours_loyer_debt SET released_at = NULL", by="debt_released_frozen")
    sessions.lift_session(item.session, by=path.cast.secretary, at=path.cast.at)
    refused(confirm, "autre motif", signatory, by="appeal_confirmed_by_session")
    refused(confirm, MOTIVE, path.cast.manager.pk, by="appeal_confirmed_by_session")
    refused("UPDATE secours_loyer_agendaitem SET decided_at = now() WHERE id = %s", item.pk,
            by="item_decided_by_minutes")  # fmt: skip
    refused(
        "UPDATE secours_loyer_appeal SET outcome = 'retire', answer_motive = 'x',"
        " answered_by_id = %s, answered_at = now()", path.cast.manager.pk, by="appeal_on_agenda",
    )  # fmt: skip
    assert appeal.waits


def test_an_item_reviews_an_appeal_of_its_request(path: Path) -> None:
    request = told(path)
    appeal = noted(path, request)
    session = second_session(path, request)
    other = path.filed(last="Marne", reference="L-3")
    insert = (
        "INSERT INTO secours_loyer_agendaitem (session_id, request_id, appeal_id, rank, outcome,"
        " motive, aid_cents) VALUES (%s, %s, %s, 9, '', '', 0)"
    )
    refused(insert, session.pk, other.pk, appeal.pk, by="item_reviews_appeal")
    refused(insert, session.pk, request.pk, None, by="item_of_registered")
    refused(insert, session.pk, request.pk, appeal.pk, by="item_live_once")


def test_a_session_replaces_by_a_review_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = told(path, "accord")
    noted(path, request)
    item = opened(path, request)
    entered(path, item, "accord", 70_000)
    monkeypatch.setattr(
        "secours_loyer.actions.reviews.write_decision",
        lambda *args, **given: write_decision(*args, **{**given, "replaces": None}),
    )
    with pytest.raises(Refused, match="examen du recours"):
        signed(path, item)
