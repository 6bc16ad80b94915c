"""Statistics of the rota: charts with their tables, or everything in one spreadsheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.staff_export import WRITERS
from actors.views.signed_in import SignedInRequest
from epicerie.forms.hours import span_of
from epicerie.queries import statistics as figures
from epicerie.views.frame import task_context
from epicerie.views.hours import HOURS
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import attach, ruled


@ruled(rules.GROCERY)
@require_safe
def statistics(request: SignedInRequest) -> HttpResponse:
    """The page, or what it shows as a spreadsheet."""
    span, form = span_of(request.GET, today=today())
    charts = figures.statistics(span)
    wanted = request.GET.get("format", "")
    if wanted in WRITERS:
        write, media = WRITERS[wanted]
        rows: list[list[str | int]] = [
            [chart.title, name, figure] for chart in charts for name, figure in chart.rows
        ]
        answer = HttpResponse(write(["Indicateur", "Ligne", "Nombre"], rows), content_type=media)
        attach(answer, f"statistiques-benevoles.{wanted}")
        return answer
    kept = request.GET.urlencode()
    context = {
        **task_context(request, "Statistiques des bénévoles", HOURS),
        "form": form,
        "charts": charts,
        "page_query": f"{kept}&" if kept else "",
    }
    return render(request, "epicerie/staff/statistics.html", context)
