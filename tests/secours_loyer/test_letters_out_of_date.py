"""Letters that no longer hold: said on their row, not ticked, kept from leaving with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, instruction, notifying
from secours_loyer.actions.filing import withdraw
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.posting import hold_back_letters, post_letters
from secours_loyer.models import Letter, LetterKind
from secours_loyer.queries.letters_out_of_date import out_of_date
from secours_loyer.queries.posting import letters_on_paper
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_posting import listed, shown
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Une autre lettre la remplace."
HELD = (
    "INSERT INTO secours_loyer_letterheldback (letter_id, reason, by_id, at)"
    " VALUES (%s, %s, %s, %s)"
)


def said(path: Path, kind: LetterKind) -> list[str]:
    """What is said of the waiting letters of a kind, the oldest first."""
    rows = list(letters_on_paper(path.cast.secretary).filter(kind=kind).order_by("at", "pk"))
    stale = out_of_date(rows)
    return [stale.get(row.pk, "") for row in rows]


def test_a_decision_replaced_is_no_longer_ticked(path: Path) -> None:
    cast = path.cast
    first = path.granted(aid_cents=20_000)
    notifying.notify(first.request, by=cast.secretary, at=cast.at)
    path.replaced(first, 30_000)
    old, new = said(path, LetterKind.DECISION)
    assert old.startswith("remplacée par la décision D-")
    assert new == ""
    told = listed(path, cast.secretary)
    assert "Remplacée par la décision D-" in told
    letter = Letter.objects.get(kind=LetterKind.DECISION, event=first.number)
    assert f'id="lettre-{letter.pk}" checked' not in told
    other = Letter.objects.filter(kind=LetterKind.DECISION).exclude(pk=letter.pk).get()
    assert f'id="lettre-{other.pk}" checked' in told


def test_papers_that_came_and_requests_that_ended(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    instruction.ask_missing(request, missing="", by=cast.case_worker, at=at)
    assert said(path, LetterKind.MISSING) == [""]
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at + timedelta(hours=1))
    (told,) = said(path, LetterKind.MISSING)
    assert told == f"pièces reçues ou dispensées le {paris_day(at):%d/%m/%Y}"
    assert said(path, LetterKind.FILED) == [""]
    request.refresh_from_db()
    withdraw(request, by=cast.case_worker, at=at + timedelta(hours=2))
    assert said(path, LetterKind.FILED) == [f"demande retirée le {paris_day(at):%d/%m/%Y}"]


def test_a_letter_held_back_leaves_the_queue_with_its_reason(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    letter = request.letters.get()
    address = reverse("secours_loyer:hold_back_letters")
    desk = cast.client(cast.secretary)
    blank = desk.post(address, {"letters": [letter.pk], "reason": " "})
    assert blank.status_code == 422
    assert "Écrivez pourquoi" in shown(blank)
    assert desk.post(address, {"letters": [letter.pk], "reason": WHY}).status_code == 302
    assert cast.client(cast.auditor).post(address, {"letters": [letter.pk]}).status_code == 403
    assert "Aucune lettre n’attend" in listed(path, cast.secretary)
    assert WHY in listed(path, cast.secretary, etat="gardees")
    waits = {one["title"]: one for one in work_lists_for(cast.secretary, on=paris_day(at))}
    assert waits["Lettres à imprimer ou à poster"]["count"] == 0
    page = shown(cast.client(cast.case_worker).get(
        reverse("secours_loyer:file", args=[request.uid])
    ))  # fmt: skip
    assert f"Non envoyée : {WHY}" in page
    assert JournalEntry.objects.filter(verb="hold_back_letter").count() == 1
    with pytest.raises(Refused, match="non envoyée"):
        hold_back_letters([letter], reason=WHY, by=cast.secretary, at=at)
    # Kept by mistake: it leaves all the same, and the file says so.
    post_letters([letter], by=cast.secretary, at=at)
    assert Letter.objects.get().left.startswith("Postée")
    assert list(faults()) == []


def test_the_database_holds_who_when_why_and_once(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = path.filed().letters.get()
    second = path.filed(last="Aisne", reference="L-2").letters.get()
    hold_back_letters([first], reason=WHY, by=cast.secretary, at=at)
    for change in ("UPDATE secours_loyer_letterheldback SET at = at",
                   "DELETE FROM secours_loyer_letterheldback"):  # fmt: skip
        refused(change, by="letter_held_back_append_only")
    good = (second.pk, WHY, cast.secretary.pk, at.isoformat())
    early = (second.at - timedelta(seconds=1)).isoformat()
    for row, wall in (
        ((first.pk, *good[1:]), "letter_id"),
        ((second.pk, "", *good[2:]), "held_back_says_why"),
        ((*good[:2], cast.auditor.pk, good[3]), "letter_sent_by_role"),
        ((*good[:3], early), "held_back_after_writing"),
    ):
        refused(HELD, *row, by=wall)
    with connection.cursor() as cursor:
        cursor.execute(HELD, good)
    assert any("letterheldback" in str(told) for told in faults())
    third = path.filed(last="Suippe", reference="L-3").letters.get()
    post_letters([third], by=cast.secretary, at=at)
    refused(HELD, third.pk, *good[1:], by="held_back_unsent")
