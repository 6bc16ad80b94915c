"""What a proposal changes to the published rota: by day and by person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from epicerie.queries.rota_names import Names
from epicerie.queries.rota_problem.ground import Moved
from epicerie.rota.comparison import Comparison, compare
from epicerie.rota.problem import Assignment

TONES = {"Ajouté": "success", "Retiré": "danger", "Change de poste": "info"}


@dataclass(frozen=True)
class Change:
    """One person on one opening."""

    on: date
    opening: str
    day: str
    name: str
    what: str
    post: str

    @property
    def tone(self) -> str:
        return TONES[self.what]


def comparison_of(answer: Mapping[str, Any]) -> Comparison:
    return compare(_places(answer["published"]), _places(answer["assignments"]))


def lost_choices(answer: Mapping[str, Any]) -> set[str]:
    """People who took or confirmed a place that the proposal gives to somebody else."""
    proposed = {(v, o, p) for v, o, p in answer["assignments"]}
    return {v for v, o, p in answer["kept"] if (v, o, p) not in proposed}


def change_lines(found: Comparison, names: Names) -> list[Change]:
    """By day, then by name."""
    lines = [
        _line(p.volunteer, p.opening, "Ajouté", names.post(p.post), names) for p in found.added
    ]
    lines += [
        _line(p.volunteer, p.opening, "Retiré", names.post(p.post), names) for p in found.removed
    ]
    lines += [
        _line(
            m.volunteer,
            m.opening,
            "Change de poste",
            f"{names.post(m.before)} → {names.post(m.after)}",
            names,
        )
        for m in found.moved
    ]
    return sorted(lines, key=lambda line: (line.on, line.opening, line.name))


def by_person(lines: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for line in lines:
        found.setdefault(line.name, []).append(line)
    return sorted(found.items())


def moved_words(moved: Moved, names: Names) -> list[str]:
    """What has changed since the computation, one sentence each."""
    return [
        *(
            f"{names.person(p.volunteer)} tient maintenant une place le {names.day(p.opening)} "
            f"({names.post(p.post)})."
            for p in moved.taken
        ),
        *(
            f"{names.person(p.volunteer)} ne tient plus sa place du {names.day(p.opening)} "
            f"({names.post(p.post)})."
            for p in moved.left
        ),
        *(
            f"La fiche de {names.person(v)} a changé : disponibilités, absences, compétences, "
            "limites ou souhaits."
            for v in moved.people
        ),
        *(f"L’ouverture du {names.day(o)} ou ses besoins ont changé." for o in moved.openings),
        *(["Une règle ou un engagement d’association a changé."] if moved.rules else []),
    ]


def _line(volunteer: str, opening: str, what: str, post: str, names: Names) -> Change:
    return Change(
        names.date(opening), opening, names.day(opening), names.person(volunteer), what, post
    )


def _places(rows: list[list[str]]) -> list[Assignment]:
    return [Assignment(*row) for row in rows]
