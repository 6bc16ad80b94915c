"""Rows are written by actions only: one place to lock, to check, to journal."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import Source, app_sources, calls

ALWAYS = {"bulk_create", "bulk_update", "create", "delete", "get_or_create", "save"}
ALWAYS |= {"update_or_create", "acreate", "adelete", "asave", "aupdate"}
# `mapping.update(other)` is not a write; `rows.update(field=value)` is.
BY_KEYWORD = {"update"}

# Where rows are written by right: the actions, and those who call nothing else than the database.
WRITERS = ("actions", "demo", "jobs")

# (file, what is called): why it writes nothing to the database, or writes by right.
ALLOWED = {
    ("reims_solidarite/kit/documents.py", "segno.make.save"): "a QR code drawn in memory",
    ("reims_solidarite/kit/spreadsheets/writing.py", "book.save"): "a workbook in memory",
    (
        "reims_solidarite/benching/databases.py",
        "scratch.create",
    ): "makes a database that the bench drops, no row",
    (
        "reims_solidarite/benching/rent_database.py",
        "scratch.create",
    ): "makes a database that the bench drops, no row",
    (
        "reims_solidarite/benching/visitors.py",
        "session.save",
    ): "a visitor's session, in a database that the bench drops",
    ("assises/admin/base.py", "action.create"): "calls the one action that the page declares",
}


def writes(source: Source) -> list[tuple[str, str, int]]:
    """(file, what is called, line) of every call that looks like a write."""
    found = []
    for call, text in calls(source.tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        by_keyword = name in BY_KEYWORD and call.keywords and not call.args
        if name in ALWAYS or by_keyword:
            found.append((source.name, _short(call.func, text), call.lineno))
    return found


def _short(func: ast.Attribute, text: str) -> str:
    """`segno.make(...).save` becomes `segno.make.save`."""
    if isinstance(func.value, ast.Call):
        return f"{ast.unparse(func.value.func)}.{func.attr}"
    return text


def test_only_actions_write() -> None:
    readers = [s for s in app_sources() if not set(WRITERS) & set(s.parts)]
    assert len(readers) > 120
    found = [w for source in readers for w in writes(source)]
    outside = [f"{f}:{line} {what}" for f, what, line in found if (f, what) not in ALLOWED]
    assert outside == []
    unused = set(ALLOWED) - {(f, what) for f, what, _ in found}
    assert unused == set(), "an exception that nobody needs any more"


def test_actions_do_write() -> None:
    """The check sees writes where they are."""
    found = [w for s in app_sources() if "actions" in s.parts for w in writes(s)]
    assert len(found) > 50


SQL_WRITE = re.compile(
    r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE\s+\S)", re.IGNORECASE
)


def test_no_page_writes_by_raw_sql() -> None:
    """SQL by hand passes every other check: it stays in actions, triggers and guards."""
    found = []
    for source in app_sources():
        if {"actions", "models", "settings", "serving", "kit", "devdb"} & set(source.parts):
            continue
        texts = [n for n in ast.walk(source.tree) if isinstance(n, ast.Constant)]
        found += [
            f"{source.name}:{text.lineno}"
            for text in texts
            if isinstance(text.value, str) and SQL_WRITE.match(text.value)
        ]
    assert found == []


def test_the_places_are_locked_by_one_module() -> None:
    """One order of the locks for all: whoever locks needs elsewhere may wait for ever."""
    found = {
        source.name
        for source in app_sources()
        for _, text in calls(source.tree)
        if text.startswith("OpeningNeed.objects") and "select_for_update" in text
    }
    assert found == {"epicerie/actions/locks.py"}


def test_money_rows_are_locked_where_their_seal_is_read() -> None:
    """A row of the rent aid is held through `locks`: a forged one stops the act. Households and
    drafts have no seal; the change of key counts the forged rows and leaves them."""
    found = {
        (source.name, text.split(".")[0])
        for source in app_sources()
        for _, text in calls(source.tree)
        if source.name.startswith("secours_loyer/actions/") and "select_for_update" in text
    }
    unsealed = {
        ("secours_loyer/actions/filing.py", "Household"),
        ("secours_loyer/actions/decisions.py", "Household"),
        ("secours_loyer/actions/drafts.py", "RequestDraft"),
        ("secours_loyer/actions/reseal_money.py", "model"),
    }
    others = {(name, what) for name, what in found if name != "secours_loyer/actions/locks.py"}
    assert others == unsealed
    assert len(found) > len(others)
