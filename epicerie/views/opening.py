"""One opening day: its people, placing and taking off, its needs, cancelling it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place, take_back_place
from epicerie.forms.planning import ReasonForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Assignment, OpeningDay, OpeningNeed, Volunteer
from epicerie.queries.calendar_plan import CHANGED_HOURS
from epicerie.queries.cancelled_day import expected_before
from epicerie.queries.candidates import candidates, shown
from epicerie.queries.planning import posts_of_day
from epicerie.states import OpeningState
from epicerie.views.frame import task_context
from epicerie.views.planning import BOARD
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.templatetags.french import count, french_date, french_time
from reims_solidarite.kit.transitions import Refused

SHOWN = 25
# Reasons that a page which leads here knows already, by the word of the address.
REASONS = {"horaires": CHANGED_HOURS}


def _crumb(opening: OpeningDay) -> tuple[str, str]:
    return french_date(opening.day), reverse("epicerie:opening", args=[opening.pk])


def _frame(request: SignedInRequest, title: str, opening: OpeningDay) -> dict[str, Any]:
    return task_context(request, title, BOARD, _crumb(opening))


@ruled(rules.GROCERY)
@require_safe
def opening(request: SignedInRequest, pk: int) -> HttpResponse:
    """Posts in order, who holds them, what is short."""
    shown = get_object_or_404(OpeningDay, pk=pk)
    posts = posts_of_day(shown)
    missing = sum(post.missing for post in posts)
    title, lead = f"Ouverture du {french_date(shown.day)}", _lead(shown, missing)
    context = {
        **task_context(request, title, BOARD, lead=lead),
        "opening": shown,
        "posts": posts,
        "missing": missing,
        "is_over": shown.finishes_at <= now(),
        "expected": expected_before(shown) if shown.state == OpeningState.CANCELLED else [],
    }
    return render(request, "epicerie/staff/opening.html", context)


def _lead(shown: OpeningDay, missing: int) -> str:
    """Its hours and how it stands, above everything that can be done."""
    state = "Toutes les places sont tenues."
    if shown.state == OpeningState.CANCELLED:
        state = f"Ce jour est annulé : {shown.cancel_reason}."
    elif missing:
        state = f"Il manque {count(missing, 'personne,personnes')}."
    return f"De {french_time(shown.starts)} à {french_time(shown.ends)}. {state}"


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: SignedInRequest, pk: int) -> HttpResponse:
    """People for one post, the free and qualified first; each other with what stops them."""
    need = get_object_or_404(
        OpeningNeed.objects.select_related("opening", "post").with_filled(), pk=pk
    )
    refused = ""
    if request.method == "POST":
        volunteer = get_object_or_404(
            Volunteer.objects.visible_to(request.user), pk=_number(request.POST.get("volunteer"))
        )
        try:
            agreed = request.POST.get("agreed") == "1"
            hold_place(need, volunteer=volunteer, by=request.user, at=now(), agreed=agreed)
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, f"{volunteer} est au planning et {volunteer.told}.")
            return redirect("epicerie:opening", need.opening_id)
    typed = request.GET.get("q", "").strip()[:80]
    page = Paginator(candidates(need, typed=typed), SHOWN).get_page(request.GET.get("page"))
    context = {
        **_frame(request, f"Trouver quelqu’un : {need.post}", need.opening),
        "need": need,
        "typed": typed,
        "page": page,
        "people": shown(list(page.object_list)),
        "refused": refused,
    }
    return render(request, "epicerie/staff/fill.html", context, status=409 if refused else 200)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


@ruled(rules.GROCERY)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a person off the rota."""
    held = get_object_or_404(
        Assignment.objects.visible_to(request.user).select_related("volunteer__user", "need__post"),
        pk=pk,
    )
    try:
        take_back_place(held, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, f"{held.volunteer} n’est plus au planning et {held.volunteer.told}."
        )
    return redirect("epicerie:opening", held.opening_id)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel the day; everyone expected is told why."""
    shown = get_object_or_404(OpeningDay, pk=pk)
    known = REASONS.get(request.GET.get("raison", ""), "")
    form = ReasonForm(request.POST or None, initial={"reason": known})
    if request.method == "POST" and form.is_valid():
        try:
            cancel_day(shown, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Le jour est annulé, chaque personne attendue est prévenue.")
            return redirect("epicerie:opening", shown.pk)
    expected = Assignment.objects.visible_to(request.user).active().filter(opening=shown).count()
    context = {
        **_frame(request, "Annuler ce jour", shown),
        "form": form,
        "send": "Annuler ce jour",
        "danger": True,
        "lead": (
            f"Personnes attendues, qui seront prévenues : {expected}."
            if now() < shown.finishes_at
            else "Ce jour est passé : personne n’est prévenu."
        ),
        "back": reverse("epicerie:opening", args=[shown.pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/form.html", context, status=status)
