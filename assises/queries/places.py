"""How the places of a session are told."""

from __future__ import annotations


def words_of_places(left: int | None, queue: int) -> str:
    """« 3 places libres », « Complet : 2 personnes attendent »."""
    if left is None:
        return "Places non limitées"
    if left > 0 and not queue:
        return "1 place libre" if left == 1 else f"{left} places libres"
    if not queue:
        return "Complet"
    waiting = "1 personne attend" if queue == 1 else f"{queue} personnes attendent"
    return f"Complet : {waiting}"
