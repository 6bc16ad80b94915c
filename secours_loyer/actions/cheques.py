"""The urgent cheque: written on an exported order, paid when the landlord signed for it."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.actions.orders import payments_open
from secours_loyer.actions.returns import mark_paid
from secours_loyer.models import Channel, Cheque, PaymentOrder
from secours_loyer.queries.ties import tied_lines
from secours_loyer.states import ORDER, AccountState, OrderState

NOT_OURS = "Les chèques sont tenus par le gestionnaire des dépenses."


@action
def issue_cheque(
    order: PaymentOrder, *, number: str, issued_on: date, by: User, at: datetime
) -> PaymentOrder:
    """The cheque is written: its number goes into the register, the order counts as handed over."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    held = locked(order)
    need(held.channel == Channel.CHEQUE, "Cet ordre ne se paie pas par chèque.")
    need(
        held.state == OrderState.SENT,
        "Exportez le lot avant d’écrire le chèque ; un ordre n’a qu’un chèque.",
    )
    need(
        held.batch is not None and not tied_lines(held.batch).filter(pk=held.pk).exists(),
        "Une personne qui a approuvé cet ordre a déclaré un lien avec le dossier. Faites annuler "
        "le lot par une autre personne que celle qui l’a exporté, puis préparez un nouvel ordre.",
    )
    payments_open(at)
    need(
        held.account.state == AccountState.ACTIVE,
        "Le compte du bailleur n’est plus actif : faites-le vérifier avant d’écrire le chèque.",
    )
    need(issued_on <= paris_day(at), "Un chèque n’est pas daté d’avance.", field="issued_on")
    number = number.strip()
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
    return step(held, "forward_order", table=ORDER, by=by, at=at, request=request)


@action
def acquit_cheque(
    order: PaymentOrder, *, received_by: str, received_on: date, by: User, at: datetime
) -> PaymentOrder:
    """The landlord signed the order to pay: it is paid, and the letters are written."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    cheque = (
        Cheque.objects.select_for_update(of=("self",))
        .select_related("order")
        .filter(order=order)
        .first()
    )
    if cheque is None:
        raise Refused("Notez d’abord le chèque remis.")
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
