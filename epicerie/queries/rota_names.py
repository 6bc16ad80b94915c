"""Ids of a proposal in words: read when a coordinator looks, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from actors.models import Organisation
from epicerie.models import OpeningDay, Post, Skill, Volunteer
from epicerie.rota.explain.remedies import LIFTABLE
from reims_solidarite.kit.templatetags.french import french_date

GONE = "personne qui n’est plus au registre"


@dataclass
class Names:
    """What each id and code is called. An id that is gone is still said in words."""

    people: dict[str, str] = field(default_factory=dict)
    openings: dict[str, OpeningDay] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    associations: dict[str, str] = field(default_factory=dict)

    def person(self, volunteer: str) -> str:
        return self.people.get(volunteer, GONE)

    def post(self, code: str | None) -> str:
        return self.posts.get(code or "", code or "un poste")

    def day(self, opening: str) -> str:
        found = self.openings.get(opening)
        return french_date(found.day) if found else "un jour qui n’existe plus"

    def date(self, opening: str) -> date:
        found = self.openings.get(opening)
        return found.day if found else date.min

    def association(self, organisation: str) -> str:
        return self.associations.get(organisation, "association retirée")

    def skill(self, code: str) -> str:
        return str(dict(Skill.choices).get(code, code))


def names_of(
    volunteers: Iterable[str], openings: Iterable[str], organisations: Iterable[str] = ()
) -> Names:
    """Four queries, whatever their number."""
    return Names(
        people={
            str(row.pk): str(row)
            for row in Volunteer.objects.select_related("user").filter(
                pk__in=[int(pk) for pk in volunteers]
            )
        },
        openings={
            str(row.pk): row
            for row in OpeningDay.objects.select_related("site").filter(
                pk__in=[int(pk) for pk in openings]
            )
        },
        posts=dict(Post.objects.values_list("code", "label")),
        associations={
            str(pk): name
            for pk, name in Organisation.objects.filter(
                pk__in=[int(pk) for pk in organisations]
            ).values_list("pk", "name")
        },
    )


def remedy_words(change: dict[str, object] | None, opening: str, names: Names) -> str:
    """The smallest change that would fill a place, as one sentence."""
    if change is None:
        return "Ce jour a déjà commencé : il reste comme il est."
    kind, day = str(change["kind"]), names.day(opening)
    who = names.person(str(change["volunteer"])) if change["volunteer"] else ""
    post = names.post(str(change["post"]) if change["post"] else None)
    skills = " et ".join(f"« {names.skill(str(code))} »" for code in _listed(change["skills"]))
    if kind in LIFTABLE:
        return LIFTABLE[kind].format(who=who, date=day, post=post)
    if kind == "train":
        return f"Il suffirait que « {who} », déjà au planning le {day}, obtienne {skills}."
    if kind == "more_places":
        return f"Le {day}, prévoyez une place de plus, ou moins de personnes avec {skills}."
    trained = f", avec {skills}," if skills else ""
    return f"Il faudrait une personne de plus{trained} au poste « {post} » le {day}."


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
