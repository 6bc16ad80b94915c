"""Decisions taken by delegation are told to the board by themselves, all of them, once."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.board import (
    drop_board,
    move_board,
    plan_board,
    report_due,
    report_to_board,
)
from secours_loyer.actions.ledger_check import faults
from secours_loyer.jobs import report_to_board as job
from secours_loyer.models import BoardMeeting, BoardReport, Decision
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission import urgent
from tests.secours_loyer.test_commission_papers import text_of
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 15)


def meeting(path: Path, day: date = FIRST) -> BoardMeeting:
    return plan_board(held_on=day, by=path.cast.secretary, at=path.cast.at)


def test_each_decision_is_told_once_and_by_itself(path: Path) -> None:
    at = path.cast.at
    first = urgent(path, path.validated(), 40_000)
    path.decided(path.validated(last="Suippe", reference="L-2"))
    soon, later = meeting(path), meeting(path, SECOND)
    assert report_due(at=at) == []
    (report,) = report_due(at=at + timedelta(days=4))
    assert (report.meeting, report.decision_count, report.total_cents) == (soon, 1, 40_000)
    assert report_due(at=at + timedelta(days=4)) == []
    assert report_to_board(soon, at=at + timedelta(days=5)) == report
    text = text_of(bytes(report.content))
    for told in (first.number, "Expulsion demain.", "400,00", "Signataire"):
        assert told in text, told
    assert first.request.household.name not in text
    second = urgent(path, path.validated(last="Marne", reference="L-3"), 30_000)
    (other,) = report_due(at=at + timedelta(days=18))
    assert other.meeting == later
    assert [line.decision for line in other.lines.all()] == [second]
    connection.check_constraints()
    assert list(faults()) == []


def test_the_job_runs_as_often_as_it_likes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting(path)
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-30T04:10+01:00")
    for _ in range(3):
        job(0)
    assert BoardReport.objects.count() == 1
    assert "Aucune aide" in text_of(bytes(BoardReport.objects.get().content))


def test_a_meeting_is_noted_once_ahead_by_those_who_may(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    meeting(path)
    with pytest.raises(Refused, match="déjà noté"):
        meeting(path)
    with pytest.raises(Refused, match="passée"):
        meeting(path, date(2026, 1, 1))
    with pytest.raises(Refused, match="secrétaire ou le signataire"):
        plan_board(held_on=SECOND, by=cast.manager, at=at)


def test_walls(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    told = urgent(path, path.validated(), 40_000)
    ordinary = path.decided(path.validated(last="Suippe", reference="L-2"))
    report = report_to_board(meeting(path), at=at)
    connection.check_constraints()
    line = "INSERT INTO secours_loyer_boardreportline (report_id, decision_id) VALUES (%s, %s)"
    refused(line, report.pk, told.pk, by="boardreportline_decision_id")
    refused(line, report.pk, ordinary.pk, by="board_line_delegated")
    refused("UPDATE secours_loyer_boardreport SET name = 'x'", by="board_report_append_only")
    refused("DELETE FROM secours_loyer_boardreportline", by="board_line_append_only")
    refused("UPDATE secours_loyer_boardmeeting SET held_on = now()", by="board_meeting_reported")
    refused("DELETE FROM secours_loyer_boardmeeting", by="board_meeting_reported")
    urgent(path, path.validated(last="Marne", reference="L-3"), 30_000)
    empty = (
        "INSERT INTO secours_loyer_boardreport (meeting_id, name, content, sha256,"
        " decision_count, total_cents, made_at) VALUES (%s, 'x', 'x'::bytea, {}, 0, 0, now())"
    )
    later = meeting(path, SECOND)
    digest = hashlib.sha256(b"x").hexdigest()
    refused(empty.format(f"'{digest}'"), later.pk, by="board_report_whole")
    refused(empty.format("'y'"), later.pk, by="board_report_digest")
    assert cast.signatory.pk == told.signed_by_id


def test_a_meeting_noted_by_mistake_is_changed_then_taken_away(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    held = meeting(path)
    with pytest.raises(Refused, match="secrétaire ou le signataire"):
        move_board(held, held_on=SECOND, by=cast.manager, at=at)
    with pytest.raises(Refused, match="déjà noté"):
        move_board(held, held_on=FIRST, by=cast.secretary, at=at)
    refused("UPDATE secours_loyer_boardmeeting SET planned_at = now()", by="board_planned_frozen")
    assert move_board(held, held_on=SECOND, by=cast.secretary, at=at).held_on == SECOND
    assert list(faults()) == []
    client = cast.client(cast.secretary)
    page = reverse("secours_loyer:board_meeting", args=[held.pk])
    assert page in client.get(reverse("secours_loyer:boards")).text
    sunday = client.post(f"{page}move_board/", {"move_board-held_on": "2026-12-13"}, follow=True)
    assert "Le 13/12/2026 est un dimanche." in sunday.text
    assert client.post(f"{page}drop_board/").status_code == 302
    assert not BoardMeeting.objects.exists()
    assert list(faults()) == []
    told = meeting(path)
    report_to_board(told, at=at)
    with pytest.raises(Refused, match="est établi"):
        drop_board(told, by=cast.secretary, at=at)
    page = reverse("secours_loyer:board_meeting", args=[told.pk])
    assert "Ce conseil ne change plus" in client.get(page).text


def test_what_is_replaced_is_not_in_the_total(path: Path) -> None:
    first = urgent(path, path.validated(), 40_000)
    urgent(path, path.validated(last="Suippe", reference="L-2"), 10_000)
    path.replaced(first, 30_000)
    shown = path.cast.client(path.cast.secretary).get(reverse("secours_loyer:boards"))
    assert (shown.context["waiting"], shown.context["waiting_cents"]) == (2, 40_000)
    assert (shown.context["replaced"], shown.context["replaced_cents"]) == (1, 40_000)
    assert "remplacées depuis" in shown.text


def test_pages(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")
    urgent(path, path.validated(), 40_000)
    client = path.cast.client(path.cast.secretary)
    url = reverse("secours_loyer:boards")
    assert "Aucun conseil à venir" in client.get(url).content.decode()
    plan = reverse("secours_loyer:plan_board")
    assert client.post(plan, {"held_on": "2026-12-01"}).status_code == 302
    assert client.post(plan, {"held_on": "2026-12-01"}).status_code == 422
    # The address of a refused form, read again.
    assert client.get(plan).url == url
    report = report_to_board(BoardMeeting.objects.get(), at=path.cast.at)
    paper = reverse("secours_loyer:board_report", args=[report.meeting_id])
    assert paper in client.get(url).content.decode()
    assert client.get(paper).content == bytes(report.content)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_jobs_at_once_make_one_report(path: Path) -> None:
    urgent(path, path.validated(), 40_000)
    held = meeting(path)
    found = run_at_once(8, lambda _n: report_to_board(held, at=path.cast.at).pk)
    assert found == [BoardReport.objects.get().pk] * 8
    assert Decision.objects.get().report_line.report_id == found[0]
    assert list(faults()) == []
