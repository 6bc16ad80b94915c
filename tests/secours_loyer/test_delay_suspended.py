"""The delay to answer stands still while the papers that were asked are awaited."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.templatetags.french import count, french_date
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, filing, instruction, pieces
from secours_loyer.letters.filed import missing_letter
from secours_loyer.models import AskedPiece, Letter, RentRequest
from secours_loyer.queries.alerts import due_on
from secours_loyer.queries.answer_day import answer_day_of, due_words
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import RequestState
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
SET = "UPDATE secours_loyer_rentrequest SET "


def after(path: Path, days: int) -> datetime:
    return path.cast.at + timedelta(days=days)


def asked(path: Path, request: RentRequest, day: int) -> RentRequest:
    worker = path.cast.case_worker
    return instruction.ask_missing(request, missing="Le bail.", by=worker, at=after(path, day))


def came(path: Path, line: AskedPiece, day: int) -> None:
    by = path.cast.agent_a
    pieces.add_pieces(line.request, [STATEMENT], answers=line, by=by, at=after(path, day))


def sent_back(path: Path, request: RentRequest, day: int) -> RentRequest:
    by = path.cast.agent_a
    return filing.complete_request(request, summary="", by=by, at=after(path, day))


def back(path: Path, request: RentRequest, day: int) -> RentRequest:
    """With every paper that was awaited."""
    for line in request.checklist.missing():
        came(path, line, day)
    return sent_back(path, request, day)


def alerted(day: date) -> list[date]:
    return [due.on for due in due_on(day) if due.kind == "silence"]


def test_the_days_of_waiting_put_the_answer_off(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    filed, today = request.filed_at, path.cast.at.date()
    assert answer_day_of(request) == date(2027, 1, 23)
    request = asked(path, request, 5)
    assert answer_day_of(request) is None
    request = back(path, request, 25)
    assert (request.filed_at, request.waited_days) == (filed, 20)
    assert request.completed_at == after(path, 25)
    assert answer_day_of(request) == date(2027, 2, 12)
    # Twice: the days add up, the day of filing stays.
    request = back(path, asked(path, request, 30), 33)
    assert (request.filed_at, request.waited_days) == (filed, 23)
    assert answer_day_of(request) == date(2027, 2, 15)
    assert alerted(today + timedelta(days=67)) == []
    assert alerted(today + timedelta(days=68)) == [date(2027, 2, 15)]


def test_the_delay_waits_for_the_last_paper_not_for_the_request(path: Path) -> None:
    """Sent back with some of its papers, then studied, the request still waits for the others."""
    cast = path.cast
    request = asked(path, path.filed(by=cast.agent_a), 5)
    *most, last = request.checklist.missing()
    for line in most:
        came(path, line, 7)
    request = sent_back(path, request, 8)
    assert (request.state, request.waited_days) == (RequestState.FILED, 0)
    assert answer_day_of(request) is None
    file = reverse("secours_loyer:file", args=[request.uid])
    told = f"délai suspendu depuis le {french_date(after(path, 5))}"
    assert told in cast.client(cast.case_worker).get(file).text
    assert "le délai est suspendu" in due_words(request)
    lacking = "Des pièces demandées manquent encore : envoyez-les"
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert lacking in cast.client(cast.agent_a).get(own).text
    (line,) = next(
        one["rows"]
        for one in work_lists_for(cast.case_worker, on=cast.at.date())
        if one["title"] == "Demandes à prendre en instruction"
    )
    assert "délai de réponse suspendu" in line["detail"]
    # Asked again meanwhile: the delay stands still since the first day.
    request = sent_back(path, asked(path, request, 10), 12)
    request = instruction.assign(
        request, to=cast.case_worker, by=cast.case_worker, at=after(path, 13)
    )
    assert answer_day_of(request) is None
    came(path, last, 25)
    request.refresh_from_db()
    assert (request.completed_at, request.waited_days) == (after(path, 25), 20)
    assert answer_day_of(request) == date(2027, 2, 12)
    assert told not in cast.client(cast.case_worker).get(file).text
    assert lacking not in cast.client(cast.agent_a).get(own).text


def test_waiving_the_last_paper_makes_the_delay_go_on(path: Path) -> None:
    cast = path.cast
    worker = {"by": cast.case_worker, "at": after(path, 12)}
    request = asked(path, path.filed(by=cast.agent_a), 5)
    first, *_ = request.checklist.missing()
    checklist.judge_piece(first, verdict="dispensee", reason="Vue.", **worker)
    request.refresh_from_db()
    assert answer_day_of(request) is None
    checklist.waive_rest(request, reason="Vues à l’accueil.", **worker)
    request.refresh_from_db()
    assert (request.state, request.completed_at) == (RequestState.INCOMPLETE, after(path, 12))
    assert answer_day_of(request) == date(2027, 1, 30)
    # Sent back later, nothing more is given away.
    request = sent_back(path, request, 20)
    assert (request.waited_days, request.completed_at) == (7, after(path, 12))
    shown = cast.client(cast.agent_a).get(reverse("secours_loyer:own_request", args=[request.uid]))
    assert "Le CCAS n’attend plus de pièce : le délai de réponse reprend." in shown.text


def test_sql_keeps_no_delay_waiting_for_nothing(path: Path) -> None:
    asked(path, path.filed(by=path.cast.agent_a), 5)
    refused(
        "UPDATE secours_loyer_askedpiece SET state = 'dispensee', reason = 'Vue.',"
        " judged_at = now(), judged_by_id = (SELECT filed_by_id FROM secours_loyer_rentrequest)",
        by="request_waits_for_nothing",
    )


def test_while_papers_are_awaited_nothing_is_late(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = path.cast
    request = asked(path, path.filed(by=cast.agent_a), 5)
    day = cast.at.date() + timedelta(days=60)
    assert alerted(day) == []
    monkeypatch.setenv("PORTAIL_CLOCK", after(path, 60).isoformat())
    lists = work_lists_for(cast.reception, on=day)
    (line,) = next(one for one in lists if one["title"] == "Pièces attendues")["rows"]
    assert not line["urgent"]
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert "le délai est suspendu" in cast.client(cast.agent_a).get(own).text
    file = cast.client(cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid]))
    assert "Réponse due au ménage" not in [one.label for one in file.context["deadlines"]]
    assert Letter.objects.filter(request=request, kind="pieces").exists()
    request = back(path, request, 60)
    shown = cast.client(cast.agent_a).get(own).text
    assert f"le {french_date(date(2027, 3, 19))}" in shown
    file = cast.client(cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid]))
    (told,) = [one for one in file.context["deadlines"] if one.label == "Réponse due au ménage"]
    assert (told.day, count(55, "jour,jours") in told.after) == (date(2027, 3, 19), True)


def test_papers_asked_and_sent_the_same_day_put_nothing_off(path: Path) -> None:
    request = back(path, asked(path, path.filed(by=path.cast.agent_a), 0), 0)
    assert (request.state, request.waited_days) == (RequestState.FILED, 0)
    assert answer_day_of(request) == date(2027, 1, 23)


def test_sql_gives_no_day_away(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    refused(f"{SET} filed_at = filed_at + interval '20 days'", by="request_filed_once")
    refused(f"{SET} waited_days = 20", by="request_waited_counted")
    refused(f"{SET} completed_at = now()", by="request_waited_counted")
    refused(f"{SET} asked_at = now()", by="request_asked_by_step")
    refused(f"{SET} state = 'incomplete'", by="request_asked_by_step")
    refused(
        f"{SET} state = 'incomplete', asked_at = filed_at - interval '1 day'",
        by="request_asked_by_step",
    )
    request = asked(path, request, 5)
    done = "state = 'deposee', completed_at = asked_at + interval '{}', waited_days = {}"
    refused(f"{SET} asked_at = asked_at - interval '1 day'", by="request_asked_by_step")
    for days, waited in (("3 days", 4), ("3 days", 2), ("-1 days", 0)):
        refused(SET + done.format(days, waited), by="request_waited_counted")
    refused(SET + done.format("3 days", 3), by="request_waits_for_the_last")
    refused(
        f"{SET} {done.format('3 days', 3)}, filed_at = now()",
        by="request_filed_once",
    )
    back(path, request, 8)
    refused(f"{SET} waited_days = 0", by="request_waited_counted")


def test_papers_asked_once_the_answer_was_due_put_nothing_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, due = path.cast, date(2027, 1, 23)
    request = asked(path, path.filed(by=cast.agent_a), 70)
    assert (request.state, answer_day_of(request)) == (RequestState.INCOMPLETE, due)
    monkeypatch.setenv("PORTAIL_CLOCK", after(path, 80).isoformat())
    day = cast.at.date() + timedelta(days=80)
    assert alerted(day) == [due]
    waiting = next(
        one for one in work_lists_for(cast.reception, on=day) if one["title"] == "Pièces attendues"
    )
    assert [line["urgent"] for line in waiting["rows"]] == [True]
    own = reverse("secours_loyer:own_request", args=[request.uid])
    told = f"le délai est passé depuis le {french_date(due)}"
    assert told in cast.client(cast.agent_a).get(own).text
    file = cast.client(cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid]))
    (line,) = [one for one in file.context["deadlines"] if one.label == "Réponse due au ménage"]
    assert (line.day, line.tone) == (due, "danger")
    request = back(path, request, 110)
    assert (request.waited_days, answer_day_of(request)) == (0, due)
    assert told in cast.client(cast.agent_a).get(own).text


def test_the_letter_says_that_the_delay_is_over(path: Path) -> None:
    late = asked(path, path.filed(by=path.cast.agent_a), 70)
    told = str(missing_letter(late, "", at=after(path, 70))["body"])
    assert f"est passé depuis le {french_date(date(2027, 1, 23))}" in told.replace("\\xa0", "\xa0")
    assert "suspendu" not in told


def test_the_last_day_still_suspends(path: Path) -> None:
    """61 days: the very day on which the answer is due."""
    request = asked(path, path.filed(by=path.cast.agent_a), 61)
    assert answer_day_of(request) is None
    assert back(path, request, 71).waited_days == 10


def test_nothing_stands_still_without_a_paper_awaited(path: Path) -> None:
    cast, request = path.cast, path.studied(by=path.cast.agent_a)
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=cast.at)
    for words in ("", " \u200b", "x", "?", "A" * 121):
        with pytest.raises(Refused) as found:
            instruction.ask_missing(request, missing=words, by=cast.reception, at=cast.at)
        assert found.value.field == "missing"
    refused(f"{SET} state = 'incomplete', asked_at = filed_at", by="request_awaits_a_paper")
    given = {"missing": "Un décompte signé.", "by": cast.reception, "at": cast.at}
    request = instruction.ask_missing(request, **given)
    (line,) = request.checklist.missing()
    assert (str(line), request.missing) == ("Un décompte signé", "Un décompte signé")
    checklist.judge_piece(line, verdict="dispensee", reason="Vu.", by=cast.case_worker, at=cast.at)
    back(path, request, 0)
    with pytest.raises(Refused, match="déjà dans la liste"):
        instruction.ask_missing(request, **given)


def test_sql_makes_no_wait_of_a_century(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    refused(
        f"{SET} state = 'incomplete', asked_at = '2300-01-01'",
        by="request_wait_bounded",
    )
    asked(path, request, 5)
    refused(
        f"{SET} state = 'deposee', completed_at = asked_at + interval '30000 days',"
        " waited_days = 30000",
        by="request_wait_bounded",
    )


def test_sql_counts_no_day_once_the_answer_was_due(path: Path) -> None:
    asked(path, path.filed(by=path.cast.agent_a), 62)
    refused(
        f"{SET} state = 'deposee', completed_at = asked_at + interval '10 days', waited_days = 10",
        by="request_waited_counted",
    )


def test_sql_counts_no_wait_without_its_act_in_the_journal(path: Path) -> None:
    """As the actions do: papers are asked, then come, at the instant of an act."""
    request = path.filed(by=path.cast.agent_a)
    refused(
        f"{SET} state = 'incomplete', asked_at = filed_at + interval '1 day'",
        by="request_wait_journaled",
    )
    request = asked(path, request, 5)
    settled = (
        "UPDATE secours_loyer_askedpiece SET state = 'dispensee', reason = 'Vue.',"
        " judged_at = now(), judged_by_id = (SELECT filed_by_id FROM secours_loyer_rentrequest);"
    )
    for days in (1, 60, 700):
        refused(
            f"{settled} {SET} completed_at = asked_at + interval '{days} days',"
            f" waited_days = {days}",
            by="request_wait_journaled",
        )
    worker = {"by": path.cast.case_worker, "at": after(path, 25)}
    checklist.waive_rest(request, reason="Vues à l’accueil.", **worker)
    request.refresh_from_db()
    assert (request.completed_at, request.waited_days) == (after(path, 25), 20)
