"""How the work is shared: between people, by envies, between associations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from epicerie.queries.rota_names import Names

ENVIES = {"0": "Volontiers", "1": "D’accord", "2": "Si besoin", "3": "En dernier recours"}


@dataclass(frozen=True)
class Share:
    """One person: what would be fair, what they get."""

    name: str
    fair: str
    held: int
    gap: Fraction

    @property
    def gap_words(self) -> str:
        if self.gap == 0:
            return "sa part"
        sign = "+" if self.gap > 0 else "−"
        return f"{sign}{_halves(abs(self.gap))}"


@dataclass(frozen=True)
class Given:
    """One association: promised, given, missing."""

    name: str
    promised: int
    given: int
    missing: int


def loads(answer: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Number of people by number of openings held; those who could not come are left out."""
    held = Counter(volunteer for volunteer, _, _ in answer["assignments"])
    counts = Counter(held[v] for v, target in answer["targets"].items() if target or held[v])
    if not counts:
        return []
    return [(_openings(n), counts[n]) for n in range(min(counts), max(counts) + 1)]


def without_a_share(answer: Mapping[str, Any]) -> int:
    """People who said no half-day on which they could come to one of these openings."""
    held = {volunteer for volunteer, _, _ in answer["assignments"]}
    return sum(not target and v not in held for v, target in answer["targets"].items())


def shares(answer: Mapping[str, Any], names: Names, most: int) -> list[Share]:
    """Furthest from their fair share first."""
    held = Counter(volunteer for volunteer, _, _ in answer["assignments"])
    found = [
        Share(
            names.person(volunteer),
            _halves(Fraction(target, 2)),
            held[volunteer],
            Fraction(2 * held[volunteer] - target, 2),
        )
        for volunteer, target in answer["targets"].items()
        if target or held[volunteer]
    ]
    return sorted(found, key=lambda share: (-abs(share.gap), share.name))[:most]


def envies(answer: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Places by how much their holder likes the post."""
    return [(label, answer["wishes"].get(code, 0)) for code, label in ENVIES.items()]


def given(answer: Mapping[str, Any], names: Names) -> list[Given]:
    found = [
        Given(names.association(row["association"]), row["promised"], row["given"], row["missing"])
        for row in answer["associations"]
        if row["promised"] or row["given"]
    ]
    return sorted(found, key=lambda row: (-row.missing, row.name))


def _openings(number: int) -> str:
    return f"{number} créneau" if number < 2 else f"{number} créneaux"


def _halves(value: Fraction) -> str:
    whole = int(value)
    if value == whole:
        return str(whole)
    return f"{whole},5" if whole else "0,5"
