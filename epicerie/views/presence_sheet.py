"""Writing one presence sheet: the same page in the admin and on the referent's phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from actors.views.signed_in import SignedInRequest
from epicerie.actions.presence import add_walk_in, keep_sheet, remove_walk_in, sign_sheet
from epicerie.forms.presence import SheetForm, WalkInForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import OpeningDay
from epicerie.queries.presence import sheet_page, walk_ins
from epicerie.queries.volunteer_named import volunteer_named
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused

KEPT = "C’est noté."


def write_sheet(
    request: SignedInRequest, opening: OpeningDay, template: str, frame: dict[str, Any], here: str
) -> HttpResponse:
    """GET shows the lines; POST says in `what` which of the page's buttons was pressed."""
    page = sheet_page(opening)
    what = request.POST.get("what", "")
    lines = SheetForm(page, request.POST if what in ("keep", "rest", "sign") else None)
    walk_in = WalkInForm(request.POST if what == "walk_in" else None, prefix="venue")
    form = walk_in if what == "walk_in" else lines
    refused = ""
    if request.method == "POST":
        try:
            done = _act(request, opening, what, lines, walk_in)
        except Refused as refusal:
            refused = refusal.message
            if form.is_bound:
                add_refusal(form, refusal)
                refused = ""
        else:
            if done:
                messages.success(request, done)
                return redirect(here)
    context = {
        **frame,
        "opening": opening,
        "page": page,
        "rows": lines.rows(),
        "lines_form": lines,
        "walk_in": walk_in,
        "refused": refused,
        "begun": opening.begins_at <= now(),
        "over": opening.finishes_at <= now(),
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _act(
    request: SignedInRequest,
    opening: OpeningDay,
    what: str,
    lines: SheetForm,
    walk_in: WalkInForm,
) -> str:
    """What was done, in words; empty when a form has something to correct."""
    who: dict[str, Any] = {"by": request.user, "at": now()}
    if what in ("keep", "rest") and lines.is_valid():
        keep_sheet(opening, lines.notes(rest_present=what == "rest"), **who)
        return KEPT
    if what == "sign" and lines.is_valid():
        # What is on the screen is what is signed: a box ticked and not saved would be lost.
        if lines.notes():
            raise Refused("Enregistrez d’abord vos changements, puis signez.")
        sign_sheet(opening, **who)
        return "La feuille est signée. Les heures de chacun sont comptées."
    if what == "walk_in" and walk_in.is_valid():
        return _walk_in(opening, walk_in, **who)
    if what == "remove":
        remove_walk_in(get_object_or_404(walk_ins(opening), pk=_number(request.POST)), **who)
        return "La personne est retirée de la feuille."
    return ""


def _walk_in(opening: OpeningDay, form: WalkInForm, **who: Any) -> str:
    name = form.cleaned_data["name"]
    known = volunteer_named(name)
    noted = form.noted(opening.day)
    add_walk_in(opening, noted, volunteer=known, guest_name="" if known else name, **who)
    if known:
        return f"{known} est sur la feuille."
    return f"{name} est sur la feuille. La coordination l’inscrira."


def _number(sent: QueryDict) -> int:
    text = sent.get("line", "")
    return int(text) if text.isdecimal() and len(text) < 12 else 0
