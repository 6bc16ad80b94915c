"""A computation as people read it: each sentence once, and whether the *taux d’effort* has a limit.

What is kept stays as it was computed (`actions.recheck`): this is said beside it.
"""

from __future__ import annotations

from secours_loyer.models import Assessment

NO_LIMIT = "Aucun taux d’effort maximal n’est fixé : il est donné pour information."


def readings_of(assessment: Assessment) -> tuple[str, ...]:
    """The sentences of the computation, in their order."""
    said = tuple(dict.fromkeys(assessment.lines))
    return said if assessment.parameters.get("most_effort") else (*said, NO_LIMIT)
