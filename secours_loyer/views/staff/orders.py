"""An order to pay: what it pays, why it may go on, who approved it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions import accountant, cheques, orders, returns
from secours_loyer.actions.failures import confirm_failure, deny_failure
from secours_loyer.actions.overpayments import record_overpayment
from secours_loyer.actions.replacing import replace_order
from secours_loyer.forms.steps.cheques import AcquitForm, ChequeForm, StopChequeForm
from secours_loyer.forms.steps.orders import (
    ApproveForm,
    ChangeOrderForm,
    DenyForm,
    ReplaceForm,
    ReturnForm,
    WordsForm,
)
from secours_loyer.forms.steps.overpayments import OverpaymentForm
from secours_loyer.models import Channel, Cheque, Overpayment, PaymentOrder
from secours_loyer.queries.account_alerts import alerts_of, named_otherwise
from secours_loyer.queries.apart_words import tied_words
from secours_loyer.queries.approvers import approvals_of, approver_gone
from secours_loyer.queries.approvers_left import left_words
from secours_loyer.queries.failures import (
    how_noted,
    noted,
    noted_words,
    to_confirm,
    unconfirmed,
    what_was_read,
    who_confirms,
)
from secours_loyer.queries.handing_over import never_handed_over
from secours_loyer.queries.ladder import trust_of
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.queries.order_holds import held_back
from secours_loyer.queries.overpayments import claimed_after_return
from secours_loyer.queries.payable import successor_of, to_replace
from secours_loyer.queries.payment_stop import payment_stop, stopped
from secours_loyer.queries.replaced import replaced_words
from secours_loyer.queries.sentences_of_money import CHEQUE_GONE, GONE
from secours_loyer.queries.why_nothing import why_not_approve
from secours_loyer.queries.words import TONES
from secours_loyer.queries.work_lists.money import waiting_for
from secours_loyer.states import FAILED, ORDER, SETTLED, OrderState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.shown_number import shown_number
from secours_loyer.views.staff.step_page import Step, StepPage, step_of

NOT_SENT = (
    *(OrderState.DRAFT, OrderState.CHECKED, OrderState.APPROVED_ONCE),
    *(OrderState.APPROVED, OrderState.IN_BATCH),
)


def _not_mandate(order: PaymentOrder, _user: User) -> bool:
    return order.channel != Channel.MANDAT


def by_cheque(order: PaymentOrder, _user: User) -> bool:
    """Paid by a cheque of the *régie*, once the landlord signed for it."""
    return order.channel == Channel.CHEQUE


def _no_failure(order: PaymentOrder, _user: User) -> bool:
    """What somebody noted is answered first; what nobody was handed is cancelled with its batch."""
    return noted(order) or (order.batch is not None and never_handed_over(order.batch))


def _no_failure_of_mandate(order: PaymentOrder, user: User) -> bool:
    return _not_mandate(order, user) or _no_failure(order, user)


def _no_failure_of_transfer(order: PaymentOrder, user: User) -> bool:
    return order.channel != Channel.REGIE or _no_failure(order, user)


def _not_paid_by_hand(order: PaymentOrder, user: User) -> bool:
    """A cheque is paid by its receipt, a mandate once the accountant has it."""
    if noted(order):
        return True
    here = order.channel == Channel.MANDAT and (
        order.batch is None or order.batch.forwarded_at is None
    )
    return here or by_cheque(order, user)


def _problems(order: PaymentOrder) -> list[str]:
    """What keeps it from leaving, until it left."""
    if order.channel == Channel.CHEQUE and order.state == OrderState.SENT:
        return [CHEQUE_GONE] if approver_gone(order) else []
    if order.state not in NOT_SENT:
        return []
    on = today()
    found = [*problems_of(order, on=on), *held_back([order], on=on)[order.pk]]
    approved = (OrderState.APPROVED_ONCE, OrderState.APPROVED, OrderState.IN_BATCH)
    return [*found, GONE] if order.state in approved and approver_gone(order) else found


def _confirming(order: PaymentOrder) -> str:
    """Who acts next on an order that failed on the word of one person; or nothing."""
    doubtful = unconfirmed().filter(pk=order.pk).first()
    if doubtful is None:
        return ""
    if doubtful.state == OrderState.CHEQUE_STOPPED:
        return _stopped(doubtful)
    read = what_was_read(doubtful)
    by_file = (
        ""
        if order.channel == Channel.MANDAT
        else "Le relevé ou l’avis de la banque, importé par une autre personne, le confirme aussi. "
    )
    return (
        f"{who_confirms(doubtful)} lit ce que disent la banque ou le comptable, puis confirme cet "
        f"échec, {how_noted(doubtful)} par {doubtful.failed_by}{f' ({read})' if read else ''}"
        f"{', ou dit que c’est une erreur' if noted(doubtful) else ''}. {by_file}Aucun nouvel "
        "ordre ne se prépare avant, et ni le ménage ni l’association n’en lisent rien."
    )


def _stopped(order: PaymentOrder) -> str:
    """A cheque stopped is final, the page said so before: it is confirmed, or waits."""
    return (
        f"{who_confirms(order)} vérifie ce que {order.failed_by} a noté (chèque pas écrit, revenu "
        "et détruit, ou opposition reçue par la banque), puis le confirme. Un chèque annulé ne se "
        "rétablit pas : si le bailleur l’a encore, elle attend qu’il soit détruit, ou que la "
        "banque soit prévenue. Aucun nouvel ordre ne se prépare avant, et ni le ménage ni "
        "l’association n’en lisent rien."
    )


class OrderPage(StepPage):
    """One order: what it pays, to whom, why it may go on, who approved it."""

    rule = rules.BATCH_READER
    template = "secours_loyer/staff/order.html"
    steps = (
        Step("confirm_failure", "Confirmer cet échec", rules.APPROVER,
             lambda o, _g, by, at: confirm_failure(o, by=by, at=at),
             "L’échec est confirmé : un nouvel ordre peut être préparé.",
             lambda o, u: to_confirm(u).filter(pk=o.pk).exists(),
             question="Vous avez vérifié vous-même, auprès de la banque ou du comptable, ou sur le "
             "chèque, que le bailleur n’a pas été payé, ou que l’argent est revenu ?"),
        Step("deny_failure", "C’est une erreur", rules.APPROVER,
             lambda o, g, by, at: deny_failure(o, **g, by=by, at=at),
             "L’échec est retiré : l’ordre continue là où il en était.",
             lambda o, u: noted(o) and to_confirm(u).filter(pk=o.pk).exists(),
             form=DenyForm, tone=""),
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
        step_of(ORDER, "stop_cheque",
                lambda o, g, by, at: cheques.stop_cheque(
                    o, how=g["how"], stopped_on=g["stopped_on"], by=by, at=at
                ),
                "Le chèque est annulé : une autre personne le confirme.", form=StopChequeForm,
                tone="", unless=lambda o, u: not by_cheque(o, u)),
        step_of(ORDER, "mark_paid",
                lambda o, _g, by, at: returns.mark_paid(o.end_to_end_id, by=by, at=at),
                "Le paiement est noté, les lettres sont prêtes.", unless=_not_paid_by_hand,
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
                "Le rejet au visa est noté : une autre personne le confirme.", form=WordsForm,
                tone="", rule=rules.FINANCE,
                unless=lambda o, u: _no_failure_of_mandate(o, u) or o.taken_at is not None),
        step_of(ORDER, "reject_taken",
                lambda o, g, by, at: accountant.reject_taken(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet est noté : une autre personne le confirme.", form=WordsForm, tone="",
                rule=rules.FINANCE, unless=_no_failure_of_mandate),
        step_of(ORDER, "reject_order",
                lambda o, g, by, at: returns.reject_order(o.end_to_end_id, **g, by=by, at=at),
                "Le rejet est noté : une autre personne le confirme.", form=ReturnForm, tone="",
                rule=rules.FINANCE, unless=_no_failure_of_transfer),
        step_of(ORDER, "return_order",
                lambda o, g, by, at: returns.return_order(o.end_to_end_id, **g, by=by, at=at),
                "Le retour est noté : une autre personne le confirme.", form=ReturnForm, tone="",
                rule=rules.FINANCE, unless=_no_failure),
        Step("record_overpayment", "Constater un trop-perçu", rules.FINANCE,
             lambda o, g, by, at: record_overpayment(o, **g, by=by, at=at),
             "Le trop-perçu est constaté : le signataire le réclame.",
             lambda o, _u: o.state in SETTLED and not noted(o), form=OverpaymentForm, tone=""),
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
            *("account__entered_by", "account__verified_by", "account__activated_by"),
            "batch",
            *("replaces__batch__cancelled_by", "replaces__account"),
            "prepared_by",
            "award__decision__signed_by",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__instructor",
            "award__decision__request__tenancy__landlord",
        )
        return get_object_or_404(rows, uid=key["uid"])

    def closed_to(self, target: Any, user: User) -> str:
        return tied_words(target.award.decision.request, user)

    def why_nothing(self, target: Any, user: User) -> str:
        return why_not_approve(target, user)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:order", args=[target.uid])

    def after(self, step: Step, target: Any, result: Any) -> str:
        if isinstance(result, Overpayment):
            return reverse("secours_loyer:overpayment", args=[result.uid])
        return super().after(step, target, result)

    def context_of(self, target: Any) -> dict[str, Any]:
        file, confirming = target.award.decision.request, _confirming(target)
        note_shown(self.request, [file], ["identity", "bank", "debts"])
        return {
            **task_frame(self.request, f"Ordre {target.end_to_end_id}"),
            "order": target,
            "stop": payment_stop(self.request.user, on=today()),
            "may_stop": rules.MANAGER.allows(self.request.user),
            "file": file,
            "tone": TONES.get(target.state, "neutral"),
            "number": shown_number(target.account, self.request.user),
            "trust": trust_of(target.account, named_otherwise=named_otherwise(target.account)),
            "alerts": alerts_of(target.account),
            "problems": _problems(target),
            "left": left_words(target),
            "failed": target.state in FAILED,
            "reason_title": "Pourquoi le chèque est annulé"
            if target.state == OrderState.CHEQUE_STOPPED
            else "Réponse de la banque ou du comptable",
            "replaced_by": successor_of(target),
            "confirming": confirming,
            "noted": noted_words(target) or ("À confirmer" if confirming else ""),
            "replaced": [*replaced_words(target), *claimed_after_return(target)],
            "to_replace": to_replace().filter(pk=target.pk).exists(),
            "overpaid": target.overpayments.all(),
            "returned": target.return_lines.select_related("file").defer("file__content"),
            "cheque": Cheque.objects.filter(order=target).select_related("stopped_by").first(),
            "decision": target.payment_decisions.filter(round=target.round)
            .select_related("signed_by")
            .defer("content")
            .first(),
            "approvals": approvals_of(target),
        }
