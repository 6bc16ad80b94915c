"""`/benevole/`: the next shift first, then all of them, then what could be taken."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.queries.my_space import my_space
from epicerie.queries.till_duty import open_shift
from epicerie.views.frame import volunteer_nav
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_safe
def my_shifts(request: SignedInRequest) -> HttpResponse:
    """Reads only; each button posts to its own address."""
    at = now()
    space = my_space(request.user, at=at)
    duty = open_shift(space.shifts, at=at) if space else None
    context = {
        "space": space,
        "at": at,
        "duty": duty,
        "volunteer_nav": volunteer_nav(on_till=duty is not None),
    }
    return render(request, "epicerie/volunteer/my_shifts.html", context)
