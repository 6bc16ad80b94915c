"""Who approves with whom, for the auditor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled
from secours_loyer.queries.approval_pairs import Pair, approval_pairs
from secours_loyer.views.staff.frame import task_frame

HEADS = (
    *(("Deux personnes", False), ("Ordres approuvés ensemble", True)),
    *(("Part", True), ("À regarder", False)),
)


@ruled(rules.AUDITOR)
@require_safe
def approvals(request: SignedInRequest) -> HttpResponse:
    """No household is named: orders are only counted."""
    report = approval_pairs(on=today())
    return render(
        request,
        "secours_loyer/staff/approval_pairs.html",
        {
            **task_frame(request, "Qui approuve avec qui"),
            "report": report,
            "columns": [{"label": label, "numeric": numeric} for label, numeric in HEADS],
            "table": [_cells(pair) for pair in report.pairs],
        },
    )


def _cells(pair: Pair) -> list[dict[str, object]]:
    return [
        {"text": f"{pair.first.get_full_name()} et {pair.second.get_full_name()}"},
        {"text": str(pair.together), "numeric": True},
        {"text": f"{pair.share} %", "numeric": True},
        {"text": "Toujours ensemble", "tone": "warning"} if pair.flagged else {"text": ""},
    ]
