"""`/bailleur/<token>/`: one file for one landlord, by a link. Opening it does nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from actors import rules
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import secret_address
from reims_solidarite.kit.http.rate_limit import within_limit
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.landlord_links import report
from secours_loyer.models import (
    Instalment,
    LandlordLink,
    LandlordReport,
    ReportKind,
)
from secours_loyer.queries.follow import followed
from secours_loyer.queries.landlord_links import debt_word, instalment_of, link_of, order_of

RATE = "60/h/key"


class LandlordFile(View):
    """GET shows; POST writes down what the landlord says."""

    rule = rules.PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return _show(request, _found(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = _found(token)
        if not within_limit(request, "landlord_report", RATE, key=str(link.uid)):
            return render(request, "429.html", status=429)
        kind = request.POST.get("geste", "")
        try:
            report(
                link,
                kind=kind,
                order=order_of(link, request.POST.get("paiement", "")),
                instalment=instalment_of(link, request.POST.get("echeance", "")),
                at=now(),
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"C’est noté : {ReportKind(kind).label.lower()}. Merci.")
        return secret_address(redirect("secours_loyer:landlord_file", token=token))


def _found(token: str) -> LandlordLink:
    link = link_of(token, at=now())
    if link is None:
        raise Http404
    return link


def _show(request: HttpRequest, link: LandlordLink) -> HttpResponse:
    shown = followed(link.request)
    said = list(LandlordReport.objects.filter(link__request=link.request_id).order_by("at", "pk"))
    received = {row.order_id for row in said if row.kind == ReportKind.RECEIVED}
    # The last word counts: a landlord who was wrong says it again.
    last = {row.instalment_id: row for row in said if row.instalment_id}
    plan = shown["plan"]
    context = {
        **shown,
        "link": link,
        "debt_said": debt_word(said),
        "debt_hidden": {"geste": ReportKind.DEBT.value},
        "disputed_hidden": {"geste": ReportKind.DISPUTED.value},
        "payments": [
            {
                "order": order,
                "received": order.pk in received,
                "hidden": {"geste": ReportKind.RECEIVED.value, "paiement": order.end_to_end_id},
            }
            for order in shown["paid"]
        ],
        "instalments": [
            _line(row, last.get(row.pk), due=row.due_on <= today())
            for row in (plan.instalments.all() if plan else ())
        ],
    }
    return secret_address(render(request, "secours_loyer/landlord/file.html", context))


def _line(row: Instalment, said: LandlordReport | None, *, due: bool) -> dict[str, Any]:
    return {
        "instalment": row,
        "said": said,
        "tone": "danger" if said and said.kind == ReportKind.MISSED else "success",
        "due": due,
        "paid_hidden": {"geste": ReportKind.PAID.value, "echeance": str(row.pk)},
        "missed_hidden": {"geste": ReportKind.MISSED.value, "echeance": str(row.pk)},
    }
