"""What an association, or a landlord, reads of a request: never a note, never another's file."""

from __future__ import annotations

from typing import Any

from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.models import Decision, PaymentOrder, RentRequest, RepaymentPlan
from secours_loyer.queries.checklist import checklist_lines
from secours_loyer.queries.words import NEXT, TONES, standing, stops_of
from secours_loyer.states import RUNNING_PLAN, SETTLED, PlanState, RequestState

# Inside the CCAS, an opinion is not yet an answer: outside, it is all « en instruction ».
OUTSIDE = {RequestState.OPINION: RequestState.STUDIED, RequestState.VALIDATED: RequestState.STUDIED}


def state_outside(request: RentRequest) -> RequestState:
    """The state as people outside the CCAS read it."""
    state = RequestState(request.state)
    return OUTSIDE.get(state, state)


def followed(request: RentRequest) -> dict[str, Any]:
    """Where the request stands, the decision and what was paid, in plain words."""
    state = state_outside(request)
    decision = Decision.objects.filter(request=request, replaced_by=None).first()
    paid = list(
        PaymentOrder.objects.filter(award__decision__request=request, state__in=SETTLED).order_by(
            "pk"
        )
    )
    lines = [
        {"label": "Mois impayés", "value": period(request.debt.period)},
        {"label": "Dette certifiée", "value": format_cents(request.debt.certified_cents)},
        {"label": "Bailleur", "value": request.tenancy.landlord.name},
        {"label": "Logement", "value": request.tenancy.address},
    ]
    if decision:
        lines.append(
            {
                "label": "Décision",
                "value": f"{decision.get_outcome_display()}, {decision.number}",
            }
        )
        if decision.aid_cents:
            lines.append({"label": "Aide accordée", "value": format_cents(decision.aid_cents)})
    lines += [
        {"label": "Payé au bailleur", "value": f"{format_cents(row.amount_cents)}"} for row in paid
    ]
    return {
        "file": request,
        "checklist": checklist_lines(request),
        "state": state.label,
        "tone": TONES[state],
        "next": NEXT[state],
        "stops": stops_of(standing(state, decision.outcome if decision else None), paid=bool(paid)),
        "lines": lines,
        "paid": paid,
        "plan": followed_plan(request),
    }


def followed_plan(request: RentRequest) -> RepaymentPlan | None:
    """The plan that runs, or else the one to be signed."""
    rows = RepaymentPlan.objects.filter(request=request).prefetch_related("instalments")
    running = rows.filter(state__in=RUNNING_PLAN).first()
    return running or rows.filter(state=PlanState.PROPOSED).order_by("-version").first()
