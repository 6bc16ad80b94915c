"""`/bailleur/<token>/`: one file for one landlord, by a link. Opening it does nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from actors import rules
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import secret_address
from reims_solidarite.kit.http.rate_limit import within_limit
from reims_solidarite.kit.transitions import Refused
from secours_loyer.iban import mask
from secours_loyer.models import (
    Instalment,
    LandlordLink,
    LandlordReport,
    ReportKind,
)
from secours_loyer.queries.contact import contact_of
from secours_loyer.queries.follow import followed
from secours_loyer.queries.landlord_links import (
    debt_word,
    link_of,
    over_words,
    replaced_words,
    said_of,
)
from secours_loyer.queries.landlord_statement import paid_words
from secours_loyer.queries.plan_rents import rents_of
from secours_loyer.queries.proposals import waiting_proposal
from secours_loyer.states import RUNNING_PLAN, PlanState
from secours_loyer.views.landlord.said import FORMS, say

RATE = "60/h/key"
MONTHS = 3


class LandlordFile(View):
    """GET shows; POST writes down what the landlord says."""

    rule = rules.PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = link_of(token, at=now())
        return _show(request, link) if link else _over(request)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = link_of(token, at=now())
        if link is None:
            return _over(request)
        if not within_limit(request, "landlord_report", RATE, key=str(link.uid)):
            return render(request, "429.html", status=429)
        if told := over_words(link.request):
            messages.error(request, told)
            return _again(token)
        gesture = request.POST.get("geste", "")
        made = FORMS.get(gesture)
        form = made(request.POST, request.FILES, prefix=gesture) if made else None
        if form is None or form.is_valid():
            try:
                done = say(link, gesture, request, form.cleaned_data if form else {})
            except Refused as refusal:
                if form is None:
                    messages.error(request, refusal.message)
                    return _again(token)
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, refusal.message
                )
            else:
                messages.success(request, f"C’est noté. {done}. Merci.")
                return _again(token)
        return _show(request, link, gesture, form, status=422)


def _again(token: str) -> HttpResponse:
    return secret_address(redirect("secours_loyer:landlord_file", token=token))


def _over(request: HttpRequest) -> HttpResponse:
    """One answer for a link that is wrong, expired or replaced: it tells nothing of any file."""
    context = {"contact": contact_of(on=today())}
    page = render(request, "secours_loyer/landlord/link_over.html", context, status=404)
    return secret_address(page)


def _show(
    request: HttpRequest,
    link: LandlordLink,
    tried: str = "",
    bound: forms.Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = followed(link.request)
    said = said_of(link)
    paid = [row for row in shown["paid"] if row.account.landlord_id == link.landlord_id]
    context = {
        **shown,
        "link": link,
        "over": over_words(link.request),
        "contact": contact_of(on=today()),
        "tried": tried,
        **{
            f"{name}_form": bound if name == tried and bound else made(prefix=name)
            for name, made in FORMS.items()
        },
        "retried": request.POST.get("echeance", ""),
        **_debt(link, said),
        "payments": _payments(paid, said),
        "debt_paid": paid_words(link.request, sum(row.amount_cents for row in paid)),
        "proposal": _proposal(link),
        **_plan(shown["plan"], said),
    }
    page = render(request, "secours_loyer/landlord/file.html", context, status=status)
    return secret_address(page)


def _debt(link: LandlordLink, said: list[LandlordReport]) -> dict[str, Any]:
    """The landlord's last word on the debt, and what another one would replace."""
    word = debt_word(said)
    return {
        "debt_said": word,
        "debt_replaces": replaced_words(link.request, word),
        "statement_said": next(
            (row for row in reversed(said) if row.kind == ReportKind.STATEMENT), None
        ),
        "debt_hidden": {"geste": ReportKind.DEBT.value},
    }


def _payments(paid: list[Any], said: list[LandlordReport]) -> list[dict[str, Any]]:
    received = {row.order_id for row in said if row.kind == ReportKind.RECEIVED}
    return [
        {
            "order": order,
            "received": order.pk in received,
            "hidden": {"geste": ReportKind.RECEIVED.value, "paiement": order.end_to_end_id},
        }
        for order in paid
    ]


def _proposal(link: LandlordLink) -> dict[str, Any] | None:
    """What waits for the CCAS: its last digits are enough to know it again."""
    row = waiting_proposal(link.request)
    return {"number": mask(row.iban), "holder": row.holder, "at": row.at} if row else None


def _plan(plan: Any, said: list[LandlordReport]) -> dict[str, Any]:
    if plan is None:
        return {}
    # The last word counts: a landlord who was wrong says it again.
    last = {row.instalment_id: row for row in said if row.instalment_id}
    running = plan.state in RUNNING_PLAN
    return {
        "to_agree": plan.state == PlanState.PROPOSED,
        "agreed": next((row for row in said if row.plan_id == plan.pk), None),
        "agree_hidden": {"geste": ReportKind.AGREED.value},
        "instalments": [
            _line(row, last.get(row.pk), due=running and row.due_on <= today())
            for row in plan.instalments.all()
        ],
        "rents": [
            {
                "line": line,
                "paid_hidden": {"geste": "loyer_paye", "mois": line.month.isoformat()},
                "unpaid_hidden": {"geste": "loyer_impaye", "mois": line.month.isoformat()},
            }
            for line in (rents_of(plan, on=today())[:MONTHS] if running else ())
        ],
    }


def _line(row: Instalment, said: LandlordReport | None, *, due: bool) -> dict[str, Any]:
    good = said is not None and said.kind == ReportKind.PAID
    return {
        "instalment": row,
        "key": str(row.pk),
        "said": said,
        "tone": "success" if good else "danger",
        "due": due,
        "paid_hidden": {"geste": ReportKind.PAID.value, "echeance": str(row.pk)},
        "missed_hidden": {"geste": ReportKind.MISSED.value, "echeance": str(row.pk)},
    }
