"""An order to pay: what it pays, why it may go on, who approved it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions import accountant, cheques, orders, returns
from secours_loyer.actions.overpayments import record_overpayment
from secours_loyer.actions.replacing import replace_order
from secours_loyer.forms.steps.cheques import AcquitForm, ChequeForm
from secours_loyer.forms.steps.orders import (
    ApproveForm,
    ChangeOrderForm,
    ReplaceForm,
    ReturnForm,
    WordsForm,
)
from secours_loyer.forms.steps.overpayments import OverpaymentForm
from secours_loyer.models import Channel, Cheque, Overpayment, PaymentOrder
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.queries.payable import successor_of, to_replace
from secours_loyer.queries.payment_stop import payment_stop, stopped
from secours_loyer.queries.words import TONES
from secours_loyer.queries.work_lists.money import waiting_for
from secours_loyer.states import FAILED, ORDER, SETTLED, OrderState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.shown_number import shown_number
from secours_loyer.views.staff.step_page import Step, StepPage, step_of


def _not_mandate(order: PaymentOrder, _user: User) -> bool:
    return order.channel != Channel.MANDAT


def by_cheque(order: PaymentOrder, _user: User) -> bool:
    """Paid by a cheque of the *régie*, once the landlord signed for it."""
    return order.channel == Channel.CHEQUE


class OrderPage(StepPage):
    """One order: what it pays, to whom, why it may go on, who approved it."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/order.html"
    steps = (
        Step("replace_order", "Préparer le nouvel ordre", rules.FINANCE,
             lambda o, g, by, at: replace_order(o, **g, by=by, at=at),
             "Le nouvel ordre est préparé : contrôlez-le.",
             lambda o, _u: to_replace().filter(pk=o.pk).exists(), form=ReplaceForm),
        step_of(ORDER, "check_order", lambda o, _g, by, at: orders.check_order(o, by=by, at=at),
                "L’ordre est contrôlé : il attend deux approbations."),
        Step("change_order", "Changer l’ordre", rules.FINANCE,
             lambda o, g, by, at: orders.change_order(o, **g, by=by, at=at),
             "L’ordre est changé.", lambda o, _u: o.state == OrderState.DRAFT,
             form=ChangeOrderForm, tone=""),
        Step("approve_order", "Approuver ce paiement", rules.APPROVER,
             lambda o, g, by, at: orders.approve_order(o, **g, by=by, at=at),
             "Votre approbation est enregistrée.",
             lambda o, u: waiting_for(u).filter(pk=o.pk).exists() and not stopped(today()),
             form=ApproveForm, fresh=True),
        Step("issue_cheque", "Noter le chèque", rules.FINANCE,
             lambda o, g, by, at: cheques.issue_cheque(o, **g, by=by, at=at),
             "Le chèque est dans le registre.",
             lambda o, _u: by_cheque(o, _u) and o.state == OrderState.SENT, form=ChequeForm),
        Step("acquit_cheque", "Noter l’acquit du bailleur", rules.FINANCE,
             lambda o, g, by, at: cheques.acquit_cheque(o, **g, by=by, at=at),
             "L’acquit est noté, l’ordre est payé, les lettres sont prêtes.",
             lambda o, _u: by_cheque(o, _u) and o.state == OrderState.FORWARDED, form=AcquitForm),
        step_of(ORDER, "mark_paid",
                lambda o, _g, by, at: returns.mark_paid(o.end_to_end_id, by=by, at=at),
                "Le paiement est noté, les lettres sont prêtes.", unless=by_cheque,
                question="Le relevé montre ce paiement avec cette référence ?"),
        step_of(ORDER, "take_order",
                lambda o, _g, by, at: accountant.take_order(o.end_to_end_id, by=by, at=at),
                "La prise en charge est notée.", tone="", unless=_not_mandate,
                question="Le comptable a pris cet ordre en charge ?"),
        step_of(ORDER, "hold_order",
                lambda o, g, by, at: accountant.hold_order(o.end_to_end_id, **g, by=by, at=at),
                "La mise en instance est notée.", form=WordsForm, tone="", unless=_not_mandate),
        step_of(ORDER, "refuse_visa",
                lambda o, g, by, at: accountant.refuse_visa(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet au visa est noté.", form=WordsForm, tone="",
                unless=lambda o, u: _not_mandate(o, u) or o.taken_at is not None),
        step_of(ORDER, "reject_taken",
                lambda o, g, by, at: accountant.reject_taken(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet est noté.", form=WordsForm, tone="", unless=_not_mandate),
        step_of(ORDER, "reject_order",
                lambda o, g, by, at: returns.reject_order(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet est noté.", form=ReturnForm, tone=""),
        step_of(ORDER, "return_order",
                lambda o, g, by, at: returns.return_order(o.end_to_end_id, **g, by=by, at=at),
                "Le retour est noté.", form=ReturnForm, tone=""),
        Step("record_overpayment", "Constater un trop-perçu", rules.FINANCE,
             lambda o, g, by, at: record_overpayment(o, **g, by=by, at=at),
             "Le trop-perçu est constaté : le signataire le réclame.",
             lambda o, _u: o.state in SETTLED, form=OverpaymentForm, tone=""),
        step_of(ORDER, "rework_order", lambda o, _g, by, at: orders.rework_order(o, by=by, at=at),
                "L’ordre est repris, ses approbations sont annulées.", tone="",
                question="Les approbations données ne vaudront plus. Reprendre l’ordre ?"),
        step_of(ORDER, "cancel_order", lambda o, _g, by, at: orders.cancel_order(o, by=by, at=at),
                "L’ordre est annulé.", tone="danger",
                question="Rien n’est parti. Annuler cet ordre ?"),
    )  # fmt: skip

    def find(self, user: User, **key: Any) -> PaymentOrder:
        rows = PaymentOrder.objects.visible_to(user).select_related(
            "account__landlord",
            "account__verified_by",
            "batch",
            "replaces",
            "prepared_by",
            "award__decision__signed_by",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__instructor",
            "award__decision__request__tenancy__landlord",
        )
        return get_object_or_404(rows, uid=key["uid"])

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:order", args=[target.uid])

    def after(self, step: Step, target: Any, result: Any) -> str:
        if isinstance(result, Overpayment):
            return reverse("secours_loyer:overpayment", args=[result.uid])
        return super().after(step, target, result)

    def context_of(self, target: Any) -> dict[str, Any]:
        file = target.award.decision.request
        note_shown(self.request, [file], ["identity", "bank", "debts"])
        return {
            **task_frame(self.request, f"Ordre {target.end_to_end_id}"),
            "order": target,
            "stop": payment_stop(self.request.user, on=today()),
            "file": file,
            "tone": TONES.get(target.state, "neutral"),
            "number": shown_number(target.account, self.request.user),
            "problems": problems_of(target, on=today())
            if target.state in (OrderState.DRAFT, OrderState.CHECKED, OrderState.APPROVED_ONCE)
            else [],
            "failed": target.state in FAILED,
            "replaced_by": successor_of(target),
            "to_replace": to_replace().filter(pk=target.pk).exists(),
            "overpaid": target.overpayments.all(),
            "returned": target.return_lines.select_related("file").defer("file__content"),
            "cheque": Cheque.objects.filter(order=target).first(),
            "decision": target.payment_decisions.filter(round=target.round)
            .select_related("signed_by")
            .defer("content")
            .first(),
            "approvals": target.approvals.filter(round=target.round).select_related("approver"),
        }
