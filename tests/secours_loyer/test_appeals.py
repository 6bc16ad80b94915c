"""A household contests: noted, acknowledged, shown to whoever examines it, answered once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors.models import JournalEntry
from actors.roles import Role
from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import alerts, appeals, closing, notifying
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.posting import post_letters
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Alert, AlertKind, Appeal, Decision, LetterKind, RentRequest
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_told import words
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO secours_loyer_appeal (decision_id, received_on, source, helped_by, reason, late,"
    " noted_by_id, noted_at, outcome, answer_motive)"
    " VALUES (%s, %s, 'menage', '', 'x', %s, %s, now(), '', '')"
)
SAID = "Le calcul oublie la pension que je verse."


def told(path: Path, outcome: str = "refus") -> RentRequest:
    """Decided by the commission, its letter written."""
    decision = path.decided(path.validated(), outcome, 60_000)
    return notifying.notify(decision.request, by=path.cast.secretary, at=path.cast.at)


def noted(path: Path, request: RentRequest, **more: Any) -> Appeal:
    said = {"received_on": paris_day(path.cast.at), "reason": SAID, **more}
    return appeals.note_appeal(
        request, by=said.pop("by", path.cast.reception), at=said.pop("at", path.cast.at), **said
    )


def address(request: RentRequest) -> str:
    return reverse("secours_loyer:file", args=[request.uid])


def test_an_appeal_is_kept_acknowledged_and_told(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    appeal = noted(path, request, helped_by="Une écrivaine publique", paper=Upload("r.pdf", PDF))
    assert (appeal.source, appeal.late, appeal.outcome) == ("aide", False, "")
    until = add_months(paris_day(at), 2)
    said = words(request.letters.get(kind=LetterKind.APPEAL))
    assert "Vous pourrez alors saisir le tribunal administratif" in " ".join(said.split())
    assert SAID not in said
    assert JournalEntry.objects.filter(verb="note_appeal").count() == 1
    reader = browser(path, cast.signatory)
    shown = reader.get(address(request)).content.decode()
    assert "Recours reçu le" in shown
    assert SAID in shown
    assert f"le {until:%d/%m/%Y}" in shown
    paper = reverse("secours_loyer:appeal_paper", args=[request.uid, appeal.pk])
    assert reader.get(paper)["Content-Type"] == "application/pdf"
    board = reader.get(reverse("secours_loyer:board")).content.decode()
    assert "Recours à examiner" in board
    # Finance pays: that there is an appeal, not what the household says.
    shown = browser(path, cast.finance).get(address(request)).content.decode()
    assert "Recours reçu le" in shown
    assert SAID not in shown
    assert browser(path, cast.finance).get(paper).status_code == 403
    assert list(faults()) == []


def test_the_form_keeps_what_was_typed(path: Path) -> None:
    cast = path.cast
    appealed = told(path)
    desk = browser(path, cast.reception)
    page = address(appealed)
    tomorrow = paris_day(cast.at) + timedelta(days=1)
    typed = {"note_appeal-received_on": tomorrow.isoformat(), "note_appeal-reason": SAID}
    answer = desk.post(f"{page}note_appeal/", typed)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert "Cette date est à venir." in answer.content.decode()
    early = (paris_day(cast.at) - timedelta(days=1)).isoformat()
    answer = desk.post(f"{page}note_appeal/", {**typed, "note_appeal-received_on": early})
    assert f"avant la décision, signée le {paris_day(cast.at):%d/%m/%Y}" in answer.content.decode()
    paper = SimpleUploadedFile("r.txt", b"rien")
    answer = desk.post(
        f"{page}note_appeal/",
        {**typed, "note_appeal-received_on": paris_day(cast.at).isoformat(),
         "note_appeal-paper": paper},
    )  # fmt: skip
    assert "Déposez un PDF" in answer.content.decode()
    take(desk, page, "note_appeal", received_on=paris_day(cast.at).isoformat(), reason=SAID)
    assert Appeal.objects.get().decision.request == appealed
    again = desk.post(f"{page}note_appeal/", typed)
    assert again.status_code == 422


def test_the_association_follows(path: Path) -> None:
    cast = path.cast
    decision = path.decided(path.validated(by=cast.agent_a), "refus", 0)
    request = notifying.notify(decision.request, by=cast.secretary, at=cast.at)
    page = reverse("secours_loyer:own_request", args=[request.uid])
    agent = cast.client(cast.agent_a)
    assert "Recours" not in agent.get(page).content.decode()
    noted(path, request)
    shown = agent.get(page).content.decode()
    assert "Recours" in shown
    assert "Réponse au plus tard le" in shown
    assert "Accusé de réception du recours" in shown
    assert SAID not in shown


def test_who_notes_what_and_when(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    day = paris_day(at)
    with pytest.raises(Refused, match="noté par l’accueil"):
        noted(path, request, by=cast.finance)
    with pytest.raises(Refused, match="avant la décision"):
        noted(path, request, received_on=day - timedelta(days=1))
    with pytest.raises(Refused, match="à venir"):
        noted(path, request, received_on=day + timedelta(days=1))
    with pytest.raises(Refused, match="Écrivez ce que dit"):
        noted(path, request, reason="  ")
    with pytest.raises(Refused, match="n’a pas de décision"):
        noted(path, path.filed(last="Marne", reference="L-3"))
    declare_tie(request, reason="Voisine.", by=cast.reception, at=at)
    with pytest.raises(Refused, match="lien"):
        noted(path, request)
    noted(path, request, by=cast.case_worker)
    with pytest.raises(Refused, match="déjà noté"):
        noted(path, request, by=cast.case_worker)


def test_a_late_appeal_is_kept_and_flagged(path: Path) -> None:
    request = told(path)
    last = add_months(paris_day(path.cast.at), 2)
    later = path.cast.at + timedelta(days=90)
    in_time = noted(path, request, received_on=last, at=later)
    assert not in_time.late
    other = path.cast.person("cadre-b", Role.MANAGER)
    appeals.drop_appeal(in_time, request=request, motive="Noté deux fois.", by=other, at=later)
    late = noted(path, request, received_on=last + timedelta(days=1), at=later)
    assert late.late
    letter = request.letters.filter(kind=LetterKind.APPEAL).order_by("pk").last()
    assert letter is not None
    assert "plus de deux mois après" in " ".join(words(letter).split())
    shown = browser(path, path.cast.manager).get(address(request)).content.decode()
    assert "Hors délai" in shown


def test_the_delay_runs_from_the_day_the_letter_left_once_it_is_noted(path: Path) -> None:
    cast, request = path.cast, told(path)
    written, left = paris_day(cast.at), paris_day(cast.at) + timedelta(days=5)
    page = browser(path, cast.manager).get(address(request)).content.decode()
    assert f"écrite le {written:%d/%m/%Y}, départ pas encore noté" in page
    assert "La lettre de décision est écrite, à poster." in page
    assert "envoyée" not in page
    later = cast.at + timedelta(days=90)
    letters = request.letters.filter(kind=LetterKind.DECISION)
    post_letters(letters, sent_on=left, by=cast.reception, at=later)
    page = browser(path, cast.manager).get(address(request)).content.decode()
    assert f"deux mois après le départ de la lettre, le {left:%d/%m/%Y}" in page
    assert f"La lettre de décision est postée le {left:%d/%m/%Y}." in page
    with pytest.raises(Refused, match=f"jusqu’au {add_months(left, 2):%d/%m/%Y} .deux mois après"):
        closing.close_request(request, by=cast.case_worker, at=cast.at + timedelta(days=6))
    last = add_months(left, 2)
    decision = Decision.objects.get(request=request)
    written_later = INSERT.replace("now()", f"'{later.isoformat()}'")
    for received, late in ((last, True), (last + timedelta(days=1), False)):
        refused(
            written_later, decision.pk, received, late, cast.reception.pk, by="appeal_late_counted"
        )
    assert last > add_months(written, 2)
    assert not noted(path, request, received_on=last, at=later).late


def test_silence_is_announced_and_the_file_stays_open(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    appeal = noted(path, request)
    alerts.raise_alerts(at=at + timedelta(days=44))
    assert not Alert.objects.open().filter(kind=AlertKind.APPEAL).exists()
    alerts.raise_alerts(at=at + timedelta(days=45))
    alert = Alert.objects.open().get(kind=AlertKind.APPEAL)
    assert alert.due_on == add_months(appeal.received_on, 2)
    later = at + timedelta(days=80)
    with pytest.raises(Refused, match="attend sa réponse"):
        closing.close_request(request, by=cast.case_worker, at=later)
    with pytest.raises(Refused, match="Un cadre"):
        appeals.drop_appeal(appeal, request=request, motive="x", by=cast.reception, at=later)
    other = cast.person("cadre-b", Role.MANAGER)
    take(browser(path, other), address(request), "drop_appeal", motive="Le ménage renonce.")
    alerts.raise_alerts(at=later)
    assert not Alert.objects.open().filter(kind=AlertKind.APPEAL).exists()
    closing.close_request(request, by=cast.case_worker, at=later)
    # Kept whenever it comes, even then.
    assert noted(path, request, at=later, received_on=paris_day(later)).late


def test_a_new_decision_answers_it(path: Path) -> None:
    request = told(path, "accord")
    first = Decision.objects.get(request=request)
    appeal = noted(path, request)
    second = path.replaced(first, 70_000)
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answer) == ("remplacee", second)
    assert appeal.answered_by == path.cast.signatory
    assert list(faults()) == []


def test_walls(path: Path) -> None:
    cast = path.cast
    request = told(path)
    decision = Decision.objects.get(request=request)
    day, clerk = paris_day(cast.at), cast.reception.pk
    # The database reads its own clock: the row is noted on the day that it says.
    at = f"'{cast.at.isoformat()}'"
    insert = INSERT.replace("now()", at)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    refused(insert, decision.pk, before, False, clerk, by="appeal_after_decision")
    refused(insert, decision.pk, after, False, clerk, by="appeal_received_already")
    refused(insert, decision.pk, day, True, clerk, by="appeal_late_counted")
    refused(insert, decision.pk, day, False, cast.finance.pk, by="appeal_noted_by_role")
    refused(insert.replace("'x'", "''"), decision.pk, day, False, clerk, by="appeal_reason_given")
    refused(
        insert.replace("'menage'", "'aide'"), decision.pk, day, False, clerk,
        by="appeal_source_whole",
    )  # fmt: skip
    refused(
        insert.replace(", '', '')", ", 'retire', 'x')"), decision.pk, day, False, clerk,
        by="appeal_starts_open",
    )  # fmt: skip
    appeal = noted(path, request)
    refused(insert, decision.pk, day, False, clerk, by="appeal_open_once")
    for changed in ("reason = 'y'", "received_on = received_on + 1", "late = true"):
        refused(f"UPDATE secours_loyer_appeal SET {changed}", by="appeal_frozen")  # noqa: S608
    refused("DELETE FROM secours_loyer_appeal", by="appeal_kept")
    answer = (
        "UPDATE secours_loyer_appeal SET outcome = %s, answer_motive = %s, answered_by_id = %s,"
        " answered_at = now()"
    )
    refused(answer, "retire", "x", clerk, by="appeal_dropped_by_manager")
    neutral = cast.person("cadre-c", Role.MANAGER).pk
    refused(answer, "retire", "", neutral, by="appeal_answered_whole")
    refused(answer, "rien", "x", cast.manager.pk, by="appeal_answered_whole")
    refused(answer, "remplacee", "x", cast.signatory.pk, by="appeal_answered_by_new")
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'close' WHERE id = %s", request.pk,
        by="request_closed_answered",
    )  # fmt: skip
    tied, other = (cast.person(name, Role.MANAGER) for name in ("cadre-a", "cadre-b"))
    declare_tie(request, reason="Voisine.", by=tied, at=cast.at)
    refused(answer, "retire", "x", tied.pk, by="appeal_tied")
    refused(answer, "retire", "x", cast.manager.pk, by="appeal_dropped_by_another")
    refused(answer, "retire", "x", other.pk, by="appeal_dropped_is_told")
    appeals.drop_appeal(appeal, request=request, motive="x", by=other, at=cast.at)
    refused(answer, "retire", "y", other.pk, by="appeal_answered_once")


def test_a_replaced_decision_is_not_contested(path: Path) -> None:
    cast = path.cast
    request = told(path, "accord")
    first = Decision.objects.get(request=request)
    path.replaced(first, 50_000)
    insert = INSERT.replace("now()", f"'{cast.at.isoformat()}'")
    refused(
        insert, first.pk, paris_day(cast.at), False, cast.reception.pk,
        by="appeal_on_decision_in_force",
    )  # fmt: skip


def test_the_new_decision_leaves_no_appeal_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = told(path, "accord")
    noted(path, request)
    monkeypatch.setattr("secours_loyer.actions.delegation.answer_by", lambda *_a, **_k: None)
    first = Decision.objects.get(request=request)
    with (  # noqa: PT012 - the wall holds when constraints are checked
        pytest.raises(IntegrityError, match="without answer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        path.replaced(first, 70_000)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
