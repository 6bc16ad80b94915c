"""Writing and approving the report of a meeting; cancelling a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from assises.actions.meetings import approve_report, cancel_meeting, write_report
from assises.forms.meeting import ReportTextForm
from assises.models import Meeting
from assises.views.staff.frame import task_frame
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def _found(pk: int) -> Meeting:
    rows = Meeting.objects.select_related("group", "report_approved_by")
    return get_object_or_404(rows, pk=pk)


class MeetingReport(View):
    """GET shows the meeting and its report, POST writes the draft."""

    rule = rules.NETWORK
    request: SignedInRequest

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = _found(pk)
        return self.show(meeting, ReportTextForm(initial={"report": meeting.report}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = _found(pk)
        form = ReportTextForm(request.POST)
        if form.is_valid():
            text = form.cleaned_data["report"]
            try:
                write_report(meeting, text, by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                messages.success(request, "Le compte rendu est enregistré, pas encore publié.")
                return redirect("assises:meeting_report", pk=pk)
        return self.show(meeting, form)

    def show(self, meeting: Meeting, form: ReportTextForm) -> HttpResponse:
        title = f"{meeting.group.name}, réunion du {meeting.day:%d/%m/%Y}"
        frame = task_frame(self.request, title, ("Réunions", "admin:assises_meeting_changelist"))
        at = now()
        context = {
            **frame,
            "meeting": meeting,
            "form": form,
            "is_over": meeting.ends_at <= at,
            "is_to_come": meeting.starts_at > at,
        }
        status = 422 if form.errors else 200
        return render(self.request, "assises/staff/meeting.html", context, status=status)


@require_POST
@ruled(rules.NETWORK)
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish the report for good."""
    try:
        approve_report(_found(pk), by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Le compte rendu est approuvé et publié.")
    return redirect("assises:meeting_report", pk=pk)


@require_POST
@ruled(rules.NETWORK)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel a meeting to come."""
    try:
        cancel_meeting(_found(pk), by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La réunion est annulée. Les porteurs d’actions sont prévenus.")
    return redirect("assises:meeting_report", pk=pk)
