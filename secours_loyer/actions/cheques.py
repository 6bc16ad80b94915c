"""The urgent cheque: written on an exported order, paid when the landlord signed for it."""

from __future__ import annotations

import re
from datetime import date, datetime

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.answers import answer, enter_back, locked_order, settle_batches
from secours_loyer.actions.apart import need_untied_order
from secours_loyer.actions.doors import action, locked, locked_all, need, seal, step
from secours_loyer.actions.orders import payments_open
from secours_loyer.actions.returns import mark_paid
from secours_loyer.models import Channel, Cheque, ChequeEnd, EntryKind, PaymentOrder
from secours_loyer.models.cheque import WRITTEN_ENDS
from secours_loyer.queries.approvers import approver_gone
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.sentences_of_money import CHEQUE_GONE, MONEY
from secours_loyer.queries.ties import tied_lines
from secours_loyer.states import ORDER, AccountState, OrderState

NUMBER = re.compile("[0-9]{7}")
NOT_OURS = "Les chèques sont tenus par le gestionnaire des dépenses."


@action
def issue_cheque(
    order: PaymentOrder, *, number: str, issued_on: date, by: User, at: datetime
) -> PaymentOrder:
    """The cheque is written: its number goes into the register, the order counts as handed over."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    held = locked(order)
    need_untied_order(held, by)
    need(held.channel == Channel.CHEQUE, "Cet ordre ne se paie pas par chèque.")
    need(
        held.state == OrderState.SENT,
        "Exportez le lot avant d’écrire le chèque ; un ordre n’a qu’un chèque.",
    )
    need(
        held.batch is not None and not tied_lines(held.batch).filter(pk=held.pk).exists(),
        "Une personne qui a approuvé cet ordre a déclaré un lien avec le dossier. Choisissez "
        "« Annuler le chèque » (il n’a pas été écrit) ; une autre personne le confirme, puis "
        "préparez un nouvel ordre.",
    )
    need(not approver_gone(held), CHEQUE_GONE)
    payments_open(at)
    need(
        held.account.state == AccountState.ACTIVE,
        "Le compte du bailleur n’est plus actif : faites saisir et vérifier un autre compte. "
        "Choisissez « Annuler le chèque » (il n’a pas été écrit) ; une autre personne le confirme, "
        "puis préparez un nouvel ordre.",
    )
    need(issued_on <= paris_day(at), "Un chèque n’est pas daté d’avance.", field="issued_on")
    number = number.strip()
    need(NUMBER.fullmatch(number), "Le numéro d’un chèque a sept chiffres.", field="number")
    need(
        not Cheque.objects.filter(number=number).exists(),
        f"Le chèque {number} est déjà dans le registre. Vérifiez son numéro.",
        field="number",
    )
    cheque = Cheque.objects.create(
        order=held, number=number, issued_on=issued_on, issued_by=by, issued_at=at
    )
    seal(cheque, at=at)
    request = held.award.decision.request
    return step(held, "forward_order", table=ORDER, by=by, at=at, request=request, **named(cheque))


@action
def acquit_cheque(
    order: PaymentOrder, *, received_by: str, received_on: date, by: User, at: datetime
) -> PaymentOrder:
    """The landlord signed the order to pay: it is paid, and the letters are written."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    cheques = locked_all(Cheque.objects.select_related("order").filter(order=order))
    if not cheques:
        raise Refused("Notez d’abord le chèque remis.")
    (cheque,) = cheques
    need_untied_order(cheque.order, by)
    need(
        cheque.order.state == OrderState.FORWARDED,
        "Cet ordre n’attend pas d’acquit. Rechargez la page.",
    )
    need(received_by.strip(), "Indiquez qui a signé.", field="received_by")
    need(received_on <= paris_day(at), "Ce jour n’est pas encore venu.", field="received_on")
    cheque.received_by, cheque.received_on = received_by.strip(), received_on
    cheque.noted_by, cheque.noted_at = by, at
    cheque.save(update_fields=["received_by", "received_on", "noted_by", "noted_at"])
    seal(cheque, at=at)
    return mark_paid(cheque.order.end_to_end_id, by=by, at=at)


@action
def stop_cheque(
    order: PaymentOrder, *, how: str, stopped_on: date, by: User, at: datetime
) -> PaymentOrder:
    """It came back and is destroyed, or the bank was told not to pay it, or it was never written:
    its order ends there, and another person confirms before a new one is prepared."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    held = locked_order(order.end_to_end_id)
    need_untied_order(held, by)
    need(held.channel == Channel.CHEQUE, MONEY["order_stops_a_cheque"])
    need(how in ChequeEnd.values, "Dites ce que le chèque est devenu.", field="how")
    need(stopped_on <= paris_day(at), "Ce jour n’est pas encore venu.", field="stopped_on")
    cheque = next(iter(locked_all(Cheque.objects.filter(order=held))), None)
    need(
        (cheque is not None) == (how in WRITTEN_ENDS),
        "Aucun chèque n’est noté pour cet ordre : dites qu’il n’a pas été écrit."
        if cheque is None
        else f"Le chèque {cheque.number} est écrit : dites s’il est revenu ou en opposition.",
        field="how",
    )
    told = f"{ChequeEnd(how).label}, le {stopped_on:%d/%m/%Y}."
    if cheque is not None and held.state == OrderState.FORWARDED:
        cheque.stopped_how, cheque.stopped_on = how, stopped_on
        cheque.stopped_by, cheque.stopped_at = by, at
        cheque.save(update_fields=["stopped_how", "stopped_on", "stopped_by", "stopped_at"])
        seal(cheque, at=at)
        told = f"Chèque {cheque.number} : {told}"
    held.reason, held.failed_by = told, by
    answer([held], "stop_cheque", by=by, at=at, fields=("reason", "failed_by"))
    enter_back(held, EntryKind.SENT, by=by, at=at)
    settle_batches([held], by=by, at=at)
    return held
