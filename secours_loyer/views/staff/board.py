"""Meetings of the board, and what they are told of the decisions taken by delegation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import board
from secours_loyer.forms.steps.commission import MoveBoardForm, PlanBoardForm
from secours_loyer.models import BoardMeeting, BoardReport, BoardReportLine
from secours_loyer.queries.board import board_page, reported
from secours_loyer.views.staff.frame import note_shown, task_frame, warn_sunday
from secours_loyer.views.staff.session_papers import pdf
from secours_loyer.views.staff.step_page import Step, StepPage


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
    """The form's own address: read again after a refusal, it is the list's."""

    rule = rules.NOTIFIER

    def get(self, request: SignedInRequest) -> HttpResponse:
        return redirect("secours_loyer:boards")

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = PlanBoardForm(request.POST, target=None)
        if form.is_valid():
            try:
                board.plan_board(**form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                warn_sunday(request, form.cleaned_data["held_on"])
                return redirect("secours_loyer:boards")
        return self._show(form, status=422)


class BoardMeetingPage(StepPage):
    """One meeting; it may be changed or taken away until its report is made."""

    rule = rules.DECISION_READER
    template = "secours_loyer/staff/board_meeting.html"
    steps = (
        Step("move_board", "Changer le jour", rules.NOTIFIER,
             lambda m, g, by, at: board.move_board(m, **g, by=by, at=at),
             "Le jour du conseil est changé.", lambda m, _u: not reported(m), form=MoveBoardForm),
        Step("drop_board", "Retirer ce conseil", rules.NOTIFIER,
             lambda m, _g, by, at: board.drop_board(m, by=by, at=at),
             "Le conseil est retiré.", lambda m, _u: not reported(m), tone="danger",
             question="Ce conseil a été noté par erreur. Le retirer ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> BoardMeeting:
        rows = BoardMeeting.objects.visible_to(user).select_related("planned_by")
        return get_object_or_404(rows, pk=key["pk"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:board_meeting", args=[target.pk])

    def after(self, step: Step, target: Any, result: Any) -> str:
        if result is None:
            return reverse("secours_loyer:boards")
        warn_sunday(self.request, result.held_on)
        return super().after(step, target, result)

    def context_of(self, target: Any) -> dict[str, Any]:
        back = ("Conseils et urgences", reverse("secours_loyer:boards"))
        return {
            **task_frame(self.request, f"Conseil du {target.held_on:%d/%m/%Y}", back),
            "meeting": target,
            "reported": reported(target),
        }


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
