"""Why not, as a code with its values, and in French words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

WEEKDAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
HALVES = {"am": "Matin", "pm": "Après-midi"}
CAPITAL = {"en"}  # where the names of the days keep theirs inside a sentence

# The codes that the solver knows too are the solver's (`epicerie.rota.checker.rules`).
WORDS = {
    "cancelled": "Ce jour est annulé.",
    "past": "Ce jour est passé.",
    "begun": "L’ouverture a commencé : adressez-vous à la coordination.",
    "no_free_place": "Toutes les places de ce poste sont prises. Choisissez-en une autre.",
    "inactive": "Cette personne n’est pas disponible pour le planning.",
    "no_association": "Aucune association n’envoie cette personne ce jour-là.",
    "other_post": "Déjà une place ce jour-là.",
    "overlap": "Déjà une place à ces heures.",
    "not_trained": "Il manque la formation « {skill} » ce jour-là.",
    "no_longer_trained": "{skill} : valable jusqu’au {last:%d/%m/%Y} seulement.",
    "absent": "Absence notée jusqu’au {last:%d/%m/%Y}. Pour venir ce jour-là, changez-la d’abord.",
    "cannot": (
        "Réponse « je ne peux pas » pour le {day:%d/%m/%Y}, {half}. Pour venir, changez-la d’abord."
    ),
    "declines": "Ce poste est noté « jamais ». Choisissez un autre poste.",
    "gap": "Trop près du {other:%d/%m/%Y} : {days} jours au moins entre deux créneaux.",
    "same_day": "Déjà une place le même jour, sur une autre ouverture.",
    "week_full": "Semaine complète : {most} au plus par semaine.",
    "month_full": "Mois complet : {most} au plus par mois.",
    "14_days_full": "Quinzaine complète : {most} au plus en 14 jours.",
    "apart": "Une personne à ne pas mettre avec elle est déjà là ce jour-là.",
    "association_share": (
        "Son association tient déjà sa part de ce jour : {most} au plus. Choisissez un autre jour."
    ),
    "not_said": "N’a pas dit être disponible le {weekday} {half}.",
    "ask": "Cette place n’est pas possible ce jour-là : adressez-vous à la coordination.",
}


@dataclass(frozen=True)
class Reason:
    """`code` is a key of `WORDS`; `values` are what its sentence needs, in no language."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """In the language that is active; the source is French."""
        shown = dict(self.values)
        if "weekday" in shown:
            name = _(WEEKDAYS[shown["weekday"]])
            shown["weekday"] = name if get_language() in CAPITAL else name.lower()
        if "half" in shown:
            shown["half"] = _(HALVES[shown["half"]]).lower()
        if "skill" in shown:
            shown["skill"] = _(shown["skill"])
        return _(WORDS[self.code]).format(**shown)

    @property
    def may_be_agreed(self) -> bool:
        """The coordinator may answer « la personne est d’accord »."""
        return self.code == "not_said"

    def __str__(self) -> str:
        return self.words
