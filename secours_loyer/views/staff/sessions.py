"""Sessions of the commission: their list, one to prepare, and the page of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import instant
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, minutes, notifying, reviews, sessions
from secours_loyer.forms.steps.commission import (
    MoveSessionForm,
    PlanSessionForm,
    PresenceForm,
    RegisterForm,
    RegisterReviewsForm,
    SeatForm,
    SignMinutesForm,
)
from secours_loyer.letters.minutes import minutes_of
from secours_loyer.models import CommissionSession
from secours_loyer.queries.agenda import contested_requests, ready_requests
from secours_loyer.queries.session_page import session_page
from secours_loyer.queries.words import TONES
from secours_loyer.states import SESSION, SessionState
from secours_loyer.views.staff.frame import note_shown, task_frame, warn_sunday
from secours_loyer.views.staff.list_page import StaffList
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

LIST = ("Séances de la commission", "secours_loyer:sessions")


class SessionList(StaffList):
    """Sessions, the latest first."""

    rule = rules.DECISION_READER
    title = LIST[0]
    states = SessionState
    search = ("number", "place")
    heads = (("Séance", False), ("Jour", False), ("Lieu", False), ("Dossiers", True),
             ("État", False))  # fmt: skip

    def base(self) -> QuerySet[Any]:
        live = Count("items", filter=Q(items__left_at=None))
        rows = CommissionSession.objects.visible_to(self.request.user)
        return rows.annotate(files=live).order_by("-held_at", "-pk")

    def cells(self, row: Any) -> list[dict[str, Any]]:
        return [
            {"text": row.number, "url": reverse("secours_loyer:session", args=[row.number])},
            {"text": instant(row.held_at)},
            {"text": row.place},
            {"text": str(row.files), "numeric": True},
            {"text": row.get_state_display(), "tone": TONES[row.state]},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "may_plan": rules.SECRETARY.allows(self.request.user)}


class PlanSession(View):
    """The form that plans a session."""

    request: SignedInRequest
    rule = rules.SECRETARY

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(PlanSessionForm(target=None))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = PlanSessionForm(request.POST, target=None)
        if form.is_valid():
            try:
                planned = sessions.plan_session(**form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                warn_sunday(request, paris_day(planned.held_at))
                return redirect("secours_loyer:session", number=planned.number)
        return self._show(form)

    def _show(self, form: PlanSessionForm) -> HttpResponse:
        frame = task_frame(self.request, "Prévoir une séance", (LIST[0], reverse(LIST[1])))
        return render(
            self.request,
            "secours_loyer/staff/form.html",
            {**frame, "form": form, "submit": "Prévoir la séance"},
        )


def _seat(held: CommissionSession, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return sessions.seat(held, **given, by=by, at=at)


def _presence(held: CommissionSession, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return sessions.mark_presence(held, present=list(given["present"]), by=by, at=at)


def _running(held: CommissionSession, _user: User) -> bool:
    return held.state in sessions.RUNNING


def _ready(held: CommissionSession, _user: User) -> bool:
    return held.state == SessionState.PREPARED and ready_requests().exists()


def _contested(held: CommissionSession, _user: User) -> bool:
    return held.state == SessionState.PREPARED and contested_requests().exists()


def _letters_wait(held: CommissionSession, _user: User) -> bool:
    return held.state == SessionState.SIGNED and bool(notifying.unwritten(held))


class SessionPage(StepPage):
    """GET shows; POST takes one step."""

    rule = rules.DECISION_READER
    template = "secours_loyer/staff/session.html"
    steps = (
        Step("notify_session", "Écrire toutes les lettres", rules.NOTIFIER,
             lambda s, _g, by, at: notifying.notify_session(s, by=by, at=at),
             "Les lettres sont écrites. Ouvrez « Lettres à imprimer et à poster », en haut.",
             _letters_wait),
        Step("register", "Inscrire des demandes", rules.SECRETARY,
             lambda s, g, by, at: agenda.register(s, g["requests"], by=by, at=at),
             "Les demandes sont inscrites.",
             _ready, form=RegisterForm),
        Step("register_reviews", "Inscrire des recours", rules.SECRETARY,
             lambda s, g, by, at: reviews.register_reviews(s, g["requests"], by=by, at=at),
             "Les recours sont inscrits.", _contested, form=RegisterReviewsForm, tone=""),
        Step("seat", "Ajouter un membre", rules.SECRETARY, _seat,
             "Le membre est ajouté. Notez sa présence quand il est là.",
             _running, form=SeatForm, tone=""),
        Step("mark_presence", "Noter la présence", rules.SECRETARY, _presence,
             "La présence est notée.", lambda s, u: _running(s, u) and s.members.exists(),
             form=PresenceForm, tone=""),
        Step("move_session", "Changer le jour ou le lieu", rules.SECRETARY,
             lambda s, g, by, at: sessions.move_session(s, **g, by=by, at=at),
             "La séance est changée, ses membres qui ont un compte sont prévenus.",
             lambda s, _u: s.state == SessionState.PREPARED, form=MoveSessionForm, tone=""),
        step_of(SESSION, "open_session",
                lambda s, _g, by, at: sessions.open_session(s, by=by, at=at),
                "La séance est ouverte.", question="L’ordre du jour ne changera plus. Ouvrir ?"),
        step_of(SESSION, "lift_session",
                lambda s, _g, by, at: sessions.lift_session(s, by=by, at=at),
                "La séance est levée : le procès-verbal attend sa signature."),
        step_of(SESSION, "sign_minutes",
                lambda s, g, by, at: minutes.sign_minutes(s, **g, by=by, at=at),
                "Le procès-verbal est signé : les lettres peuvent être écrites.",
                form=SignMinutesForm, fresh=True,
                question="Chaque décision sera prise comme elle est saisie, pour de bon. Signer ?"),
        step_of(SESSION, "reopen_session",
                lambda s, _g, by, at: sessions.reopen_session(s, by=by, at=at),
                "La séance est rouverte.", tone=""),
        step_of(SESSION, "cancel_session",
                lambda s, _g, by, at: sessions.cancel_session(s, by=by, at=at),
                "La séance est annulée : ses demandes attendent une autre séance.",
                tone="danger", question="Ses demandes attendront une autre séance. L’annuler ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> CommissionSession:
        rows = CommissionSession.objects.visible_to(user).select_related("signed_by")
        return get_object_or_404(rows, number=key["number"])

    def after(self, step: Step, target: Any, result: Any) -> str:
        if step.name == "move_session":
            warn_sunday(self.request, paris_day(result.held_at))
        return super().after(step, target, result)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:session", args=[target.number])

    def context_of(self, target: Any) -> dict[str, Any]:
        shown = session_page(target, self.request.user)
        note_shown(self.request, [line["row"].request for line in shown["items"]], ["debts"])
        preparing = target.state == SessionState.PREPARED and rules.SECRETARY.allows(
            self.request.user
        )
        offered = [*ready_requests(), *contested_requests()] if preparing else []
        note_shown(self.request, offered, ["identity", "debts"])
        return {
            **task_frame(self.request, f"Séance {target.number}", (LIST[0], reverse(LIST[1]))),
            **shown,
            "none_ready": preparing and not offered,
            "draft": self._draft(target, shown["items"]),
        }

    def _draft(self, held: CommissionSession, lines: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The minutes as they would be signed, for whoever signs or wrote them; never kept."""
        reads = (rules.SECRETARY | rules.SIGNATORY).allows(self.request.user)
        if held.state != SessionState.LIFTED or not reads:
            return None
        return minutes_of(held, [line["row"] for line in lines], signed_by=None, at=now())
