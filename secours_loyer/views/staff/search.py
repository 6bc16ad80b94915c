"""One box that looks everywhere in the rent aid."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import MAX_SEARCH
from secours_loyer.queries.search import LEAST_TYPED, search_all
from secours_loyer.views.staff.frame import note_shown, task_frame


@ruled(rules.AID_READER)
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """Nothing is looked for before two characters are typed; what is shown is in the access log."""
    typed = request.GET.get("q", "").strip()[:MAX_SEARCH]
    enough = len(typed) >= LEAST_TYPED
    groups, files = search_all(request.user, typed) if enough else ([], [])
    note_shown(request, files, ["identity", "debts"])
    return render(
        request,
        "secours_loyer/staff/search.html",
        {
            **task_frame(request, "Chercher dans le secours loyer"),
            "typed": typed,
            "enough": enough,
            "groups": groups,
            "least": LEAST_TYPED,
        },
    )
