"""May this person hold this place? One rule for the volunteer, the coordinator and the actions.

Reasons are in the language of the page that asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from epicerie.states import OpeningState


@dataclass(frozen=True)
class Facts:
    """What the rule needs to know of a volunteer, for one place."""

    active: bool
    affiliated: bool
    skilled: bool
    skill_ended_on: date | None
    placed_that_day: bool
    overlapping: bool


@dataclass(frozen=True)
class Place:
    """What the rule needs to know of a place."""

    state: str
    begins_at: datetime
    finishes_at: datetime
    skill: str
    skill_label: str
    places: int
    filled: int


def day_reason(place: Place, *, at: datetime, oneself: bool) -> str | None:
    """Why nobody may take this place now, or None."""
    if place.state != OpeningState.PLANNED:
        return _("Ce jour est annulé.")
    if place.finishes_at <= at:
        return _("Ce jour est passé.")
    if oneself and place.begins_at <= at:
        return _("L’ouverture a commencé : adressez-vous à la coordination.")
    if place.filled >= place.places:
        return _("Toutes les places de ce poste sont prises. Choisissez-en une autre.")
    return None


def person_reason(facts: Facts, place: Place) -> str | None:
    """Why this person may not hold this place, or None."""
    if not facts.active:
        return _("Cette personne n’est pas disponible pour le planning.")
    if not facts.affiliated:
        return _("Aucune association n’envoie cette personne ce jour-là.")
    if facts.placed_that_day:
        return _("Déjà une place ce jour-là.")
    if facts.overlapping:
        return _("Déjà une place à ces heures.")
    if place.skill and not facts.skilled:
        if facts.skill_ended_on is not None:
            last = facts.skill_ended_on - timedelta(days=1)
            words = _("{skill} : valable jusqu’au {last:%d/%m/%Y} seulement.")
            return words.format(skill=gettext(place.skill_label), last=last)
        return _("{skill} : il manque ce jour-là.").format(skill=gettext(place.skill_label))
    return None


def why_not(facts: Facts, place: Place, *, at: datetime, oneself: bool) -> str | None:
    """The first reason of a refusal, in words, or None when the place may be taken."""
    return day_reason(place, at=at, oneself=oneself) or person_reason(facts, place)
