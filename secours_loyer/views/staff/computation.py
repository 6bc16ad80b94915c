"""One computation, done again before the reader’s eyes from what was kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled
from secours_loyer.actions.recheck import facts_of, recheck, rules_of
from secours_loyer.models import RentRequest
from secours_loyer.views.staff.frame import note_shown, task_frame


@ruled(rules.COMMISSION_READER)
@require_safe
def computation(request: SignedInRequest, uid: Any, pk: int) -> HttpResponse:
    """Nothing is written: the comparison is the page."""
    file = get_object_or_404(RentRequest.objects.visible_to(request.user).with_people(), uid=uid)
    kept = get_object_or_404(file.assessments.select_related("by"), pk=pk)
    note_shown(request, [file], ["resources", "debts"])
    found = recheck(kept)
    readable = found.again_cents is not None
    return render(
        request,
        "secours_loyer/staff/computation.html",
        {
            **task_frame(
                request,
                "Vérifier le calcul",
                (file.number, reverse("secours_loyer:file", args=[file.uid])),
            ),
            "file": file,
            "kept": kept,
            "found": found,
            "facts": facts_of(kept) if readable else [],
            "rules": rules_of(kept) if readable else [],
        },
    )
