"""Reading `permissions.toml`: one expected status per address, person and method."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.permissions.personas import PERSONAS, STAFF

FILE = Path(__file__).with_name("permissions.toml")
NEVER = ("PUT", "PATCH", "DELETE")
# Asked in this order: what a POST writes must not change what the others are answered.
METHODS = ("GET", "HEAD", *NEVER, "POST")
SIGNED_OUT = frozenset(name for name in PERSONAS if name == "anonymous" or name.endswith("_link"))
WITHOUT_FACTOR = "no_second_factor"


@dataclass
class Row:
    """One address (and step, or kind) of the file, and what each person is answered."""

    pattern: str
    chosen: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        steps = "".join(f" | {name}={value}" for name, value in self.chosen.items())
        return f"{self.pattern}{steps}"


class Declaration:
    """The file, with its groups and its words."""

    def __init__(self, path: Path = FILE) -> None:
        self.data = tomllib.loads(path.read_text())

    def rows(self) -> list[Row]:
        rows = [
            self._row(pattern, rule, answers)
            for rule in self.data["rule"]
            for pattern, answers in rule["addresses"].items()
        ]
        for table in self.data["table"]:
            rows += [self._row(pattern, rule, answers) for pattern, rule, answers in _tables(table)]
        return rows

    def people(self, names: Iterable[str]) -> frozenset[str]:
        """Groups spelled out."""
        found: set[str] = set()
        for name in names:
            inner = self.data["groups"].get(name)
            found |= self.people(inner) if inner is not None else {_known(name)}
        return frozenset(found)

    def _row(self, written: str, rule: Mapping[str, Any], answers: Any) -> Row:
        pattern, *chosen = written.split(" | ")
        row = Row(pattern, dict(one.split("=", 1) for one in chosen))
        given: Mapping[str, int] = (
            self.data["words"][answers] if isinstance(answers, str) else answers
        )
        who = self.people(rule["who"])
        readers = self.people(rule.get("readers", ())) - who
        strangers = self.people(rule.get("strangers", ()))
        for name in PERSONAS:
            for method in ("GET", "POST"):
                right = given[method]
                if name in who:
                    status = right
                elif name in readers:
                    status = right if method == "GET" else 403
                elif name in strangers:
                    status = 405 if right == 405 else 404
                else:
                    status = _refused(name, method, right, rule.get("without"))
                row.cells[name, method] = status
            row.cells[name, "HEAD"] = row.cells[name, "GET"]
            row.cells |= {(name, method): 405 for method in NEVER}
        if pattern.startswith("admin/"):
            row.cells |= {(WITHOUT_FACTOR, method): 302 for method in ("GET", "HEAD", "POST")}
        return row


def _known(name: str) -> str:
    if name not in PERSONAS:
        raise LookupError(f"permissions.toml speaks of {name!r}, whom nobody plays")
    return name


def _refused(name: str, method: str, right: int, without: int | None) -> int:
    """What those without the right are answered."""
    if without is not None:
        return 405 if right == 405 else without
    if name in SIGNED_OUT:
        return 401 if method == "POST" else 302
    if name == WITHOUT_FACTOR:
        return 302
    return 403


def _tables(table: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, Any], dict[str, int]]]:
    """The addresses that the admin makes for one model."""
    base = f"admin/{table['model']}/"
    row = f"{base}<path:object_id>/"
    writers, adders = table.get("writers", []), table.get("adders", [])
    seen = {"who": [*table.get("readers", []), *writers]}
    listed = table.get("list", 200)
    yield base, seen, {"GET": listed, "POST": listed}
    yield f"{base}add/", {"who": adders}, {"GET": 200, "POST": 200}
    yield f"{row}history/", seen, {"GET": 200, "POST": 200}
    yield f"{row}delete/", {"who": []}, {"GET": 200, "POST": 200}
    yield (
        f"{row}change/",
        {"who": writers, "readers": seen["who"]},
        {"GET": 200, "POST": table.get("sent", 403)},
    )
    yield row, {"who": list(STAFF)}, {"GET": 302, "POST": 302}
    buttons = table.get("buttons")
    for button in buttons or ([] if buttons is None else ["aucun"]):
        yield (
            f"{row}faire/<slug:name>/ | name={button}",
            {"who": writers, "readers": list(STAFF)},
            {"GET": 405, "POST": 302 if buttons else 404},
        )
