"""A broken rule, by its code, and the French words for it."""

from __future__ import annotations

from dataclasses import dataclass

WORDS = {
    "absent": "absent ce jour-là",
    "declines": "n’accepte pas ce poste",
    "not_trained": "n’a pas la compétence exigée, ou elle n’est plus valable",
    "other_post": "tient déjà un autre poste ce jour-là",
    "overlap": "déjà pris aux mêmes heures",
    "gap": "trop près d’un autre jour",
    "week_full": "semaine complète",
    "month_full": "mois complet",
    "14_days_full": "déjà son maximum sur quatorze jours",
    "apart": "une personne à ne pas mettre avec lui ou elle est déjà là",
    "partner_absent": "ne vient qu’avec une personne qui ne vient pas",
    "association_share": "son association a déjà toute sa part de la journée",
    "no_free_place": "toutes les places du poste sont prises",
    "unknown": "personne, jour ou poste inconnu",
    "frozen": "jour figé : il reste comme publié",
}


@dataclass(frozen=True, order=True)
class Broken:
    """`rule` is a key of `WORDS`; a rule of the whole opening has no volunteer.

    `other` is the second person of a pair, where the rule is about two.
    """

    rule: str
    opening: str
    volunteer: str = ""
    other: str = ""

    @property
    def words(self) -> str:
        who = f"{self.volunteer} : " if self.volunteer else ""
        return f"{self.opening}, {who}{WORDS[self.rule]}"
