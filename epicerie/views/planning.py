"""The rota board: a month or a quarter at a glance, and the openings it is made of."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.calendar import close_on, generate_openings
from epicerie.forms.planning import ClosureForm, OpenDayForm, PeriodForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Closure, Site, WeeklyPattern
from epicerie.queries.calendar_plan import plan_openings
from epicerie.queries.planning import board
from epicerie.queries.rota_faults import faults_to_come
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.dates import FIRST_YEAR, LAST_YEAR, add_months, month_start
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused

BOARD = ("Planning", "/admin/epicerie/planning/")
ONE_DAY = timedelta(days=1)


# By the word of the address: how the page calls it, and how many months it shows.
SPANS = {"mois": ("Mois", 1), "trimestre": ("Trimestre", 3)}


def _start(request: SignedInRequest) -> date:
    """The month that the address names; this month where it names none, or one out of reach."""
    try:
        asked = date.fromisoformat(request.GET.get("debut", ""))
    except ValueError:
        asked = today()
    return month_start(asked if FIRST_YEAR < asked.year < LAST_YEAR else today())


@ruled(rules.GROCERY)
@require_safe
def planning(request: SignedInRequest) -> HttpResponse:
    """A month or three of openings: filled and short, by post.

    `regles=1` also judges every place to come: that costs several times the board itself: the page
    asks for it once it is shown (`later.js`), or by its button.
    """
    start = _start(request)
    span = request.GET.get("vue", "")
    span = span if span in SPANS else "trimestre"
    months = SPANS[span][1]
    end = add_months(start, months)
    context = {
        **task_context(request, "Planning de l’épicerie"),
        "board": board(start, end),
        "faults": faults_to_come(start, end, at=now()) if request.GET.get("regles") else None,
        "to_come": end > today(),
        "spans": [(word, label) for word, (label, _) in SPANS.items()],
        "span": span,
        "months": months,
        "start": start,
        "last": end - ONE_DAY,
        "before": add_months(start, -months),
        "after": end,
    }
    return render(request, "epicerie/staff/planning.html", context)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def generate(request: SignedInRequest) -> HttpResponse:
    """GET shows what the usual week would open; POST opens it, once."""
    start = add_months(month_start(today()), 0)
    initial = {"since": today(), "until": add_months(start, 3) - ONE_DAY}
    if request.method == "POST":
        form = PeriodForm(request.POST)
    else:
        form = PeriodForm(request.GET) if "since" in request.GET else PeriodForm(initial)
    planned = []
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"] + ONE_DAY
        if request.method == "POST":
            try:
                added = generate_openings(since, until, by=request.user, at=now())
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, f"Jours ajoutés au planning : {len(added)}.")
                return redirect("epicerie:planning")
        else:
            planned = plan_openings(since, until)
    to_add = sum(not row.why_not for row in planned)
    context = {
        **task_context(request, "Ouvrir les jours de la semaine habituelle", BOARD),
        "form": form,
        "planned": planned,
        "to_add": to_add,
        "skipped": len(planned) - to_add,
        "patterns": WeeklyPattern.objects.in_force(today(), date.max)
        .filter(site__active=True)
        .select_related("site"),
        "several_sites": Site.objects.count() > 1,
        "closures": Closure.objects.filter(day__gte=today()),
    }
    return render(request, "epicerie/staff/generate.html", context)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def add_closure(request: SignedInRequest) -> HttpResponse:
    """A day on which the grocery stays closed."""
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            close_on(typed["day"], reason=typed["reason"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Le jour de fermeture est enregistré.")
            return redirect("epicerie:generate_openings")
    return form_page(request, form, "Ajouter un jour de fermeture", "Fermer ce jour")


def form_page(
    request: SignedInRequest, form: OpenDayForm | ClosureForm, title: str, send: str
) -> HttpResponse:
    """One form of the calendar; back to the board."""
    context = {
        **task_context(request, title, BOARD),
        "form": form,
        "send": send,
        "back": reverse("epicerie:planning"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/form.html", context, status=status)
