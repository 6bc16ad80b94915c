"""Calls for replacement: who was asked, what they answered, what may still be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.answers import Said, answer_call
from epicerie.actions.calls import ask_more, start_call, stop_call
from epicerie.actions.reminders import reach_by_phone
from epicerie.models import Answer, CalledPerson, OpeningNeed, PhoneCall, ReplacementCall
from epicerie.queries.call_pages import calls_for, counted, people_of, phone_list
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.templatetags.french import french_date
from reims_solidarite.kit.transitions import Refused

CALLS = ("Remplacements", "/admin/epicerie/appels/")
HEARD = {
    Answer.YES: "{} a dit oui et tient la place.",
    Answer.NO: "{} a dit non : c’est noté.",
    Answer.LATE: "La place était déjà prise : remerciez {} de notre part.",
}


class CallList(ListPage):
    """Calls in course and those that ended lately."""

    rule = rules.GROCERY
    template_name = "epicerie/staff/calls.html"

    def rows(self) -> QuerySet[Any]:
        return calls_for(self.request.user, at=now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **task_context(self.request, "Remplacements"),
            **super().get_context_data(**kwargs),
        }


@ruled(rules.GROCERY)
@require_safe
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who was asked, by which wave, when, and what they answered."""
    visible = ReplacementCall.objects.visible_to(request.user)
    shown = get_object_or_404(counted(visible), pk=pk)
    day = french_date(shown.need.opening.day)
    context = {
        **task_context(request, f"Remplacement\u00a0: {shown.need.post}, {day}", CALLS),
        "call": shown,
        "people": people_of(shown),
        "is_live": shown.ended_at is None,
    }
    return render(request, "epicerie/staff/call.html", context)


@ruled(rules.GROCERY)
@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have people called for an empty place."""
    need = get_object_or_404(OpeningNeed, pk=pk)
    try:
        opened = start_call(need, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("epicerie:opening", need.opening_id)
    messages.success(request, "L’appel est ouvert : la première vague part dans quelques instants.")
    return redirect("epicerie:call", opened.pk)


@ruled(rules.GROCERY)
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Look for nobody any more."""
    shown = get_object_or_404(ReplacementCall.objects.visible_to(request.user), pk=pk)
    try:
        stop_call(shown, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "L’appel est terminé : les personnes sollicitées le sauront.")
    return redirect("epicerie:call", pk)


@ruled(rules.GROCERY)
@require_POST
def more(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask further people now."""
    shown = get_object_or_404(ReplacementCall.objects.visible_to(request.user), pk=pk)
    try:
        count = ask_more(shown, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        people = "personne sollicitée" if count == 1 else "personnes sollicitées"
        messages.success(request, f"{count} {people} de plus.")
    return redirect("epicerie:call", pk)


@ruled(rules.GROCERY)
@require_POST
def answered(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a person said on the telephone."""
    visible = CalledPerson.objects.visible_to(request.user)
    person = get_object_or_404(visible.select_related("call"), pk=pk)
    said = request.POST.get("reponse")
    if said in {word.value for word in Said}:
        try:
            heard = answer_call(person, yes=said == "oui", by=request.user, at=now())
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, HEARD[Answer(heard.answer)].format(heard.volunteer))
    return redirect("epicerie:call", person.call_id)


class PhoneList(ListPage):
    """Whom the coordinator has to telephone."""

    rule = rules.GROCERY
    template_name = "epicerie/staff/phone_list.html"

    def rows(self) -> QuerySet[Any]:
        return phone_list(self.request.user, at=now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Ces bénévoles préfèrent le téléphone : aucun e-mail ne leur est envoyé."
        return {
            **task_context(self.request, "À appeler", lead=lead),
            **super().get_context_data(**kwargs),
        }


@ruled(rules.GROCERY)
@require_POST
def reached(request: SignedInRequest, pk: int) -> HttpResponse:
    """« Joint »."""
    line = get_object_or_404(
        PhoneCall.objects.visible_to(request.user).select_related("volunteer__user"), pk=pk
    )
    try:
        reach_by_phone(line, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{line.volunteer} : joint, c’est noté.")
    return redirect("epicerie:phone_list")
