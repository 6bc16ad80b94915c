"""An action seen by the coordinators: entrust it, say where it stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from assises.actions.followup import entrust_action, open_action, report_on_action
from assises.forms.action import EntrustForm, ReportForm
from assises.models import Action, Proposal
from assises.views.staff.frame import task_frame
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def _found(code: str) -> Action:
    rows = Action.objects.select_related("owner", "group", "agent__user", "proposal")
    return get_object_or_404(rows, code=code)


class StaffAction(View):
    """GET shows, POST reports."""

    rule = rules.NETWORK
    request: SignedInRequest

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        action = _found(code)
        return _show(request, action, ReportForm(action), _entrust_form(action))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        action = _found(code)
        form = ReportForm(action, request.POST)
        if form.is_valid():
            try:
                report_on_action(action, **form.report(), by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                messages.success(request, "C’est noté. La page du groupe est à jour.")
                return redirect("assises:staff_action", code=code)
        return _show(request, action, form, _entrust_form(action))


@require_POST
@ruled(rules.NETWORK)
def entrust(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the action to an organisation and one of its agents."""
    action = _found(code)
    form = EntrustForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            entrust_action(
                action, owner=chosen["owner"], agent=chosen["agent"], by=request.user, at=now()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, f"L’action est confiée à {chosen['owner']}.")
            return redirect("assises:staff_action", code=code)
    return _show(request, action, ReportForm(action), form)


@require_POST
@ruled(rules.NETWORK)
def open_from_proposal(request: SignedInRequest, code: str) -> HttpResponse:
    """Turn a proposal into an action under the same code."""
    proposal = get_object_or_404(Proposal.objects.select_related("edition"), code=code)
    try:
        open_action(proposal, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("assises:board", year=proposal.edition.year)
    messages.success(request, f"L’action {code} est ouverte. Dites qui la porte.")
    return redirect("assises:staff_action", code=code)


def _entrust_form(action: Action) -> EntrustForm:
    return EntrustForm(initial={"owner": action.owner, "agent": action.agent})


def _show(
    request: HttpRequest, action: Action, form: ReportForm, entrusting: EntrustForm
) -> HttpResponse:
    title = f"{action.code} : {action.title}"
    frame = task_frame(
        request,
        title,
        ("Actions", "admin:assises_action_changelist"),
        lead=f"{action.get_state_display()} depuis le {action.state_since:%d/%m/%Y}",
    )
    context = {
        **frame,
        "action": action,
        "steps": action.steps.all(),
        "form": form,
        "entrusting": entrusting,
    }
    status = 422 if form.errors or entrusting.errors else 200
    return render(request, "assises/staff/action.html", context, status=status)
