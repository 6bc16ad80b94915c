"""A reason is something that somebody sees; and said twice, it is written once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from reims_solidarite.kit.visible import WORD, says
from secours_loyer.actions import checklist, instruction, landlord_links, statement_answer, ties
from secours_loyer.models import LandlordLink, LandlordReport, RentRequest
from secours_loyer.queries.landlord_links import new_token
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
BLANK = (
    *("\u200b", "\ufeff", "\u00ad", "\u3164", "\u2060", "\x01", "\x7f", "\x85", "\u00a0", "\u2028"),
    *("\u115f", "\uffa0", "\u2800", "\u202e", "\ufe0f", "\U000e0041", " \t\r\n", "\u3164 \u200d"),
)  # fmt: skip
SIGNS = (".", "—", "…", "\u0301", "-- !", "« »", "’", "?!")
SHOWN = ("Payé.", "é", "دفع", "已付", "10 €", "a\u200bb", "👍🏽", "n\u0303")


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


@pytest.fixture
def link(path: Path) -> LandlordLink:
    return landlord_links.open_link(path.filed(), by=path.cast.case_worker, at=path.cast.at)


def disputed(path: Path, link: LandlordLink, why: str, cents: str = "") -> str:
    """What the landlord reads once the form is sent."""
    url = reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])
    given = {"geste": "contestee", "contestee-why": why, "contestee-cents": cents}
    return path.cast.client().post(url, given, follow=True).text


@pytest.mark.parametrize(("text", "shown"), [
    *((text, False) for text in ("", *BLANK, *SIGNS)), *((text, True) for text in SHOWN)
])  # fmt: skip
def test_python_and_postgresql_see_the_same(text: str, *, shown: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s ~ %s", [text, WORD])
        assert cursor.fetchone() == (shown,)
    assert says(text) == shown


@pytest.mark.parametrize("why", [*BLANK, *SIGNS])
def test_a_dispute_that_shows_nothing_says_nothing(
    path: Path, link: LandlordLink, why: str
) -> None:
    disputed(path, link, why)
    with pytest.raises(Refused, match="Dites pourquoi") as found:
        landlord_links.report(link, kind="contestee", why=why, at=path.cast.at)
    assert found.value.field == "why"
    refused(
        "INSERT INTO secours_loyer_landlordreport (link_id, kind, why, at)"
        " VALUES (%s, 'contestee', %s, %s)",
        *(link.pk, why, path.cast.at),
        by="landlord_dispute_says_why",
    )
    assert not LandlordReport.objects.exists()


Act = Callable[[Path, RentRequest], object]
ACTS: dict[str, Act] = {
    "waive": lambda path, row: checklist.waive_rest(
        row, reason="\u3164", by=path.cast.case_worker, at=path.cast.at
    ),
    "note": lambda path, row: instruction.add_note(
        row, text="\u2800", by=path.cast.case_worker, at=path.cast.at
    ),
    "tie": lambda path, row: ties.declare_tie(
        row, reason="\u200b", by=path.cast.case_worker, at=path.cast.at
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_every_reason_asked_at_a_door_is_seen(path: Path, name: str) -> None:
    with pytest.raises(Refused):
        ACTS[name](path, path.studied())


def test_the_same_dispute_sent_again_is_written_once(path: Path, link: LandlordLink) -> None:
    disputed(path, link, "Juin est payé.", "800")
    (said,) = LandlordReport.objects.all()
    told = disputed(path, link, " Juin est payé. ", "800")
    assert "vous l’aviez déjà écrit" in told
    assert landlord_links.report(
        link, kind="contestee", why="Juin est payé.", cents=80_000, at=path.cast.at
    ) == said  # fmt: skip
    assert LandlordReport.objects.count() == 1


def test_other_words_or_an_answer_since_are_written(path: Path) -> None:
    request, worker = path.studied(), path.cast.case_worker
    link = landlord_links.open_link(request, by=worker, at=path.cast.at)

    def say(why: str, cents: int | None = None) -> int:
        landlord_links.report(link, kind="contestee", why=why, cents=cents, at=path.cast.at)
        return LandlordReport.objects.count()

    assert [say("Juin."), say("Juin."), say("Juin.", 100), say("Juillet.", 100)] == [1, 1, 2, 3]
    statement_answer.settle_dispute(request, why="Vu avec la régie.", by=worker, at=path.cast.at)
    assert [say("Juillet.", 100), say("Juillet.", 100)] == [4, 4]
