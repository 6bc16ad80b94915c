"""What follows the study stands on a computation about the facts of today."""

from __future__ import annotations

from reims_solidarite.kit.transitions import Refused
from secours_loyer.models import RentRequest
from secours_loyer.queries.computed import stale_words


def need_computed(request: RentRequest) -> None:
    """Refused when the lease or the debt changed since the last computation."""
    if told := stale_words(request):
        raise Refused(told)
