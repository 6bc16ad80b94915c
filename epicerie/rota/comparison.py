"""What a rota changes for people who were told another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from epicerie.rota.problem import Assignment


@dataclass(frozen=True)
class Move:
    """The same person on the same opening, at another post."""

    volunteer: str
    opening: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Sorted; `kept` are places that stay as they are."""

    kept: tuple[Assignment, ...]
    added: tuple[Assignment, ...]
    removed: tuple[Assignment, ...]
    moved: tuple[Move, ...]

    @property
    def changes(self) -> int:
        return len(self.added) + len(self.removed) + len(self.moved)

    @property
    def people(self) -> set[str]:
        """Those whom something changes for."""
        places = {place.volunteer for place in (*self.added, *self.removed)}
        return places | {move.volunteer for move in self.moved}


def compare(before: Iterable[Assignment], after: Iterable[Assignment]) -> Comparison:
    old = {(place.volunteer, place.opening): place for place in before}
    new = {(place.volunteer, place.opening): place for place in after}
    both = sorted(old.keys() & new.keys())
    return Comparison(
        kept=tuple(new[key] for key in both if old[key] == new[key]),
        added=tuple(sorted(new[key] for key in new.keys() - old.keys())),
        removed=tuple(sorted(old[key] for key in old.keys() - new.keys())),
        moved=tuple(
            Move(*key, old[key].post, new[key].post) for key in both if old[key] != new[key]
        ),
    )
