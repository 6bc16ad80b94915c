"""The steps of a state table, for the guard of the database that is built from them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from reims_solidarite.kit.transitions import Transition


def steps_of(transitions: Mapping[str, Transition]) -> list[tuple[str, str]]:
    """Every (source, target) of a table, sorted: what the database's own guard is built from."""
    return sorted(
        (_code(source), _code(step.target))
        for step in transitions.values()
        for source in step.sources
    )


def _code(state: str) -> str:
    return str(state.value) if isinstance(state, Enum) else state
