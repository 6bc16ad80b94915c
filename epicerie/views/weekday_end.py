"""A day of the usual week ends, once what that does to the openings to come is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.weekday_end import end_usual_day
from epicerie.forms.refusals import add_refusal
from epicerie.forms.weekday_end import EndUsualDayForm
from epicerie.queries.weekday_end import weekday_end
from epicerie.views.frame import task_context
from epicerie.views.planning import BOARD
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused

ASKED = ("pattern", "since")


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def end_weekday(request: SignedInRequest) -> HttpResponse:
    """GET reads what it would do; POST does exactly that."""
    typed = request.POST if request.method == "POST" else request.GET
    start = {"since": today(), "pattern": typed.get("pattern")}
    bound = bool(request.POST) or "since" in request.GET
    form = EndUsualDayForm(typed if bound else None, initial=start, on=today())
    effect, status = None, 200
    if form.is_bound and form.is_valid():
        pattern, since = form.cleaned_data["pattern"], form.cleaned_data["since"]
        try:
            if request.method == "POST":
                seen = typed.get("seen", "")
                end_usual_day(pattern, since=since, seen=seen, by=request.user, at=now())
                messages.success(request, "Ce jour n’est plus dans la semaine habituelle.")
                return redirect("epicerie:generate_openings")
        except Refused as refusal:
            add_refusal(form, refusal)
            status = 409
        effect = weekday_end(pattern, since, at=now())
    elif form.is_bound:
        status = 422
    context = {
        **task_context(request, "Retirer un jour de la semaine habituelle", BOARD),
        "form": form,
        "effect": effect,
        "typed": [(name, typed[name]) for name in ASKED if name in typed],
    }
    return render(request, "epicerie/staff/weekday_end.html", context, status=status)
