"""A template that prints a variable nobody gave is a bug: it fails the test that drew it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Node, engines

PROJECT = Path(__file__).parents[2]


class UndefinedVariable(AssertionError):
    """Which template, and which variable."""


def _drawing_template() -> str:
    """Where the node being drawn was written: with `extends`, not the template being rendered."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return "?"


class Strict(str):
    """`string_if_invalid` whose truth Django asks before it prints: ours raises, others print ''.

    Django's and allauth's own templates print optional variables on purpose.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        origin = _drawing_template()
        path = Path(origin)
        ours = path.is_relative_to(PROJECT) and "site-packages" not in path.parts
        if not ours:
            return False
        variable = getattr(sys._getframe(1).f_locals.get("self"), "token", "?")
        raise UndefinedVariable(f"{path.relative_to(PROJECT)}: {{{{ {variable} }}}} is undefined")


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> Iterator[None]:
    backends = [backend.engine for backend in engines.all()]
    for engine in backends:
        engine.string_if_invalid = Strict()
    yield
    for engine in backends:
        engine.string_if_invalid = ""
