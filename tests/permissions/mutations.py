"""Does the matrix see a right that changed? Each rule and each `visible_to` is broken in turn.

All of them, with the score: `python -m tests.permissions` (see docs/recipes.md).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from actors import rules
from reims_solidarite.kit.http import Rule, declared_rule
from tests.permissions import objects
from tests.permissions.asking import forgotten, quietly
from tests.permissions.matrix import Matrix
from tests.permissions.personas import PARTNERS
from tests.permissions.resolver import Address

METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Mutation:
    """One right broken in one way."""

    name: str
    target: Any
    attribute: str
    value: Any
    rule: Rule | None = None

    def is_near(self, address: Address) -> bool:
        """Under this rule, or of the app of this filter: where the fault is mostly seen."""
        if self.rule is not None:
            return declared_rule(address.view, address.name) is self.rule
        app = self.target.__module__.rpartition(".models")[0].rpartition(".")[2]
        return bool(address.parameters) and address.name.startswith((f"{app}:", f"admin:{app}"))

    @contextmanager
    def made(self) -> Iterator[None]:
        """The portal with this fault, and nothing else changed."""
        before = self.target.__dict__[self.attribute]
        _put(self.target, self.attribute, self.value)
        try:
            yield
        finally:
            _put(self.target, self.attribute, before)


def _put(target: Any, attribute: str, value: Any) -> None:
    """Rules are frozen on purpose; here one is forced."""
    if isinstance(target, type):
        setattr(target, attribute, value)
    else:
        object.__setattr__(target, attribute, value)


def all_mutations() -> list[Mutation]:
    """Everyone, nobody for each rule; everything, nothing for each `visible_to`."""
    made = []
    for name, rule in rules.BY_NAME.items():
        made.append(Mutation(f"{name}: everyone", rule, "allows", _everyone, rule))
        made.append(Mutation(f"{name}: nobody", rule, "allows", _nobody, rule))
    for model in apps.get_models():
        owner = _own_filter(type(model._default_manager.all()))
        if owner is not None:
            label = f"{model._meta.label}.visible_to"
            made.append(Mutation(f"{label}: everything", owner, "visible_to", _everything))
            made.append(Mutation(f"{label}: nothing", owner, "visible_to", _nothing))
    return made


def _own_filter(rows: type) -> type | None:
    return next((one for one in rows.__mro__ if "visible_to" in one.__dict__), None)


def _everyone(_user: Any) -> bool:
    return True


def _nobody(_user: Any) -> bool:
    return False


def _everything(rows: Any, _user: Any) -> Any:
    return rows


def _nothing(rows: Any, _user: Any) -> Any:
    return rows.none()


def seen_by(matrix: Matrix, mutation: Mutation) -> str:
    """The first answer that gives the fault away, or nothing."""
    with mutation.made():
        return next(_signs(matrix, mutation), "")


def _signs(matrix: Matrix, mutation: Mutation) -> Iterator[str]:
    near = [row for row in matrix.rows if mutation.is_near(matrix.known[row.pattern])]
    yield from matrix.faults(near, methods=METHODS)
    yield from _texts_of_the_other(matrix)
    yield from matrix.faults([row for row in matrix.rows if row not in near], methods=METHODS)


def _texts_of_the_other(matrix: Matrix) -> Iterator[str]:
    """Lists answer 200 to everyone who may open them: what they show counts too."""
    with quietly():
        for who in PARTNERS[:4]:
            for row in matrix.rows:
                if row.cells[who, "GET"] != 200 or row.pattern.startswith("connexion/"):
                    continue
                path = objects.path_of(matrix.known[row.pattern], matrix.world.a, matrix.world)
                with forgotten():
                    answer = matrix.asker.ask(who, "GET", path)
                body = answer.text.lower()
                if answer.status != 200 or any(mark in body for mark in matrix.world.b.marks):
                    yield f"GET {row.title} as {who}: {answer.status}, a text of the other side"


def run(chosen: Iterable[Mutation], matrix: Matrix) -> dict[str, str]:
    """For each mutation, what gave it away (empty: it lived)."""
    found = {}
    for mutation in chosen:
        with forgotten():
            found[mutation.name] = seen_by(matrix, mutation)
        sys.stdout.write(f"{'seen ' if found[mutation.name] else 'LIVED'} {mutation.name}\n")
        sys.stdout.flush()
    return found
