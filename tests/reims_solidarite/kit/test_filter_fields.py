"""Search fields keep what was typed, and nothing of what the neighbour typed."""

from __future__ import annotations

from django.http import QueryDict

from actors.forms.directory import FIELDS, DirectoryFilter
from reims_solidarite.kit.filter_fields import filter_fields, typed_in


def drawn(sent: str) -> str:
    return str(filter_fields(DirectoryFilter, typed_in(FIELDS, QueryDict(sent))))


def test_the_names_are_those_of_the_form() -> None:
    assert tuple(DirectoryFilter().filters) == FIELDS


def test_what_is_typed_is_shown_again_and_to_nobody_else() -> None:
    assert 'value="pain"' in drawn("q=pain&page=2")
    assert "pain" not in drawn("")
    assert '<option value="logement" selected>' in drawn("theme=logement")
    assert "selected>Logement" not in drawn("")


def test_what_is_typed_stays_text() -> None:
    assert "<script>" not in drawn("q=<script>alert(1)</script>")
