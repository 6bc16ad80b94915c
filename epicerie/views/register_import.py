"""Importing a list of volunteers: the file, its trial, one confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.register_import import apply_list, drop_list, keep_list, trial
from epicerie.forms.refusals import add_refusal
from epicerie.forms.register_import import ConfirmForm, ListForm
from epicerie.models import RegisterImport
from epicerie.queries.register_file.columns import TITLES
from epicerie.views.frame import task_context
from epicerie.views.volunteers import REGISTER
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import attach, ruled
from reims_solidarite.kit.spreadsheets import write_xlsx
from reims_solidarite.kit.transitions import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def send_list(request: SignedInRequest) -> HttpResponse:
    """Choose the file; nothing is written but its trial."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_list(
                form.cleaned_data["file"].read(),
                organisation=form.cleaned_data["organisation"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("epicerie:import_trial", kept.pk)
    context = {
        **task_context(request, "Importer des bénévoles", REGISTER),
        "form": form,
        "columns": list(TITLES.values()),
    }
    return render(
        request, "epicerie/staff/import.html", context, status=422 if form.is_bound else 200
    )


@ruled(rules.GROCERY)
@require_safe
def template_file(request: SignedInRequest) -> HttpResponse:
    """The headings, ready to be filled in."""
    response = HttpResponse(write_xlsx(list(TITLES.values()), []), content_type=XLSX)
    attach(response, "modele-benevoles.xlsx")
    return response


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def import_trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the list would do; confirmed, all of it is done."""
    kept = get_object_or_404(
        RegisterImport.objects.visible_to(request.user).select_related("organisation"), pk=pk
    )
    if kept.applied_at:
        return _done(request, kept)
    plan = trial(kept, at=now())
    form = ConfirmForm(request.POST or None, missing=plan.missing, initial={"seen": plan.digest})
    if request.method == "POST" and form.is_valid():
        try:
            done = apply_list(
                kept,
                seen=form.cleaned_data["seen"],
                leaving={int(number) for number in form.cleaned_data.get("leaving", [])},
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            # The trial shown below is the one of now: it is the one to be confirmed next.
            plan = trial(kept, at=now())
            form = ConfirmForm({**request.POST.dict(), "seen": plan.digest}, missing=plan.missing)
            add_refusal(form, refusal)
        else:
            return _done(request, done)
    context = {
        **task_context(
            request,
            f"Essai : {kept.organisation}" if kept.organisation else "Essai de l’import",
            REGISTER,
            ("Importer", reverse("epicerie:import_volunteers")),
            lead="Rien n’est encore écrit.",
        ),
        "kept": kept,
        "plan": plan,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "epicerie/staff/import_trial.html", context, status=status)


@ruled(rules.GROCERY)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget the list and its file."""
    kept = get_object_or_404(RegisterImport.objects.visible_to(request.user).waiting(), pk=pk)
    drop_list(kept, by=request.user, at=now())
    messages.success(request, "La liste est abandonnée, son fichier est effacé.")
    return redirect("epicerie:import_volunteers")


def _done(request: SignedInRequest, done: RegisterImport) -> HttpResponse:
    told = f"Liste enregistrée : {done.created} inscrits, {done.updated} fiches complétées"
    ended = f", {done.ended} rattachements terminés" if done.ended else ""
    messages.success(request, f"{told}{ended}. Le fichier est effacé.")
    return redirect("epicerie:volunteers")
