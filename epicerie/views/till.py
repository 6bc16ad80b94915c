"""The till, for the staff and for a volunteer during an own shift there: card, basket, ticket."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors import rules
from actors.actions.reading import note_reading
from actors.models import User
from actors.views.signed_in import SignedInRequest
from epicerie.actions.sales import sell
from epicerie.forms.basket import read_basket, read_key
from epicerie.models import Sale
from epicerie.pricing import totals
from epicerie.queries.till import access_of_card, by_family, shelf
from epicerie.queries.till_duty import till_duty
from epicerie.views.frame import task_context
from epicerie.views.volunteer_page import volunteer_nav
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused

ON_TILL = "créneau de caisse"


def _till(
    request: SignedInRequest, *, surface: str, frame: dict[str, Any], reason: str
) -> HttpResponse:
    """One page in three steps: the card, the basket, the ticket to accept. POST « pay » sells."""
    at = now()
    day = paris_day(at)
    here = reverse(f"epicerie:{surface}")
    number = (request.POST.get("carte") or request.GET.get("carte") or "").strip()[:12]
    access = access_of_card(number, day) if number else None
    context = {**frame, "here": here, "number": number, "access": access, "problem": ""}
    if access is None:
        if number:
            context["problem"] = (
                "Aucun accès ouvert aujourd’hui pour cette carte. Vérifiez le numéro, ou voyez la "
                "coordination."
            )
        return render(request, f"epicerie/till/{surface}.html", context)
    note_reading(
        [access.household.uid],
        by=request.user,
        at=at,
        classes=["identity"],
        route=f"epicerie:{surface}",
        reason=reason,
    )
    status = 200
    basket: dict[int, int] = {}
    key = uuid.uuid4()
    step = request.POST.get("step", "")
    try:
        if request.method == "POST":
            key = read_key(request.POST.get("key", ""))
            basket = read_basket(request.POST)
            if step == "pay":
                sale = sell(access, basket, key=key, by=request.user, at=at)
                return redirect(f"epicerie:{surface}_ticket", sale.key)
            if not basket:
                raise Refused("Le panier est vide : indiquez au moins une quantité.")
    except Refused as refusal:
        context["problem"], status, step = refusal.message, 409, ""
    lots = shelf(day, basket)
    chosen = [row for row in lots if row.quantity]
    if step == "check" and len(chosen) < len(basket):
        context["problem"] = "Un article du panier n’est plus en rayon : il a été retiré du ticket."
    value_cents, paid_cents = totals(row.line for row in chosen)
    context |= {
        "key": key,
        "shelf": by_family(lots),
        "chosen": chosen,
        "value_cents": value_cents,
        "paid_cents": paid_cents,
        "saved_cents": value_cents - paid_cents,
        "checking": step == "check" and bool(chosen),
    }
    return render(request, f"epicerie/till/{surface}.html", context, status=status)


def _ticket(
    request: SignedInRequest, sale: Sale, surface: str, frame: dict[str, Any], reason: str
) -> HttpResponse:
    note_reading(
        [sale.access.household.uid],
        by=request.user,
        at=now(),
        classes=["identity"],
        route=f"epicerie:{surface}_ticket",
        reason=reason,
    )
    context = {
        **frame,
        "here": reverse(f"epicerie:{surface}"),
        "sale": sale,
        "card": sale.access.household.grocery_card.number,
        "lines": sale.lines.select_related("lot__product"),
    }
    return render(request, f"epicerie/till/{surface}_ticket.html", context)


def _sale(request: SignedInRequest, key: uuid.UUID) -> Sale:
    rows = Sale.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("access__household__grocery_card"), key=key)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def till(request: SignedInRequest) -> HttpResponse:
    """The coordinator's till."""
    frame = task_context(request, "Caisse")
    return _till(request, surface="till", frame=frame, reason=rules.GROCERY.label[:80])


@ruled(rules.GROCERY)
@require_safe
def till_ticket(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """A ticket, to be shown or printed."""
    sale = _sale(request, key)
    frame = task_context(request, f"Ticket {sale.pk}", ("Caisse", reverse("epicerie:till")))
    return _ticket(request, sale, "till", frame, rules.GROCERY.label[:80])


def _on_duty(user: User) -> None:
    """Asked on each request: the mandate or the shift may end between two customers."""
    if till_duty(user, at=now()) is None:
        raise PermissionDenied("no till shift now")


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
def my_till(request: SignedInRequest) -> HttpResponse:
    """A volunteer's till, open during an own shift on that post with a mandate in date."""
    _on_duty(request.user)
    frame = {"volunteer_nav": volunteer_nav(on_till=True)}
    return _till(request, surface="my_till", frame=frame, reason=ON_TILL)


@ruled(rules.VOLUNTEER)
@require_safe
def my_till_ticket(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """A ticket of one's own, during the shift."""
    _on_duty(request.user)
    sale = _sale(request, key)
    frame = {"volunteer_nav": volunteer_nav(on_till=True)}
    return _ticket(request, sale, "my_till", frame, ON_TILL)
