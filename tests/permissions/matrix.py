"""Asking the cells of the matrix, and telling which ones answer something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.permissions import objects
from tests.permissions.asking import Asker, forgotten, quietly, undrawn
from tests.permissions.declaration import METHODS, WITHOUT_FACTOR, Declaration, Row
from tests.permissions.personas import PERSONAS, Persona, sign_everyone_in
from tests.permissions.resolver import Address, addresses
from tests.permissions.world import World

# Where people are sent whose right is not known yet.
SIGN_IN = "/connexion/?"
NO_NEED = {"admin/login/", "bailleur/<str:token>/", "assises/inscription/<str:token>/annuler/"}
SECOND_FACTOR = ("/connexion/second-facteur/", "/connexion/confirmer/")


@dataclass
class Matrix:
    """The declaration, the world it is asked of, and who asks."""

    world: World
    asker: Asker
    people: dict[str, Persona]
    rows: list[Row]
    known: dict[str, Address]

    def path(self, row: Row, who: str) -> str:
        address, persona = self.known[row.pattern], self.people[who]
        return objects.path_of(address, self.world.a, self.world, link=persona.link, **row.chosen)

    def faults(
        self,
        rows: Iterable[Row],
        people: Iterable[str] = PERSONAS,
        methods: Iterable[str] = METHODS,
    ) -> Iterator[str]:
        """One line per cell that is not answered as declared."""
        asked = tuple(methods)
        with quietly(), undrawn():
            for row in rows:
                for who in people:
                    path = self.path(row, who)
                    with forgotten():
                        found = [self._fault(row, who, method, path) for method in asked]
                    yield from filter(None, found)

    def _fault(self, row: Row, who: str, method: str, path: str) -> str:
        expected = row.cells[who, method]
        answer = self.asker.ask(who, method, path)
        told = f"{method} {row.title or '/'} as {who}:"
        if answer.status != expected:
            return f"{told} {answer.status} instead of {expected} {answer.location}{answer.error}"
        if expected != 302:
            return ""
        if self._must_sign_in(row, who) and not answer.location.startswith(SIGN_IN):
            return f"{told} sent to {answer.location}, not to sign in"
        if self._must_prove(row, who) and not answer.location.startswith(SECOND_FACTOR):
            return f"{told} sent to {answer.location}, not to the second factor"
        return ""

    def _must_sign_in(self, row: Row, who: str) -> bool:
        """Signed out, at an address that asks who you are."""
        if self.people[who].user is not None or row.pattern in NO_NEED:
            return False
        return not row.pattern.startswith("connexion/")

    def _must_prove(self, row: Row, who: str) -> bool:
        return who == WITHOUT_FACTOR and not row.pattern.startswith("connexion/")


def new_matrix(world: World) -> Matrix:
    asker = Asker()
    known = {address.pattern: address for address in addresses()}
    return Matrix(world, asker, sign_everyone_in(world, asker), Declaration().rows(), known)
