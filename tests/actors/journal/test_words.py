"""Every act that the portal records is said in French to the auditor."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest

from actors.actions.journal import record
from actors.journal_words import WORDS
from reims_solidarite.kit.transitions import Transition
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[3]
APPS = ("actors", "assises", "epicerie", "secours_loyer")
STATES = ("assises.states", "epicerie.states", "secours_loyer.states")


def recorded() -> set[str]:
    """The first argument of each call of `record`, where it is written out."""
    found: set[str] = set()
    for app in APPS:
        for path in (ROOT / app).rglob("actions/*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    first = node.args[0] if node.func.id == "record" and node.args else None
                    if isinstance(first, ast.Constant):
                        found.add(str(first.value))
    return found


def steps() -> set[str]:
    """The names of the steps of every table of states."""
    tables = [
        value
        for name in STATES
        for value in vars(import_module(name)).values()
        if isinstance(value, Mapping)
        and value
        and all(isinstance(row, Transition) for row in value.values())
    ]
    assert len(tables) >= 5
    return {str(name) for table in tables for name in table}


def test_each_act_has_its_words() -> None:
    assert len(recorded()) > 70
    assert (recorded() | steps()) - set(WORDS) == set()


@pytest.mark.django_db
def test_the_auditor_reads_words_and_filters_by_part(cast: Cast, at: datetime) -> None:
    record("publish_organisation", cast.entraide, by=cast.network, at=at)
    client = cast.client(cast.auditor)
    page = client.get("/admin/actors/journalentry/").content.decode()
    assert "a publié une fiche" in page
    assert "?acte=" not in page
    chosen = client.get("/admin/actors/journalentry/", {"partie": "actors"}).content.decode()
    assert "acte=publish_organisation" in chosen
    none = client.get("/admin/actors/journalentry/", {"partie": "epicerie"}).content.decode()
    assert "a publié une fiche" not in none
