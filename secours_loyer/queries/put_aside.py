"""Debits that may be one of our payments: one person alone does not put them aside. The same as
`models.put_aside_sql`."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from secours_loyer.models import Channel, Event, PaymentOrder, ReturnKind, ReturnLine
from secours_loyer.queries.debit_names import named_cheques, named_orders
from secours_loyer.states import ATTACHED, FAILED, SETTLED, UNANSWERED

_SHOWN = ReturnLine.objects.filter(order=OuterRef("pk"), event=Event.PAID, state__in=ATTACHED)


def may_pay(line: ReturnLine) -> PaymentOrder | None:
    """The order that this debit names, is proposed for, or has the very amount of."""
    if line.event != Event.PAID:
        return None
    channel = Q(channel=Channel.MANDAT)
    alike = Q(
        ~Exists(_SHOWN),
        channel if line.source == ReturnKind.STATUS else ~channel,
        amount_cents=line.amount_cents,
        state__in=[*UNANSWERED, *SETTLED, *FAILED],
    )
    named = (
        Q(pk=line.order_id)
        | Q(end_to_end_id__in=named_orders(line.reference))
        | Q(cheque__number__in=named_cheques(line.reference))
    )
    found = PaymentOrder.objects.filter(named).order_by("pk").first()
    if found is None and line.amount_cents is not None:
        found = PaymentOrder.objects.filter(alike).order_by("pk").first()
    return found


def two_words(line: ReturnLine) -> str:
    """Why two people put this line aside, or nothing."""
    order = may_pay(line)
    if order is None:
        return ""
    return (
        f"Ce débit est peut-être le paiement de l’ordre {order.end_to_end_id} : une personne "
        "propose de l’écarter et dit pourquoi, une autre l’écarte."
    )
