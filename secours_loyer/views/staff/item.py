"""One file of a session, as the commission examines it: the sheet, then what is entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions import agenda, entries
from secours_loyer.forms.steps.commission import LiftRecusalForm, OutcomeForm, RecuseForm
from secours_loyer.models import AgendaItem
from secours_loyer.queries.agenda import next_to_enter
from secours_loyer.queries.item_page import item_page
from secours_loyer.states import SessionState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.step_page import Step, StepPage


def _record(item: AgendaItem, given: Mapping[str, Any], by: User, at: datetime) -> AgendaItem:
    return entries.record_outcome(
        item,
        outcome=given["outcome"],
        motive=given["motive"],
        aid_cents=given["aid_cents"] or 0,
        plan_cents=given["plan_cents"],
        seen=given["seen"],
        by=by,
        at=at,
    )


def _lift(item: AgendaItem, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    recusal = item.recusals.get(member=given["member"], lifted_at=None)
    return entries.lift_recusal(recusal, by=by, at=at)


def _open(item: AgendaItem, _user: User) -> bool:
    return item.session.state == SessionState.OPEN


def _prepared(item: AgendaItem, _user: User) -> bool:
    return item.session.state == SessionState.PREPARED


def _recusable(item: AgendaItem, _user: User) -> bool:
    running = item.session.state in (SessionState.PREPARED, SessionState.OPEN)
    return running and not item.outcome


class ItemPage(StepPage):
    """After an entry, the next file without outcome opens by itself."""

    rule = rules.COMMISSION_READER
    template = "secours_loyer/staff/item.html"
    steps = (
        Step("record_outcome", "Enregistrer, dossier suivant", rules.SECRETARY, _record,
             "Le résultat est enregistré.", _open, form=OutcomeForm),
        Step("recuse", "Noter un déport", rules.SECRETARY,
             lambda i, g, by, at: entries.recuse(i, **g, by=by, at=at),
             "Le déport est noté.", _recusable, form=RecuseForm, tone=""),
        Step("lift_recusal", "Corriger un déport", rules.SECRETARY, _lift,
             "Le déport est corrigé.",
             lambda i, u: _recusable(i, u) and i.recusals.filter(lifted_at=None).exists(),
             form=LiftRecusalForm, tone=""),
        Step("clear_outcome", "Effacer le résultat", rules.SECRETARY,
             lambda i, _g, by, at: entries.clear_outcome(i, by=by, at=at),
             "Le résultat est effacé.", lambda i, u: _open(i, u) and bool(i.outcome), tone=""),
        Step("place_first", "Examiner en premier", rules.SECRETARY,
             lambda i, _g, by, at: agenda.place_first(i, by=by, at=at),
             "Le dossier est en premier.", lambda i, u: _prepared(i, u) and i.rank > 1, tone=""),
        Step("take_off", "Retirer de la séance", rules.SECRETARY,
             lambda i, _g, by, at: agenda.take_off(i, by=by, at=at),
             "La demande attend une autre séance.", _prepared, tone="danger",
             question="La demande attendra une autre séance. La retirer ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> AgendaItem:
        rows = (
            AgendaItem.objects.visible_to(user)
            .live()
            .select_related(
                "session", "decision", "entered_by", "appeal__decision", "request__household",
                "request__debt",
                "request__tenancy__landlord",
            )
        )  # fmt: skip
        return get_object_or_404(rows, session__number=key["number"], rank=key["rank"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:item", args=[target.session.number, target.rank])

    def after(self, step: Step, target: Any, result: Any) -> str:
        whole = reverse("secours_loyer:session", args=[target.session.number])
        if step.name == "take_off":
            return whole
        if step.name == "record_outcome":
            following = next_to_enter(result)
            return self.address_of(following) if following else whole
        return super().after(step, target, result)

    def context_of(self, target: Any) -> dict[str, Any]:
        note_shown(self.request, [target.request], ["resources", "debts"])
        session = target.session
        back = (f"Séance {session.number}", reverse("secours_loyer:session", args=[session.number]))
        return {
            **task_frame(self.request, f"Dossier n° {target.rank}, {target.request.number}", back),
            **item_page(target, on=today()),
        }
