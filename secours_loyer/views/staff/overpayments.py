"""A sum paid in excess: what was found, claimed, and what came back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions import overpayments
from secours_loyer.forms.steps.overpayments import ClaimForm, DropForm, RecoveryForm
from secours_loyer.models import Overpayment
from secours_loyer.queries.words import TONES
from secours_loyer.states import OVERPAYMENT, SETTLED, OverpaymentState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.list_page import StaffList
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

LIST = ("Trop-perçus", "secours_loyer:overpayments")


class OverpaymentList(StaffList):
    """The newest first."""

    rule = rules.BATCH_READER
    title = LIST[0]
    states = OverpaymentState
    search = ("number", "order__end_to_end_id", "title")
    heads = (("Trop-perçu", False), ("Ordre", False), ("Constaté le", False), ("Montant", True),
             ("État", False))  # fmt: skip

    def base(self) -> QuerySet[Any]:
        return Overpayment.objects.visible_to(self.request.user).select_related("order")

    def cells(self, row: Overpayment) -> list[dict[str, Any]]:
        return [
            {"text": row.number, "url": reverse("secours_loyer:overpayment", args=[row.uid])},
            {"text": row.order.end_to_end_id},
            {"text": f"{row.recorded_at:%d/%m/%Y}"},
            {"text": format_cents(row.cents), "numeric": True},
            {"text": row.get_state_display(), "tone": TONES[row.state]},
        ]


def _recorded_by_them(found: Overpayment, user: User) -> bool:
    return found.recorded_by_id == user.pk


class OverpaymentPage(StepPage):
    """One of them, and its next step."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/overpayment.html"
    steps = (
        step_of(OVERPAYMENT, "claim_overpayment",
                lambda o, g, by, at: overpayments.claim_overpayment(o, **g, by=by, at=at),
                "La réclamation est écrite : la lettre au bailleur est dans le dossier.",
                form=ClaimForm, unless=_recorded_by_them),
        Step("note_recovery", "Noter une somme reçue", rules.FINANCE,
             lambda o, g, by, at: overpayments.note_recovery(o, **g, by=by, at=at),
             "La somme est notée.", lambda o, _u: o.state == OverpaymentState.CLAIMED,
             form=RecoveryForm),
        step_of(OVERPAYMENT, "drop_overpayment",
                lambda o, g, by, at: overpayments.drop_overpayment(o, **g, by=by, at=at),
                "La réclamation est abandonnée.", form=DropForm, tone="danger",
                unless=_recorded_by_them),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> Overpayment:
        rows = Overpayment.objects.visible_to(user).select_related(
            "recorded_by",
            "claimed_by",
            "dropped_by",
            "order__award__decision__request__household",
            "order__award__decision__request__tenancy__landlord",
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:overpayment", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        file = target.order.award.decision.request
        note_shown(self.request, [file], ["debts"])
        return {
            **task_frame(self.request, f"Trop-perçu {target.number}", (LIST[0], reverse(LIST[1]))),
            "found": target,
            "file": file,
            "tone": TONES[target.state],
            "recoveries": list(target.recoveries.select_related("line", "by")),
            "left": overpayments.left_of(target),
            "came_back_whole": target.order.state not in SETTLED,
        }
