"""What is read: nothing of the others, nothing without its trace, and reading writes nothing."""

from __future__ import annotations

import pytest

from actors.models import SensitiveRead
from tests.permissions.matrix import Matrix
from tests.permissions.personas import LINKS, PARTNERS, STAFF
from tests.permissions.reading import SEARCHES, moved, pages, written
from tests.permissions.world import Side

pytestmark = pytest.mark.django_db

OURS = ("volunteer_a", "agent_a", "manager_a", "landlord_agent_a")
# The traces that a reading may leave.
TRACES = {
    "actors_sensitiveread",
    "secours_loyer_filedownload",
    "secours_loyer_moneyseal",
    "django_session",
    "shared_cache",
    "usersessions_usersession",
}


def seen(body: str, side: Side) -> list[str]:
    return [mark for mark in side.marks if mark in body.lower()]


@pytest.mark.parametrize("who", [*OURS, "registrant_link", "landlord_link", "invitation_link"])
def test_a_side_reads_no_text_of_the_other(matrix: Matrix, b: Side, who: str) -> None:
    """Lists, searches, exports, calendars, files: asked about its own objects."""
    leaks = [
        f"{page.told}: {seen(page.answer.text, b)}"
        for page in pages(matrix, [who], searches=SEARCHES)
        if seen(page.answer.text, b)
    ]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("who", [*OURS, *LINKS])
def test_the_objects_of_the_other_side_show_no_text(matrix: Matrix, b: Side, who: str) -> None:
    """The same addresses, with the keys of the other side's objects."""
    leaks = [
        f"{page.told}: {page.answer.status} {seen(page.answer.text, b)}"
        for page in pages(matrix, [who], side=b)
        if seen(page.answer.text, b) and not matrix.people[who].link
    ]
    assert not leaks, "\n".join(leaks)


def test_nobody_signed_out_reads_a_text_of_either_side(matrix: Matrix, a: Side, b: Side) -> None:
    leaks = [
        f"{page.told}: {seen(page.answer.text, a) + seen(page.answer.text, b)}"
        for page in pages(matrix, ["anonymous", "calendar_link", "answer_link"], searches=SEARCHES)
        if seen(page.answer.text, a) + seen(page.answer.text, b)
    ]
    assert not leaks, "\n".join(leaks)


def test_each_side_is_met_by_its_own_people(matrix: Matrix, a: Side) -> None:
    """The marks are really in the pages: without this, the tests above could not fail."""
    met = {
        page.row.pattern
        for page in pages(matrix, OURS)
        if page.answer.status == 200 and seen(page.answer.text, a)
    }
    expected = {
        "partenaire/menages/",
        "partenaire/menages/<uuid:uid>/",
        "partenaire/organisation/<slug:slug>/agents/",
        "partenaire/loyer/",
        "partenaire/loyer/<uuid:uid>/",
        "partenaire/bailleur/",
        "partenaire/bailleur/<uuid:uid>/",
        "partenaire/benevoles/",
        "partenaire/assises/",
        "menages/<uuid:uid>/",
    }
    assert expected - met == set()


@pytest.mark.parametrize("who", [*PARTNERS[:4], *STAFF])
def test_a_household_shown_is_a_row_of_the_access_log(matrix: Matrix, who: str) -> None:
    """Whoever's name, people, home or card a page shows, the reading is written down.

    A household's number alone is not: work lists lead to the file, which is journaled.
    """
    user, sides = matrix.people[who].user, (matrix.world.a, matrix.world.b)
    untold = []
    last = _last()
    for page in pages(matrix, [who], searches=({}, {"format": "csv"})):
        logged = set(
            SensitiveRead.objects.filter(pk__gt=last, reader=user).values_list(
                "household", flat=True
            )
        )
        last = _last()
        if page.answer.status != 200 or "/sensitiveread/" in page.path:
            continue
        for side in sides:
            home = side.rows["household"]
            shown = _told(page.answer.text, side)
            if shown and home.uid not in logged:
                untold.append(f"{page.told} shows {shown}")
    assert not untold, "\n".join(untold)


def _last() -> int:
    return SensitiveRead.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _told(body: str, side: Side) -> list[str]:
    words = [f"{side.mark} {of}" for of in ("ménage", "Adulte", "Enfant", "adresse")]
    words.append(side.rows["card"].number)
    return [word for word in words if word in body]


def test_reading_everything_writes_only_its_traces(matrix: Matrix) -> None:
    before = written()
    count = sum(1 for _ in pages(matrix, ["anonymous", *OURS, *STAFF]))
    assert count > 1000
    assert moved(before) <= TRACES
