"""Meetings of the board, and what they are told of the decisions taken by delegation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import board
from secours_loyer.forms.steps.commission import PlanBoardForm
from secours_loyer.models import BoardMeeting, BoardReport, BoardReportLine
from secours_loyer.queries.board import board_page
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.session_papers import pdf


class BoardMeetings(View):
    """GET lists meetings and reports; POST notes a meeting."""

    request: SignedInRequest
    rule = rules.DECISION_READER

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(PlanBoardForm(target=None))

    def _show(self, form: PlanBoardForm, status: int = 200) -> HttpResponse:
        return render(
            self.request,
            "secours_loyer/staff/board_meetings.html",
            {
                **task_frame(self.request, "Conseils et urgences"),
                **board_page(self.meetings(), on=today()),
                "form": form,
                "may_plan": rules.NOTIFIER.allows(self.request.user),
            },
            status=status,
        )

    def meetings(self) -> QuerySet[BoardMeeting]:
        return BoardMeeting.objects.visible_to(self.request.user)


class PlanBoard(BoardMeetings):
    """The form's own address."""

    rule = rules.NOTIFIER
    http_method_names = ["post"]

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = PlanBoardForm(request.POST, target=None)
        if form.is_valid():
            try:
                board.plan_board(**form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                return redirect("secours_loyer:boards")
        return self._show(form, status=422)


@ruled(rules.DECISION_READER)
@require_safe
def board_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as it was made."""
    meeting = get_object_or_404(BoardMeeting.objects.visible_to(request.user), pk=pk)
    report = get_object_or_404(BoardReport.objects.filter(meeting=meeting))
    lines = BoardReportLine.objects.filter(report=report)
    rows = lines.select_related("decision__request__household")
    note_shown(request, [line.decision.request for line in rows], ["debts", "content"])
    return pdf(bytes(report.content), report.name)
