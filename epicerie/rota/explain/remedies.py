"""The smallest change that would fill a place. Each is exact: made, it needs nothing else moved."""

from __future__ import annotations

from dataclasses import dataclass

from epicerie.rota.explain.situation import Situation
from epicerie.rota.problem import Opening, SkillNeed

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# What may be asked of somebody, the lightest first. Nobody is asked to be at two places at once.
LIFTABLE = {
    "week_full": "Il suffirait que « {who} » accepte une ouverture de plus la semaine du {date}.",
    "14_days_full": "Il suffirait que « {who} » accepte une ouverture de plus la quinzaine du "
    "{date}.",
    "month_full": "Il suffirait que « {who} » accepte une ouverture de plus le mois du {date}.",
    "gap": "Il suffirait que « {who} » accepte deux jours plus rapprochés autour du {date}.",
    "absent": "Il suffirait que « {who} » se rende disponible le {date}.",
    "declines": "Il suffirait que « {who} » accepte le poste « {post} » le {date}.",
    "not_trained": "Il suffirait que « {who} » suive la formation du poste « {post} » avant le "
    "{date}.",
    "apart": "Il suffirait que « {who} » accepte de venir le {date} malgré la personne à éviter.",
    "partner_absent": "Il suffirait que « {who} » accepte de venir sans la personne qui "
    "l’accompagne le {date}.",
    "association_share": "Il suffirait que l’association de « {who} » dépasse sa part le {date}.",
}
RANK = list(LIFTABLE)


@dataclass(frozen=True)
class Remedy:
    """`kind`: a rule to lift for `volunteer`, or train, one_more_person, more_places."""

    kind: str
    words: str
    volunteer: str | None = None
    post: str | None = None
    skills: tuple[str, ...] = ()


def for_place(
    situation: Situation, opening: Opening, post: str, stops: dict[str, list[str]]
) -> Remedy | None:
    """`stops`: what stops each person who was considered. None: the day is frozen."""
    if opening.id in situation.problem.frozen:
        return None
    lifted = _lift(situation, opening, post, stops)
    if lifted is not None:
        return lifted
    skills = situation.problem.post_skills.get(post, ())
    return _newcomer(opening, post, skills)


def for_skill(
    situation: Situation, opening: Opening, need: SkillNeed, stops: dict[str, list[str]]
) -> Remedy | None:
    """A trained person more where a place is free, else training for somebody already there."""
    if opening.id in situation.problem.frozen:
        return None
    free = free_posts(situation, opening, need)
    for post in free:
        lifted = _lift(situation, opening, post, stops)
        if lifted is not None:
            return lifted
    for person, post in sorted(situation.by_opening[opening.id], key=lambda held: held[0].id):
        if need.post in (None, post) and not person.has(need.skill, opening.date):
            return Remedy(
                "train",
                f"Il suffirait que « {person.id} », déjà prévu le {opening.date:%d/%m/%Y}, suive "
                f"la formation « {need.skill} ».",
                person.id,
                post,
                (need.skill,),
            )
    if free:
        others = situation.problem.post_skills.get(free[0], ())
        return _newcomer(opening, free[0], tuple(dict.fromkeys((need.skill, *others))))
    return Remedy(
        "more_places",
        f"Le {opening.date:%d/%m/%Y}, le minimum de « {need.skill} » dépasse les places : "
        "ajoutez une place ou baissez le minimum.",
        skills=(need.skill,),
    )


def free_posts(situation: Situation, opening: Opening, need: SkillNeed) -> list[str]:
    """Posts where somebody trained would count, with a place left."""
    held = [post for _, post in situation.by_opening[opening.id]]
    return [
        post
        for post, places in sorted(opening.needs.items())
        if need.post in (None, post) and held.count(post) < places
    ]


def _lift(
    situation: Situation, opening: Opening, post: str, stops: dict[str, list[str]]
) -> Remedy | None:
    """One rule lifted for one person: the lightest, then whoever holds the fewest places."""
    candidates = sorted(
        (RANK.index(rules[0]), len(situation.by_person[name]), name)
        for name, rules in stops.items()
        if len(rules) == 1
        and rules[0] in LIFTABLE
        and situation.stops(situation.people[name], opening, post) == rules
    )
    if not candidates:
        return None
    rank, _, name = candidates[0]
    kind = RANK[rank]
    words = LIFTABLE[kind].format(who=name, date=f"{opening.date:%d/%m/%Y}", post=post)
    return Remedy(kind, words, name, post)


def _newcomer(opening: Opening, post: str, skills: tuple[str, ...]) -> Remedy:
    trained = " et ".join(f"« {skill} »" for skill in skills)
    return Remedy(
        "one_more_person",
        f"Il faudrait une personne de plus{f', formée {trained},' if skills else ''} au poste "
        f"« {post} » le {WEEKDAYS[opening.date.weekday()]} {opening.date:%d/%m/%Y}.",
        post=post,
        skills=skills,
    )
