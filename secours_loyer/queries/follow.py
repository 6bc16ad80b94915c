"""What an association, or a landlord, reads of a request: never a note, never another's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from actors.models import JournalEntry
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, instant, period
from secours_loyer.models import Decision, PaymentOrder, RentRequest, RepaymentPlan
from secours_loyer.queries.adjourned import adjourned_words
from secours_loyer.queries.answer_day import due_words, suspended
from secours_loyer.queries.appeals import decision_letter_of, open_appeal, waiting_words
from secours_loyer.queries.checklist import checklist_lines
from secours_loyer.queries.paying import BACK, paying_of, unpaid_again
from secours_loyer.queries.plan_facts import lines_of, with_facts
from secours_loyer.queries.standing import badge_of, read_standing, standing_of, state_outside
from secours_loyer.queries.words import NEXT, TONES, standing, stops_of
from secours_loyer.states import (
    RUNNING_PLAN,
    SETTLED,
    UNDECIDED,
    OrderState,
    PlanState,
    RequestState,
)

# What the person is told of what happened; an opinion or a check inside the CCAS is not.
TOLD = {
    "file_request": "Votre demande est déposée.",
    "ask_missing": "Le CCAS demande des pièces.",
    "complete_request": "Votre demande est complétée et renvoyée.",
    "resume_delay": "Le CCAS n’attend plus de pièce : le délai de réponse reprend.",
    "assign": "Un instructeur étudie votre demande.",
    "register": "Votre demande est inscrite à une séance de la commission.",
    "adjourn": "La commission reporte sa décision.",
    "study_again": "L’étude de votre demande reprend.",
    "grant": "L’aide est accordée.",
    "grant_urgently": "L’aide est accordée en urgence.",
    "refuse": "L’aide est refusée.",
    "notify": "La lettre de décision est prête.",
    "note_contest": "Vous contestez la dette : le CCAS va répondre.",
    "answer_contest": "Le CCAS a répondu à votre contestation de la dette.",
    "give_up_plan": "Le plan d’apurement prévu n’aura pas lieu.",
    "note_appeal": "Votre recours est noté.",
    "drop_appeal": "Votre recours est retiré.",
    "register_review": "Votre recours est inscrit à une séance de la commission.",
    "confirm_decision": "La commission maintient sa décision.",
    "mark_paid": "Votre bailleur est payé.",
    "return_order": BACK,
    "drop": "Votre demande est classée sans suite.",
    "withdraw": "Votre demande est retirée.",
    "close_request": "Votre dossier est clos.",
    "reopen_request": "Votre dossier est rouvert pour votre recours.",
}
STILL_LACKING = "Des pièces demandées manquent encore : envoyez-les dès que vous les avez."
# Of an order; the rest is of the request.
MOVED = ("mark_paid", "return_order")


def cards_of(rows: Sequence[RentRequest]) -> list[dict[str, Any]]:
    """Each request and the word that its card bears, the one of its page."""
    read_standing(rows)
    cards = []
    for row in rows:
        said, tone = standing_of(row, outside=True)
        cards.append({"row": row, "state": said, "tone": tone})
    return cards


def next_words(request: RentRequest, state: RequestState) -> str:
    """What happens next, with the day of the session once it is known."""
    if state == RequestState.REGISTERED:
        item = request.agenda_items.filter(left_at=None, decided_at=None).select_related("session")
        if (found := item.first()) is not None:
            return f"La commission examine la demande le {french_date(found.session.held_at)}."
    return NEXT[state]


def history_of(request: RentRequest, moved: list[PaymentOrder]) -> list[dict[str, str]]:
    """What happened, day and hour, oldest first: what the person is told, nobody's name."""
    own = Q(object_type="secours_loyer.rentrequest", object_id=str(request.pk), verb__in=TOLD)
    orders = [str(order.pk) for order in moved]
    own |= Q(object_type="secours_loyer.paymentorder", object_id__in=orders, verb__in=MOVED)
    entries = JournalEntry.objects.filter(own).order_by("at", "pk")
    return [{"date": instant(entry.at), "title": TOLD[entry.verb]} for entry in entries]


def followed(request: RentRequest, *, reasons: bool = False) -> dict[str, Any]:
    """Where the request stands, the decision and what was paid, in plain words; `reasons` why the
    commission put its decision off, once the household was told: not for landlords."""
    state = state_outside(request)
    decision = Decision.objects.filter(request=request, replaced_by=None).first()
    moved = list(
        PaymentOrder.objects.filter(
            award__decision__request=request, state__in=[*SETTLED, OrderState.RETURNED]
        )
        .select_related("account")
        .order_by("pk")
    )
    paid = [row for row in moved if row.state in SETTLED]
    letter = decision_letter_of(decision) if decision else None
    paying = paying_of(state, decision, moved, letter=letter)
    lines = [
        {"label": "Mois impayés", "value": period(request.debt.period)},
        {"label": "Dette certifiée", "value": format_cents(request.debt.certified_cents)},
        {"label": "Bailleur", "value": request.tenancy.landlord.name},
        {"label": "Logement", "value": request.tenancy.address},
    ]
    if state in UNDECIDED and request.filed_at:
        lines.append({"label": "Réponse au plus tard", "value": due_words(request)})
    if decision:
        lines.append(
            {
                "label": "Décision",
                "value": f"{decision.get_outcome_display()}, {decision.number}",
            }
        )
        if decision.aid_cents:
            lines.append({"label": "Aide accordée", "value": format_cents(decision.aid_cents)})
    appeal = open_appeal(request) if decision else None
    if appeal:
        lines.append({"label": "Recours", "value": waiting_words(appeal)})
    lines += [
        {"label": "Payé au bailleur", "value": f"{format_cents(row.amount_cents)}"} for row in paid
    ]
    lines += [
        {
            "label": "Paiement revenu",
            "value": f"{format_cents(row.amount_cents)}, à verser de nouveau",
        }
        for row in unpaid_again(moved)
    ]
    put_off = adjourned_words(request, told_only=True) if reasons else ""
    words = paying.words if paying else next_words(request, state)
    if reasons and state != RequestState.INCOMPLETE and suspended(request):
        words = f"{STILL_LACKING} {words}"
    said, tone = badge_of(request, decision, moved, outside=True)
    return {
        "file": request,
        "checklist": checklist_lines(request),
        "state": said,
        "tone": tone,
        "next": f"{put_off} {words}" if put_off else words,
        "open": state in UNDECIDED,
        "decided": decision is not None,
        "history": history_of(request, moved),
        "stops": stops_of(standing(state, decision.outcome if decision else None), paid=bool(paid)),
        "lines": lines,
        "paid": paid,
        "plan": followed_plan(request),
    }


def schedule_of(plan: RepaymentPlan | None, *, on: date) -> dict[str, Any]:
    """Each instalment of the plan and where it stands; nothing without a plan."""
    if plan is None:
        return {}
    lines = lines_of(with_facts(plan), on=on)
    return {
        "lines": [{"line": line, "tone": TONES[line.state]} for line in lines],
        "total": plan.total_cents,
        "received": sum(line.received_cents for line in lines),
        "left": plan.total_cents - sum(line.received_cents for line in lines),
    }


def followed_plan(request: RentRequest) -> RepaymentPlan | None:
    """The plan that runs, or else the one to be signed."""
    rows = RepaymentPlan.objects.filter(request=request).prefetch_related("instalments")
    running = rows.filter(state__in=RUNNING_PLAN).first()
    return running or rows.filter(state=PlanState.PROPOSED).order_by("-version").first()
