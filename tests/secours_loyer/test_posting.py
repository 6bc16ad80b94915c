"""Letters on paper: one file for the printer, kept as handed out, and the day they left."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from actors.models import JournalEntry, SensitiveRead
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import notifying, sessions
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.posting import post_letters, print_letters
from secours_loyer.actions.statements import ask_statement
from secours_loyer.models import (
    CommissionSession,
    Letter,
    LetterKind,
    LetterPosting,
    LetterPrint,
    SentBy,
)
from secours_loyer.queries.posting import in_delivery_order, letters_of_session, letters_on_paper
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
POSTED = (
    "INSERT INTO secours_loyer_letterposting (letter_id, way, sent_on, by_id, at)"
    " VALUES (%s, %s, %s, %s, %s)"
)
PRINTED = "INSERT INTO secours_loyer_letterprint (letter_id, by_id, at) VALUES (%s, %s, %s)"


def sat(path: Path, *names: str) -> CommissionSession:
    """A signed session: a grant, a refusal, an adjournment, in turn; its letters written."""
    asked = [
        path.validated(last=last, reference=f"L-{number}") for number, last in enumerate(names)
    ]
    session = path.open_session(*asked)
    outcomes = ("accord", "refus", "ajourne")
    for item, outcome in zip(session.items.order_by("rank"), outcomes * 3, strict=False):
        path.entered(item, outcome)
    session = path.signed(sessions.lift_session(session, by=path.cast.secretary, at=path.cast.at))
    notifying.notify_session(session, by=path.cast.secretary, at=path.cast.at)
    return session


def of(session: CommissionSession) -> list[Letter]:
    return list(Letter.objects.filter(letters_of_session(session)).order_by("pk"))


def stored(letter: Letter) -> bytes:
    with letter.file.content.open("rb") as held:
        return bytes(held.read())


def listed(path: Path, user: Any, **asked: str) -> str:
    return shown(path.cast.client(user).get(reverse("secours_loyer:letters"), asked))


def shown(answer: Any) -> str:
    """With plain spaces: numbers stay with their word."""
    text: str = answer.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_letters_of_a_session_make_one_file_in_the_order_of_the_rounds(path: Path) -> None:
    cast, session = path.cast, sat(path, "Vesle", "Suippe", "Aisne")
    letters = of(session)
    assert {row.kind for row in letters} == {LetterKind.DECISION, LetterKind.ADJOURNED}
    before = [hashlib.sha256(stored(row)).hexdigest() for row in letters]
    client = cast.client(cast.secretary)
    answer = client.post(
        reverse("secours_loyer:print_letters") + f"?seance={session.number}",
        {"letters": [row.pk for row in reversed(letters)]},
    )
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    places = [text.index(f"Famille {name}") for name in ("Vesle", "Suippe", "Aisne")]
    assert places == sorted(places)  # 12, 14, then 16 of the same street
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 5  # three sheets, two blank backs
    assert [hashlib.sha256(stored(row)).hexdigest() for row in letters] == before
    assert LetterPrint.objects.filter(by=cast.secretary).count() == 3
    assert JournalEntry.objects.filter(verb="print_letter").count() == 3
    read = SensitiveRead.objects.filter(route="secours_loyer:print_letters").first()
    assert read is not None
    assert set(read.classes) == {"identity", "housing", "content"}


def test_all_the_letters_leave_in_one_act_and_the_session_says_what_is_left(path: Path) -> None:
    cast, at, session = path.cast, path.cast.at, sat(path, "Vesle", "Suippe")
    page = reverse("secours_loyer:session", args=[session.number])
    client = cast.client(cast.secretary)
    assert "2 écrites, dont 2 à poster" in shown(client.get(page))
    first, second = of(session)
    post_letters([first], by=cast.reception, at=at, way=SentBy.HAND)
    assert "2 écrites, dont 1 à poster" in shown(client.get(page))
    day = paris_day(at).isoformat()
    answer = client.post(
        reverse("secours_loyer:post_letters") + f"?seance={session.number}",
        {"letters": [second.pk], "sent_on": day, "way": "poste"},
    )
    assert answer.status_code == 302
    assert "toutes parties" in shown(client.get(page))
    whole = listed(path, cast.secretary, seance=session.number)
    assert "Remise en main propre" in whole
    assert ">Postée<" in whole
    assert " checked" not in whole
    assert {row.letter_id: row.way for row in LetterPosting.objects.all()} == {
        first.pk: "main",
        second.pk: "poste",
    }
    assert list(faults()) == []


def test_a_letter_leaves_once_and_all_of_a_choice_or_none(path: Path) -> None:
    cast, at, session = path.cast, path.cast.at, sat(path, "Vesle", "Suippe")
    first, second = of(session)
    post_letters([first], by=cast.secretary, at=at)
    with pytest.raises(Refused, match="déjà notée partie"):
        post_letters([first, second], by=cast.secretary, at=at)
    assert not LetterPosting.objects.filter(letter=second).exists()
    for day, said in ((timedelta(days=1), "à venir"), (timedelta(days=-1), "pas pu partir avant")):
        with pytest.raises(Refused, match=said):
            post_letters([second], by=cast.secretary, at=at, sent_on=paris_day(at) + day)
    for choose in (print_letters, post_letters):
        with pytest.raises(Refused, match="Cochez"):
            choose([], by=cast.secretary, at=at)
        with pytest.raises(Refused, match="agents du secours loyer"):
            choose([second], by=cast.auditor, at=at)


def test_a_file_that_is_gone_or_changed_is_not_printed(path: Path) -> None:
    cast, session = path.cast, sat(path, "Vesle")
    (letter,) = of(session)
    with letter.file.content.storage.open(letter.file.content.name, "wb") as held:
        held.write(b"%PDF-1.7 autre")
    with pytest.raises(Refused, match="n’est plus celui"):
        print_letters([letter], by=cast.secretary, at=cast.at)
    letter.file.content.storage.delete(letter.file.content.name)
    letter = Letter.objects.get(pk=letter.pk)
    with pytest.raises(Refused, match="le fichier manque"):
        print_letters([letter], by=cast.secretary, at=cast.at)
    assert not LetterPrint.objects.exists()


def test_the_list_keeps_what_waits_and_comes_back_as_ticked(path: Path) -> None:
    cast, at, session = path.cast, path.cast.at, sat(path, "Vesle", "Suippe")
    first, second = of(session)
    print_letters([first], by=cast.secretary, at=at)
    names = {"imprimer": "Famille Suippe", "poster": "Famille Vesle"}
    for state, name in names.items():
        told = listed(path, cast.secretary, etat=state, q="décision")
        assert "Aucune lettre" in told  # searched by request, household or landlord
        told = listed(path, cast.secretary, etat=state, seance=session.number)
        assert name in told
        assert not {other for other in names.values() if other != name and other in told}
    assert "Aucune lettre" in listed(path, cast.secretary, seance="COM-2026-999")
    client = cast.client(cast.secretary)
    for name in ("print_letters", "post_letters"):
        answer = client.post(reverse(f"secours_loyer:{name}"), {"letters": ["0"], "way": "poste"})
        assert answer.status_code == 422
        assert "n’est plus dans votre liste" in shown(answer)
    answer = client.post(
        reverse("secours_loyer:post_letters"),
        {"letters": [second.pk], "sent_on": "2020-01-01", "way": "poste"},
    )
    told = shown(answer)
    assert answer.status_code == 422
    assert "n’a pas pu partir avant" in told
    assert told.count(" checked") == 1
    assert 'value="2020-01-01"' in told


def test_the_reception_prints_what_it_may_read(path: Path) -> None:
    cast, session = path.cast, sat(path, "Vesle")
    (decision,) = of(session)
    told = listed(path, cast.reception)
    assert "Accusé de réception" in told
    assert "Lettre de décision" not in told
    assert "Cocher" not in listed(path, cast.auditor)
    answer = cast.client(cast.reception).post(
        reverse("secours_loyer:print_letters"), {"letters": [decision.pk]}
    )
    assert answer.status_code == 422
    assert not LetterPrint.objects.exists()


def test_landlords_come_after_households(path: Path) -> None:
    cast = path.cast
    request = path.studied(last="Vesle")
    ask_statement(request, by=cast.reception, at=cast.at)
    path.studied(last="Aisne", reference="L-2", lease={"address": "2 rue de l’Essai"})
    kinds = [
        (row.request.household.name, row.kind)
        for row in in_delivery_order(letters_on_paper(cast.secretary))
    ]
    assert kinds == [
        ("Famille Aisne", LetterKind.FILED),
        ("Famille Vesle", LetterKind.FILED),
        ("Famille Vesle", LetterKind.STATEMENT),
    ]


def test_letters_wait_in_a_list_of_the_secretary_until_they_leave(path: Path) -> None:
    cast, at, session = path.cast, path.cast.at, sat(path, "Vesle")

    def waiting() -> int:
        lists = work_lists_for(cast.secretary, on=paris_day(at))
        (found,) = (one for one in lists if one["title"] == "Lettres à imprimer ou à poster")
        return int(found["count"])

    left = waiting()
    print_letters(of(session), by=cast.secretary, at=at)
    assert waiting() == left
    post_letters(of(session), by=cast.secretary, at=at)
    assert waiting() == left - 1


def test_the_database_holds_who_when_and_once(path: Path) -> None:
    cast, at, session = path.cast, path.cast.at, sat(path, "Vesle", "Suippe")
    first, second = of(session)
    post_letters([first], by=cast.secretary, at=at)
    print_letters([first], by=cast.secretary, at=at)
    for change, wall in (
        ("UPDATE secours_loyer_letterprint SET at = at", "letter_print_append_only"),
        ("DELETE FROM secours_loyer_letterprint", "letter_print_append_only"),
        ("UPDATE secours_loyer_letterposting SET at = at", "letter_posting_append_only"),
        ("DELETE FROM secours_loyer_letterposting", "letter_posting_append_only"),
    ):
        refused(change, by=wall)
    day, late, early = paris_day(at), at.isoformat(), second.at - timedelta(seconds=1)
    good = (second.pk, "poste", day, cast.secretary.pk, late)
    for row, wall in (
        ((first.pk, *good[1:]), "letter_id_key"),
        ((second.pk, "pigeon", *good[2:]), "posting_way_known"),
        ((*good[:2], day - timedelta(days=1), *good[3:]), "posting_after_writing"),
        ((*good[:2], day + timedelta(days=1), *good[3:]), "posting_not_ahead"),
        ((*good[:3], cast.auditor.pk, late), "letter_sent_by_role"),
    ):
        refused(POSTED, *row, by=wall)
    refused(PRINTED, second.pk, cast.auditor.pk, late, by="letter_sent_by_role")
    refused(PRINTED, second.pk, cast.secretary.pk, early.isoformat(), by="print_after_writing")
    with connection.cursor() as cursor:
        cursor.execute(POSTED, good)
    assert any("letterposting" in told.lower() for told in map(str, faults()))
