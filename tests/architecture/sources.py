"""The code that the architecture tests read: which files, parsed once."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = ("reims_solidarite", "actors", "assises", "epicerie", "secours_loyer")
OUR_LABELS = frozenset(
    {"kit", "actors", "households", "assises", "epicerie", "secours_loyer", "reims_solidarite"}
)


@dataclass(frozen=True)
class Source:
    """One Python file of the portal."""

    path: Path

    @property
    def name(self) -> str:
        """`actors/actions/files.py`, as a person would say it."""
        return str(self.path.relative_to(PROJECT))

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.relative_to(PROJECT).with_suffix("").parts

    @property
    def floor(self) -> str:
        """`actions`, `views`, `models`…: the floor inside the app, whatever lies deeper."""
        inner = self.parts[2:] if self.parts[1] in {"households", "pages"} else self.parts[1:]
        return inner[0] if inner else ""


@cache
def every_source() -> tuple[Source, ...]:
    """Every Python file of the packages, migrations included."""
    paths = [path for name in PACKAGES for path in (PROJECT / name).rglob("*.py")]
    return tuple(Source(path) for path in sorted(paths))


def app_sources() -> list[Source]:
    """Without migrations: they are history, written once."""
    found = [source for source in every_source() if "migrations" not in source.parts]
    assert len(found) > 150
    return found


def calls(tree: ast.AST) -> list[tuple[ast.Call, str]]:
    """Every call with the text of what is called: `Household.objects.create`."""
    return [(node, ast.unparse(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]
