"""The calendar: a usual day changed once its effect is read, a day added, the needs of a day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.needs import change_needs
from epicerie.actions.openings import open_day, usual_site
from epicerie.actions.pattern_effect import apply_usual_day
from epicerie.forms.planning import NeedsForm, OpenDayForm, UsualDayForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import OpeningDay
from epicerie.queries.pattern_effect import pattern_effect
from epicerie.queries.usual_day import CHANGES_LATER, UsualDay, later_change, needs_of, settled
from epicerie.views.frame import task_context
from epicerie.views.planning import BOARD, form_page
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.templatetags.french import french_date
from reims_solidarite.kit.transitions import Refused


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def usual_day(request: SignedInRequest) -> HttpResponse:
    """GET reads what the change would do to the openings to come; POST does exactly that."""
    posted = request.method == "POST"
    typed = request.POST if posted else request.GET
    form = UsualDayForm(typed) if typed else UsualDayForm(initial={"since": today()})
    asked = _asked(form) if form.is_bound and form.is_valid() else None
    effect, status = None, 200
    try:
        if asked and posted:
            apply_usual_day(asked, seen=typed.get("seen", ""), by=request.user, at=now())
            messages.success(request, "La semaine habituelle est changée, le planning aussi.")
            return redirect("epicerie:generate_openings")
    except Refused as refusal:
        add_refusal(form, refusal)
        status = 409
    if asked and not settled(asked) and later_change(asked) and not form.errors:
        form.add_error("since", CHANGES_LATER)
    elif asked:
        effect = pattern_effect(asked, at=now())
    if form.errors and status == 200:
        status = 422
    context = {
        **task_context(request, "Changer la semaine habituelle", BOARD),
        "form": form,
        "asked": asked,
        "effect": effect,
        "typed": [(name, typed[name]) for name in form.fields if name in typed],
    }
    return render(request, "epicerie/staff/usual_day.html", context, status=status)


def _asked(form: UsualDayForm) -> UsualDay | None:
    typed = form.cleaned_data
    if not any(form.needs().values()):
        form.add_error(None, "Prévoyez au moins une place.")
        return None
    return UsualDay(
        typed.get("site") or usual_site(),
        typed["weekday"],
        typed["starts"],
        typed["ends"],
        typed["since"],
        needs_of(form.needs(), form.skilled()),
    )


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def add_day(request: SignedInRequest) -> HttpResponse:
    """One more opening, outside the usual week."""
    form = OpenDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            opening = open_day(
                typed["day"],
                starts=typed["starts"],
                ends=typed["ends"],
                needs=form.needs(),
                skilled=form.skilled(),
                site=typed.get("site"),
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Le jour est ouvert.")
            return redirect("epicerie:opening", opening.pk)
    return form_page(request, form, "Ajouter un jour d’ouverture", "Ouvrir ce jour")


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def day_needs(request: SignedInRequest, pk: int) -> HttpResponse:
    """How many people, and how many trained ones, each post of that day needs."""
    opening = get_object_or_404(OpeningDay, pk=pk)
    posts = [
        (need.post, need.places, need.skilled)
        for need in opening.needs.select_related("post").order_by("post__rank", "pk")
    ]
    form = NeedsForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        try:
            change_needs(
                opening,
                needs_of(form.needs(), form.skilled()),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Les besoins de ce jour sont changés.")
            return redirect("epicerie:opening", opening.pk)
    back = reverse("epicerie:opening", args=[opening.pk])
    context = {
        **task_context(
            request, "Changer les besoins de ce jour", BOARD, (french_date(opening.day), back)
        ),
        "form": form,
        "send": "Changer",
        "back": back,
    }
    return render(
        request, "epicerie/staff/form.html", context, status=422 if form.is_bound else 200
    )
