"""What makes no sense is refused before anything is computed, all of it at once, in French."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from epicerie.rota.problem import Opening, Problem, Volunteer
from reims_solidarite.kit.transitions import Refused

WORST_PENALTY = 3


class InvalidProblem(Refused):
    """`messages`: every error, one sentence each."""

    def __init__(self, messages: list[str]) -> None:
        others = len(messages) - 1
        more = f" (et {others} autre{'s' if others > 1 else ''})" if others else ""
        super().__init__(f"{messages[0]}{more}")
        self.messages = messages


def check(problem: Problem) -> None:
    """Raises InvalidProblem. What passes always has a rota, however short of people."""
    messages = [
        *_twins("bénévoles", (v.id for v in problem.volunteers)),
        *_twins("jours", (o.id for o in problem.openings)),
        *_twins("associations", (a.id for a in problem.associations)),
        *(line for v in problem.volunteers for line in _person(v)),
        *(line for o in problem.openings for line in _opening(o)),
        *_references(problem),
        *_pairs(problem),
        *_published(problem),
    ]
    if not 1 <= problem.association_share_percent <= 100:
        messages.append("La part d’une association va de 1 à 100 % : corrigez la règle.")
    if messages:
        raise InvalidProblem(messages)


def _twins(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            yield f"Deux {what} portent l’identifiant « {name} » : donnez-leur des noms différents."


def _person(person: Volunteer) -> Iterator[str]:
    for post, penalty in sorted(person.posts.items()):
        if not 0 <= penalty <= WORST_PENALTY:
            yield f"« {person.id} » : la préférence pour « {post} » va de 0 (volontiers) à 3."
    for held in person.skills:
        if held.since and held.until and held.until < held.since:
            yield f"« {person.id} » : « {held.name} » finit avant de commencer, corrigez les dates."
    if person.since and person.until and person.until < person.since:
        yield f"« {person.id} » : le départ précède l’arrivée, corrigez les dates."
    if person.wish_per_4_weeks < 0:
        yield f"« {person.id} » : la fréquence souhaitée ne peut pas être négative."
    limits = (person.max_week, person.max_month, person.max_14_days, person.min_gap_days)
    if any(limit is not None and limit < 0 for limit in limits):
        yield f"« {person.id} » : une limite ne peut pas être négative."


def _opening(opening: Opening) -> Iterator[str]:
    if any(count < 0 for count in opening.needs.values()):
        yield f"« {opening.id} » : un nombre de places ne peut pas être négatif."
    if (opening.starts is None) != (opening.ends is None):
        yield f"« {opening.id} » : donnez l’heure de début et celle de fin, ou aucune."
    elif opening.starts and opening.ends and opening.ends <= opening.starts:
        yield f"« {opening.id} » : l’heure de fin doit être après l’heure de début."
    kinds = Counter((need.skill, need.post) for need in opening.skills)
    for (skill, _), count in sorted(kinds.items(), key=str):
        if count > 1:
            yield f"« {opening.id} » : « {skill} » est demandée deux fois, gardez-en une."
    for need in opening.skills:
        if need.post is not None and need.post not in opening.needs:
            yield (
                f"« {opening.id} » : « {need.skill} » est demandée au poste « {need.post} », "
                "qui n’a pas de place ce jour-là. Ajoutez le poste ou retirez la demande."
            )
        if need.least < 0:
            yield f"« {opening.id} » : le minimum de « {need.skill} » ne peut pas être négatif."


def _references(problem: Problem) -> Iterator[str]:
    people = {v.id for v in problem.volunteers}
    openings = {o.id for o in problem.openings}
    associations = {a.id for a in problem.associations}
    pairs = (*problem.together, *problem.apart)
    for where, names, known in (
        ("availability", (v for v, _ in problem.availability), people),
        ("availability", (o for _, o in problem.availability), openings),
        ("together ou apart", (name for pair in pairs for name in pair), people),
        ("frozen", problem.frozen, openings),
        ("prior", problem.prior, people),
    ):
        for name in sorted(set(names) - known):
            yield f"{where} parle de « {name} », qui n’existe pas : ajoutez-le ou retirez la ligne."
    sent = {v.association for v in problem.volunteers if v.association is not None}
    if associations:
        for name in sorted(sent - associations):
            yield f"L’association « {name} » d’un bénévole manque dans associations : ajoutez-la."
    for (volunteer, opening), penalty in sorted(problem.availability.items()):
        if not 0 <= penalty <= WORST_PENALTY:
            yield f"« {volunteer} » le « {opening} » : la pénalité va de 0 à 3."


def _pairs(problem: Problem) -> Iterator[str]:
    for one, other in (*problem.together, *problem.apart):
        if one == other:
            yield f"« {one} » est mis en paire avec lui-même : retirez cette paire."
    both = {frozenset(pair) for pair in problem.together} & {frozenset(p) for p in problem.apart}
    for pair in sorted(map(sorted, both)):
        names = " et ".join(f"« {name} »" for name in pair)
        yield f"{names} sont à la fois à mettre ensemble et à séparer : choisissez."


def _published(problem: Problem) -> Iterator[str]:
    told = problem.published or ()
    for (volunteer, opening), count in sorted(
        Counter((a.volunteer, a.opening) for a in set(told)).items()
    ):
        if count > 1:
            yield f"« {volunteer} » a deux postes publiés le « {opening} » : gardez-en un."
    people = {v.id for v in problem.volunteers}
    for name in sorted({a.volunteer for a in told if a.opening in problem.frozen} - people):
        yield (
            f"« {name} » tient une place publiée d’un jour figé : gardez cette personne dans "
            "volunteers, sans disponibilité."
        )
