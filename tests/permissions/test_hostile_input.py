"""Hostile values in every parameter of an address, every filter, every field: no error, no exit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest

from tests.permissions import objects
from tests.permissions.asking import Answer, forgotten, quietly
from tests.permissions.declaration import Row
from tests.permissions.matrix import Matrix
from tests.permissions.personas import PERSONAS

pytestmark = pytest.mark.django_db

HOSTILE = (
    *("\x00", "-1", str(10**30), "9999-99-99", "0001-01-01", "31/02/2026", "\u202egnp.exe"),
    *("\U0001f469\u200d\U0001f680", "//evil.example", "javascript:alert(1)", "a" * 5000, "[1"),
)
IN_KEYS = ("\x00", "\u202egnp.exe", "//evil.example", "a" * 5000)
# What lists, filters, forms and sign-in read; one request carries them all.
PARAMETERS = (
    *("q", "tri", "page", "format", "etat", "debut", "famille", "theme", "type", "public"),
    *("since", "until", "carte", "organisation", "next", "o", "p", "e", "_popup", "suivi"),
    *("quartier", "mois", "annee", "menage", "du", "au"),
)
ADMIN = ("q", "o", "p", "all", "e", "_popup", "_to_field", "id__exact", "role", "state__exact")
# Leaving; and choosing a password, which signs in anew: the record that is kept of it takes keys of
# the portal's own sessions, shorter than the cookies that stand for them here.
ENDS_THE_SESSION = {"connexion/quitter/", "connexion/mot-de-passe/choisir/"}
SHARDS = 8  # the longest of the suite: workers share it
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')


def reader(row: Row, method: str = "GET") -> str | None:
    """Somebody whom the page answers."""
    right = {200, 422, 302, 409}
    return next((who for who in PERSONAS if row.cells[who, method] in right), None)


def problem(answer: Answer, told: str) -> str:
    if answer.status >= 500:
        return f"{told}: {answer.status} {answer.error}"
    host = urlsplit(answer.location).netloc
    if host not in ("", "testserver") or answer.location.startswith("//"):
        return f"{told}: sent to {answer.location}"
    return ""


def found(problems: Iterator[str]) -> str:
    with quietly():
        return "\n".join(filter(None, problems))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_filters_searches_and_pages(matrix: Matrix, number: int) -> None:
    value = HOSTILE[number]

    def problems() -> Iterator[str]:
        for row in matrix.rows:
            who = reader(row)
            if who is None or (row.cells[who, "GET"] == 302 and "connexion" not in row.pattern):
                continue
            names = ADMIN if "object_id" in row.pattern or _table(row) else PARAMETERS
            for query in _queries(names, value, alone=_table(row)):
                with forgotten():
                    answer = matrix.asker.ask(who, "GET", matrix.path(row, who), query)
                yield problem(answer, f"{row.title} {list(query)} = {value[:20]!r}")

    assert found(problems()) == ""


def _table(row: Row) -> bool:
    return bool(re.fullmatch(r"admin/[a-z_]+/[a-z]+/", row.pattern))


def _queries(names: tuple[str, ...], value: str, *, alone: bool) -> Iterator[dict[str, str]]:
    """Together; the admin's lists stop at the first they do not know, so one by one there."""
    if alone:
        yield from ({name: value} for name in names)
    else:
        yield dict.fromkeys(names, value)


def test_keys_in_addresses(matrix: Matrix) -> None:
    def problems() -> Iterator[str]:
        for row in matrix.rows:
            address = matrix.known[row.pattern]
            kinds = address.parameters.items()
            typed = [name for name, kind in kinds if kind != "UUIDConverter"]
            who = reader(row) or reader(row, "POST")
            if not typed or who is None:
                continue
            for path in _hostile_paths(matrix, row, typed):
                for method in ("GET", "POST"):
                    with forgotten():
                        answer = matrix.asker.ask(who, method, path)
                    yield problem(answer, f"{method} {path[:90]}")

    assert found(problems()) == ""


def _hostile_paths(matrix: Matrix, row: Row, names: list[str]) -> Iterator[str]:
    address, world = matrix.known[row.pattern], matrix.world
    known = objects.path_of(address, world.a, world, link="", **row.chosen)
    values = objects._values(address, world.a, world, "")
    for name in names:
        text = str({**values, **row.chosen}.get(name, ""))
        if not text or text not in known:
            continue
        before, _, after = known.rpartition(text)
        numbers = ("-1", str(10**30), "9223372036854775808")
        words = numbers if address.parameters[name] == "IntConverter" else (*numbers, *IN_KEYS)
        yield from (f"{before}{quote(word, safe='')}{after}" for word in words)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_fields_of_forms(matrix: Matrix, shard: int) -> None:
    def problems() -> Iterator[str]:
        for row in matrix.rows[shard::SHARDS]:
            who = reader(row, "POST")
            if who is None or row.pattern in ENDS_THE_SESSION:
                continue
            path = matrix.path(row, who)
            names = _fields(matrix, row, who, path)
            for value in HOSTILE if names else ():
                data = dict.fromkeys(names, value)
                with forgotten():
                    answer = matrix.asker.ask(who, "POST", path, data)
                yield problem(answer, f"POST {row.title} = {value[:20]!r}")

    assert found(problems()) == ""


def _fields(matrix: Matrix, row: Row, who: str, path: str) -> list[str]:
    """The names of the form as it is drawn, and of the step that is sent."""
    page = path if row.cells[who, "GET"] == 200 else re.sub(r"[a-z_]+/$", "", path)
    answer = matrix.asker.ask(who, "GET", page)
    names = FIELD.findall(answer.text)
    return [name for name in dict.fromkeys(names) if "csrf" not in name and "_FORMS" not in name]
