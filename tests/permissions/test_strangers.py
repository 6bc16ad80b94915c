"""What is not yours does not exist: same status, same page, whether it exists or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.permissions import objects
from tests.permissions.asking import forgotten, quietly
from tests.permissions.declaration import Row
from tests.permissions.matrix import Matrix
from tests.permissions.personas import PARTNERS, STAFF

pytestmark = pytest.mark.django_db

# Drawn anew in each page: the form's token. What was asked is told back in links and fields.
# The page draws the key of a new draft: an unknown key opens one, somebody else's is a 404.
CREATES = {("POST", "secours_loyer:draft")}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def body(text: str, path: str) -> str:
    return TOKEN.sub("", text).replace(path, "")


def about_an_object(matrix: Matrix) -> Iterator[Row]:
    """Addresses with a key of their own, whose objects the sides do not share."""
    for row in matrix.rows:
        address = matrix.known[row.pattern]
        free = set(address.parameters) - set(row.chosen)
        if free and address.name not in objects.TOKENS and address.name not in objects.FIXED:
            yield row


@pytest.mark.parametrize("who", PARTNERS[:4])
def test_the_other_sides_object_is_answered_as_one_that_is_not(matrix: Matrix, who: str) -> None:
    different, asked = [], 0
    world = matrix.world
    with quietly():
        for row in about_an_object(matrix):
            address = matrix.known[row.pattern]
            theirs = objects.path_of(address, world.b, world, **row.chosen)
            if theirs == objects.path_of(address, world.a, world, **row.chosen):
                continue
            nothing = objects.path_of_nothing(address, world.b, world, **row.chosen)
            for method in ("GET", "POST"):
                if row.cells["anonymous", method] == 200 or (method, address.name) in CREATES:
                    continue
                with forgotten():
                    known = matrix.asker.ask(who, method, theirs)
                with forgotten():
                    unknown = matrix.asker.ask(who, method, nothing)
                asked += 1
                if known.status != unknown.status:
                    different.append(f"{method} {row.title}: {known.status}, {unknown.status}")
                elif known.status != 302 and body(known.text, theirs) != body(
                    unknown.text, nothing
                ):
                    different.append(f"{method} {row.title}: {known.status}, another page")
                if known.status in (200, 302, 409, 422):
                    different.append(f"{method} {row.title}: accepted, {known.status}")
    assert asked > 100
    assert not different, "\n".join(different)


@pytest.mark.parametrize("who", STAFF)
def test_without_the_right_nobody_learns_which_rows_exist(matrix: Matrix, who: str) -> None:
    different = []
    with quietly():
        for row in about_an_object(matrix):
            # A step of a row that they read tells nothing new.
            if row.cells[who, "GET"] != 403:
                continue
            for method in ("GET", "POST"):
                address = matrix.known[row.pattern]
                nothing = objects.path_of_nothing(
                    address, matrix.world.a, matrix.world, **row.chosen
                )
                answer = matrix.asker.ask(who, method, nothing)
                if answer.status != 403:
                    different.append(f"{method} {row.title}: {answer.status}")
    assert not different, "\n".join(different)
