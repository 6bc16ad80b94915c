"""The columns of a list of volunteers, under the headings that people really write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from epicerie.models import Skill
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.transitions import Refused

TITLES = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Adresse e-mail",
    "phone": "Téléphone",
    "organisation": "Association",
    "novice": "Débute",
    "channel": "Préfère être joint par",
    "language": "Langue",
    "convention": "Convention signée le",
    "wish_per_4_weeks": "Créneaux souhaités en 4 semaines",
    "max_week": "Au plus par semaine",
    "max_month": "Au plus par mois",
    "week": "Disponibilités",
    Skill.TILL.value: "Mandat de caisse jusqu’au",
    Skill.HYGIENE.value: "Formation à l’hygiène jusqu’au",
    Skill.DRIVING.value: "Permis de conduire vérifié",
    Skill.REFERENT.value: "Référent de jour",
}
OTHER_WORDS = {
    "first_name": ("prenoms",),
    "last_name": ("nom de famille", "noms"),
    "email": ("email", "e mail", "mail", "courriel", "adresse mail", "adresse email"),
    "phone": ("tel", "telephone portable", "portable", "mobile", "numero de telephone"),
    "organisation": ("associations", "structure", "envoye par"),
    "novice": ("debutant", "nouveau", "novice"),
    "channel": ("contact", "joindre par", "moyen de contact"),
    "language": ("langues",),
    "convention": ("convention", "date de convention", "signature de la convention"),
    "wish_per_4_weeks": ("souhait", "creneaux souhaites", "frequence"),
    "max_week": ("maximum par semaine", "max semaine"),
    "max_month": ("maximum par mois", "max mois"),
    "week": ("disponibilite", "dispos", "jours"),
    Skill.TILL.value: ("mandat de caisse", "caisse", "mandat caisse"),
    Skill.HYGIENE.value: ("formation a l hygiene", "hygiene", "formation hygiene"),
    Skill.DRIVING.value: ("permis", "permis de conduire", "permis b"),
    Skill.REFERENT.value: ("referent", "reference de jour"),
}
REQUIRED = ("first_name", "last_name", "email")


def plain(text: str) -> str:
    """Case, accents, punctuation put aside: « E-mail » and « e mail » meet."""
    return " ".join(re.findall(r"[a-z0-9]+", folded(text)))


KNOWN = {plain(title): code for code, title in TITLES.items()} | {
    word: code for code, words in OTHER_WORDS.items() for word in words
}


def columns_of(headings: Iterable[str], *, organisation_known: bool) -> dict[str, str]:
    """Column of each heading. Refused when one is unknown, double or missing."""
    found: dict[str, str] = {}
    for heading in headings:
        code = KNOWN.get(plain(heading))
        if code is None:
            raise Refused(f"{_unknown(heading)} Corrigez la première ligne, puis renvoyez-le.")
        if code in found.values():
            raise Refused(f"La colonne « {TITLES[code]} » est présente deux fois.")
        found[heading] = code
    needed = REQUIRED if organisation_known else (*REQUIRED, "organisation")
    missing = [TITLES[code] for code in needed if code not in found.values()]
    if missing:
        names = ", ".join(f"« {name} »" for name in missing)
        more = (
            " (ou choisissez l’association dont c’est la liste)"
            if TITLES["organisation"] in missing
            else ""
        )
        raise Refused(f"Il manque la colonne {names}{more}. Ajoutez-la à la première ligne.")
    return found


def _unknown(heading: str) -> str:
    near = get_close_matches(plain(heading), KNOWN, n=1, cutoff=0.6)
    if near:
        return f"Colonne inconnue « {heading} » : vouliez-vous « {TITLES[KNOWN[near[0]]]} » ?"
    return f"Colonne inconnue « {heading} » : enlevez-la du fichier."
