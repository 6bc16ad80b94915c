"""`/benevole/`: the next shift first, then all of them, then what could be taken."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.queries.me import me_of
from epicerie.queries.my_space import my_space
from epicerie.queries.presence_duty import sheet_shift
from epicerie.queries.till_duty import open_shift
from epicerie.views.volunteer_page import volunteer_answer
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_safe
def my_shifts(request: SignedInRequest) -> HttpResponse:
    """Reads only; each button posts to its own address."""
    at = now()
    me = me_of(request.user, at=at)
    if me is None:
        return volunteer_answer(request, "no_record")
    # The record is read first: reasons are sentences, in the language it asks for.
    with override(me.language):
        space = my_space(me, at=at)
        duty = open_shift(space.shifts, at=at)
        return volunteer_answer(
            request,
            "my_shifts",
            me=me,
            space=space,
            at=at,
            duty=duty,
            sheet_duty=sheet_shift(space.shifts, at=at),
        )
