"""Debits that may be one of our payments: one person alone does not put them aside. The same as
`models.put_aside_sql`."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from secours_loyer.models import Channel, Event, PaymentOrder, ReturnKind, ReturnLine
from secours_loyer.queries.debit_names import named_cheques, named_orders
from secours_loyer.states import ATTACHED, FAILED, SETTLED, UNANSWERED

_SHOWN = ReturnLine.objects.filter(order=OuterRef("pk"), event=Event.PAID, state__in=ATTACHED)


def orders_of(line: ReturnLine) -> QuerySet[PaymentOrder]:
    """Every order that this line names or is proposed for; a debit that names none: every order
    that left, of its very amount."""
    named = PaymentOrder.objects.filter(
        Q(pk=line.order_id)
        | Q(end_to_end_id__in=named_orders(line.reference))
        | Q(cheque__number__in=named_cheques(line.reference))
    )
    if line.event != Event.PAID or line.amount_cents is None or named.exists():
        return named
    channel = Q(channel=Channel.MANDAT)
    alike = Q(
        ~Exists(_SHOWN),
        channel if line.source == ReturnKind.STATUS else ~channel,
        amount_cents=line.amount_cents,
        state__in=[*UNANSWERED, *SETTLED, *FAILED],
    )
    return PaymentOrder.objects.filter(alike)


def may_pay(line: ReturnLine) -> PaymentOrder | None:
    """The first of them, for a debit."""
    return orders_of(line).order_by("pk").first() if line.event == Event.PAID else None


def two_words(line: ReturnLine) -> str:
    """Why two people put this line aside, or nothing."""
    order = may_pay(line)
    if order is None:
        return ""
    return (
        f"Ce débit est peut-être le paiement de l’ordre {order.end_to_end_id} : une personne "
        "propose de l’écarter et dit pourquoi, une autre l’écarte."
    )
