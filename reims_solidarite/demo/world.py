"""What the parts of the demo share: one instant, one seeded generator, who was made so far."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime

from actors.households.models import Household
from actors.models import Organisation, User

# Family names of French departments and rivers, first names of common use: plainly made up.
FIRST_NAMES = (
    *("Agathe", "Aymeric", "Bastien", "Béatrice", "Camille", "Célestin", "Damien", "Diane"),
    *("Élise", "Étienne", "Fabien", "Françoise", "Gaëlle", "Grégoire", "Hélène", "Hugo"),
    *("Inès", "Ismaël", "Jeanne", "Jules", "Karim", "Kévin", "Léonie", "Louise", "Malik"),
    *("Marius", "Nadia", "Noémie", "Octave", "Paloma", "Paulin", "Quentin", "Rosalie"),
    *("Samir", "Thaïs", "Ulysse", "Valentine", "Wassim", "Yasmine", "Zoé"),
)
LAST_NAMES = (
    *("Ardèche", "Aube", "Aude", "Cantal", "Charente", "Corrèze", "Creuse", "Dordogne", "Doubs"),
    *("Drôme", "Durance", "Essonne", "Eure", "Gard", "Gers", "Gironde", "Hérault", "Indre"),
    *("Isère", "Jura", "Landes", "Loing", "Loire", "Lot", "Lozère", "Marne", "Mayenne"),
    *("Meuse", "Moselle", "Nièvre", "Oise", "Orne", "Ourcq", "Rhône", "Saône", "Sarthe"),
    *("Savoie", "Seine", "Somme", "Suippe", "Tarn", "Vanne", "Vesle", "Vienne", "Yonne"),
)


@dataclass
class World:
    """Grows as the parts are built, in the order of `reims_solidarite.demo.PARTS`."""

    at: datetime
    random: random.Random
    staff: dict[str, User] = field(default_factory=dict)
    organisations: list[Organisation] = field(default_factory=list)
    agents: list[User] = field(default_factory=list)
    volunteers: list[User] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    _taken: set[tuple[str, str]] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def name(self) -> tuple[str, str]:
        """A made-up (first, last) name; compound last names once the simple ones are used up."""
        for attempt in range(200):
            first = self.random.choice(FIRST_NAMES)
            last = self.random.choice(LAST_NAMES)
            if attempt > 3:
                last = f"{last}-{self.random.choice(LAST_NAMES)}"
            if (first, last) not in self._taken:
                self._taken.add((first, last))
                return first, last
        return first, f"{last}-{len(self._taken)}"

    def address(self, kind: str) -> str:
        """A unique e-mail address in a domain that can never exist (RFC 2606)."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind}{number}@demo.example" if number > 1 else f"{kind}@demo.example"
