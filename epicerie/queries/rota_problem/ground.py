"""What a proposal stands on, in digests: enough to tell later who or what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from epicerie.queries.rota_problem.build import Groundwork
from epicerie.rota.exchange.problem import as_input
from epicerie.rota.problem import Assignment

SHORT = 12


@dataclass(frozen=True)
class Moved:
    """What is no longer as it was: ids and posts, for a page to put in words."""

    taken: tuple[Assignment, ...]
    left: tuple[Assignment, ...]
    people: tuple[str, ...]
    openings: tuple[str, ...]
    rules: bool

    def __bool__(self) -> bool:
        return bool(self.taken or self.left or self.people or self.openings or self.rules)


def ground_of(laid: Groundwork) -> dict[str, Any]:
    """The same whatever was asked and whatever the hour: only facts, no name."""
    written = as_input(replace(laid.problem, frozen=frozenset(), published=None))
    days: dict[str, list[Any]] = {}
    held = {(place.volunteer, place.opening) for place in laid.held}
    for volunteer, opening, penalty in written["availability"]:
        if (volunteer, opening) not in held:
            days.setdefault(volunteer, []).append([opening, penalty])
    pairs: dict[str, list[Any]] = {}
    for kind in ("together", "apart"):
        for one, other in written[kind]:
            pairs.setdefault(one, []).append([kind, other])
            pairs.setdefault(other, []).append([kind, one])
    return {
        "people": {
            one["id"]: _digest(
                one,
                days.get(one["id"]),
                pairs.get(one["id"]),
                written["prior"].get(one["id"]),
            )
            for one in written["volunteers"]
        },
        "openings": {one["id"]: _digest(one) for one in written["openings"]},
        "rules": _digest(written["rules"], written["associations"]),
        "places": [[p.volunteer, p.opening, p.post] for p in laid.held],
    }


def digest_of(ground: dict[str, Any]) -> str:
    """One line for the whole."""
    return hashlib.sha256(_text(ground)).hexdigest()


def moved_ground(before: dict[str, Any], now: dict[str, Any]) -> Moved:
    """The difference between two grounds. Who took or left a place is told by the place alone."""
    old, new = _places(before), _places(now)
    touched = {place.volunteer for place in old ^ new}
    return Moved(
        taken=tuple(sorted(new - old)),
        left=tuple(sorted(old - new)),
        people=tuple(
            sorted(set(_changed(before["people"], now["people"])) - touched, key=lambda v: int(v))
        ),
        openings=tuple(sorted(_changed(before["openings"], now["openings"]), key=lambda o: int(o))),
        rules=before["rules"] != now["rules"],
    )


def _places(ground: dict[str, Any]) -> set[Assignment]:
    return {Assignment(*place) for place in ground["places"]}


def _changed(before: dict[str, str], now: dict[str, str]) -> Iterable[str]:
    return (name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _digest(*parts: Any) -> str:
    return hashlib.sha256(_text(parts)).hexdigest()[:SHORT]


def _text(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
