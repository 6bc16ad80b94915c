"""The objectives one by one: what was reached, what is proven, what other rotas would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from epicerie.states import RotaKind

LABELS = {
    "skill": "Personnes formées qui manquent",
    "fill": "Places vides",
    "contrib": "Places promises par les associations, non tenues",
    "worst": "Places vides le jour le moins fourni",
    "changes": "Changements au planning publié",
    "maxdev": "Plus grand écart à la part équitable, en demi-créneaux",
    "sumsq": "Inégalité de l’ensemble (somme des carrés des écarts)",
    "pref": "Envies contrariées (0 : tout le monde vient volontiers)",
    "assoc": "Personnes d’une association au-delà d’une répartition égale",
    "novice": "Postes tenus par des débutants seuls",
}
MEASURED_AGAINST_NOTHING = "–"


@dataclass(frozen=True)
class LevelLine:
    """One objective. `before` and `first_come` are texts: some objectives compare with nothing.

    `begun`: units of `value` that belong to days which can no longer change.
    """

    label: str
    value: int
    bound: int
    begun: int
    before: str
    first_come: str

    @property
    def proven(self) -> bool:
        return self.value == self.bound

    @property
    def proof(self) -> str:
        if self.proven:
            return "Prouvé"
        return f"Au mieux {self.bound} (écart {self.value - self.bound})"


def level_lines(answer: Mapping[str, Any], kind: str) -> list[LevelLine]:
    """In their order. A rota made anew is not compared with the published one."""
    return [
        LevelLine(
            LABELS[level["name"]],
            level["value"],
            level["bound"],
            answer["begun"].get(level["name"], 0),
            *(
                (MEASURED_AGAINST_NOTHING, MEASURED_AGAINST_NOTHING)
                if level["name"] == "changes"
                else (
                    str(answer["before"][level["name"]]),
                    str(answer["first_come"][level["name"]]),
                )
            ),
        )
        for level in answer["levels"]
        if kind == RotaKind.REPAIR or level["name"] != "changes"
    ]


def progress_lines(progress: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Objectives reached so far, and what was found."""
    return [
        (
            LABELS[level["name"]],
            f"{level['value']}"
            + ("" if level["value"] == level["bound"] else f" (au mieux {level['bound']})"),
        )
        for level in progress
    ]


def verdict(answer: Mapping[str, Any]) -> str:
    """The first thing one wants to know, in one sentence."""
    found = {level["name"]: level for level in answer["levels"]}
    begun = answer["begun"]
    empty, best = (found["fill"][key] - begun["fill"] for key in ("value", "bound"))
    places = answer["places"] - begun["places"]
    if empty == 0:
        filled = f"Les {places} places à venir de la période sont toutes tenues."
    else:
        some = "1 place reste vide" if empty == 1 else f"{empty} places restent vides"
        proof = (
            " : c’est prouvé, aucun planning n’en remplit plus avec ces disponibilités"
            if empty == best
            else f" (au mieux {best})"
        )
        filled = f"Sur {places} places à venir, {some}{proof}."
    if answer["status"] == "optimal":
        return f"{filled} Chaque objectif est au mieux possible."
    return f"{filled} Le calcul s’est arrêté à sa limite avant d’avoir tout prouvé."
