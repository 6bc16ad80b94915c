"""The automatic rota: asking for it, following it, reading it, publishing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.rota_publish import publish_run
from epicerie.actions.rota_runs import ask_rota, stop_run
from epicerie.forms.refusals import add_refusal
from epicerie.forms.rota_run import RotaRunForm
from epicerie.models import RotaRun
from epicerie.queries.rota_names import Names, names_of
from epicerie.queries.rota_pages.changes import (
    by_person,
    change_lines,
    comparison_of,
    lost_choices,
    moved_words,
)
from epicerie.queries.rota_pages.levels import level_lines, progress_lines, verdict
from epicerie.queries.rota_pages.shortages import lacks
from epicerie.queries.rota_pages.spread import envies, given, loads, shares, without_a_share
from epicerie.queries.rota_problem import ground_of, lay_ground, moved_ground
from epicerie.queries.rota_runs import is_interrupted, latest_runs
from epicerie.rota.levels import NAMES
from epicerie.states import KEPT_RUN, RotaKind, RotaRunState
from epicerie.views.frame import task_context
from epicerie.views.planning import BOARD
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.templatetags.french import french_date, french_time
from reims_solidarite.kit.transitions import Refused

AUTOMATIC = ("Planning automatique", "/admin/epicerie/planning/automatique/")
LATEST = 10
SHARES_SHOWN = 300


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def rota_runs(request: SignedInRequest) -> HttpResponse:
    """Choose a period and a question; the latest computations."""
    asked = {"start": request.GET.get("debut"), "months": request.GET.get("mois", "1")}
    initial = {**asked, "kind": request.GET.get("calcul", RotaKind.REPAIR.value)}
    form = RotaRunForm(request.POST or None, on=today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        since, until = form.period()
        kind = form.cleaned_data["kind"]
        try:
            run = ask_rota(since, until, kind=kind, by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("epicerie:rota_run", run.pk)
    context = {
        **task_context(request, "Planning automatique", BOARD),
        "form": form,
        "runs": latest_runs(request.user)[:LATEST],
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/rota_runs.html", context, status=status)


@ruled(rules.GROCERY)
@require_safe
def rota_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """One computation: how far it is, or what it proposes."""
    run = _run(request, pk)
    context = {**_frame(request, run), "run": run, "interrupted": is_interrupted(run)}
    if run.state not in KEPT_RUN:
        context |= {"progress": progress_lines(run.progress), "levels_in_all": len(NAMES)}
        return render(request, "epicerie/staff/rota_run.html", context)
    names = _names(run)
    change = comparison_of(run.answer)
    context |= {
        "verdict": verdict(run.answer),
        "levels": level_lines(run.answer, run.kind),
        "loads": loads(run.answer),
        "silent": without_a_share(run.answer),
        "shares": shares(run.answer, names, SHARES_SHOWN),
        "envies": envies(run.answer),
        "given": given(run.answer, names),
        "lacks": lacks(run.answer, names),
        "change": change,
        "publish_question": _question(len(change.people)),
        "published_words": _published(run),
        "lost": sorted(map(names.person, lost_choices(run.answer))),
        "moved": _moved(run, now()) if run.state == RotaRunState.DONE else [],
    }
    return render(request, "epicerie/staff/rota_proposal.html", context)


@ruled(rules.GROCERY)
@require_safe
def rota_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the proposal changes, by day or by person."""
    run = _ready(request, pk)
    lines = change_lines(comparison_of(run.answer), _names(run))
    by = "personne" if request.GET.get("par") == "personne" else "jour"
    context = {
        **_frame(request, run, "Ce qui change"),
        "run": run,
        "by": by,
        "lines": lines,
        "people": by_person(lines) if by == "personne" else [],
    }
    return render(request, "epicerie/staff/rota_changes.html", context)


@ruled(rules.GROCERY)
@require_safe
def rota_shortages(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each empty place, why it is empty, and the smallest change that would fill it."""
    run = _ready(request, pk)
    context = {
        **_frame(request, run, "Places vides et raisons"),
        "run": run,
        "lacks": lacks(run.answer, _names(run)),
    }
    return render(request, "epicerie/staff/rota_shortages.html", context)


@ruled(rules.GROCERY)
@require_POST
def publish_rota(request: SignedInRequest, pk: int) -> HttpResponse:
    """One button: everything or nothing."""
    return _act(
        request,
        pk,
        publish_run,
        "Le planning est publié. Seules les personnes pour qui il change sont prévenues.",
    )


@ruled(rules.GROCERY)
@require_POST
def stop_rota(request: SignedInRequest, pk: int) -> HttpResponse:
    """The computation is no longer wanted."""
    return _act(request, pk, stop_run, "Le calcul est arrêté : rien n’a changé au planning.")


@ruled(rules.GROCERY)
@require_POST
def ask_rota_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same question, on the register and the board of now."""
    run = _run(request, pk)
    try:
        again = ask_rota(run.since, run.until, kind=run.kind, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("epicerie:rota_run", run.pk)
    return redirect("epicerie:rota_run", again.pk)


def _act(request: SignedInRequest, pk: int, act: Callable[..., RotaRun], done: str) -> HttpResponse:
    run = _run(request, pk)
    try:
        act(run, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("epicerie:rota_run", run.pk)


def _run(request: SignedInRequest, pk: int) -> RotaRun:
    return get_object_or_404(RotaRun.objects.visible_to(request.user), pk=pk)


def _ready(request: SignedInRequest, pk: int) -> RotaRun:
    """One that has a proposal."""
    return get_object_or_404(
        RotaRun.objects.visible_to(request.user).filter(state__in=KEPT_RUN), pk=pk
    )


def _names(run: RotaRun) -> Names:
    answer = run.answer
    openings = {opening for _, opening, _ in (*answer["assignments"], *answer["published"])}
    openings |= {item["opening"] for item in answer["shortages"]}
    organisations = (row["association"] for row in answer["associations"])
    return names_of(answer["targets"], openings, organisations)


def _moved(run: RotaRun, at: datetime) -> list[str]:
    """What is no longer as it was when this was computed."""
    ground = ground_of(lay_ground(run.since, run.until, kind=run.kind, at=at))
    moved = moved_ground(run.ground, ground)
    people = {place.volunteer for place in (*moved.taken, *moved.left)} | set(moved.people)
    openings = {place.opening for place in (*moved.taken, *moved.left)} | set(moved.openings)
    return moved_words(moved, names_of(people, openings)) if moved else []


def _question(people: int) -> str:
    if people == 0:
        return "Rien ne change : personne n’est prévenu."
    if people == 1:
        return "La personne concernée est prévenue, par e-mail ou par téléphone."
    return f"Les {people} personnes concernées sont prévenues, par e-mail ou par téléphone."


def _published(run: RotaRun) -> str:
    if run.published_at is None:
        return ""
    day, hour = french_date(run.published_at), french_time(run.published_at)
    return f"Publié le {day} à {hour}. Les personnes concernées ont reçu un e-mail."


def _frame(request: SignedInRequest, run: RotaRun, title: str = "") -> dict[str, Any]:
    whole = str(run)
    crumbs = [BOARD, AUTOMATIC]
    if title:
        crumbs.append((whole, reverse("epicerie:rota_run", args=[run.pk])))
    return task_context(request, title or whole, *crumbs, lead=whole if title else "")
