"""States change by a printable table of transitions; whatever is refused says so in French.

Pure Python: the door that locks, checks, writes and journals is `actors.actions.transition`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """An action was refused; the message is one French sentence that tells the user what to do."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class Transition:
    """One row of a state table.

    `guard(obj)` returns the French reason of a refusal, or None when the row may be taken.
    `who` names the predicate of `actors.rules` that the actor must satisfy.
    """

    name: str
    sources: frozenset[str]
    target: str
    who: str
    label: str
    guard: Callable[[Any], str | None] | None = None


def table(*rows: Transition) -> Mapping[str, Transition]:
    """Index rows by name; two rows of one name are a programming error."""
    indexed = {row.name: row for row in rows}
    if len(indexed) != len(rows):
        raise ValueError("two transitions of the same table have the same name")
    return indexed


def row(
    name: str,
    sources: Iterable[str],
    target: str,
    *,
    who: str,
    label: str,
    guard: Callable[[Any], str | None] | None = None,
) -> Transition:
    """Shorthand that accepts any iterable of sources."""
    return Transition(name, frozenset(sources), target, who, label, guard)


def refusal(transition: Transition, state: str, obj: object) -> str | None:
    """Why `transition` cannot be taken from `state` (French), or None."""
    if state not in transition.sources:
        return (
            f"« {transition.label} » n’est pas possible dans l’état actuel. "
            "Rechargez la page : quelqu’un a peut-être déjà agi."
        )
    return transition.guard(obj) if transition.guard else None
