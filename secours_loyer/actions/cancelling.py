"""Cancelling a batch that was exported and handed over to nobody: nothing of it is paid.

Its orders end there, each to be replaced; its files stay kept and are handed out no more. Another
person than the exporter says so.
"""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.seen import refuse_if_changed
from secours_loyer.actions.answers import answer
from secours_loyer.actions.apart import need_two_people, need_untied_orders
from secours_loyer.actions.doors import action, locked, locked_all, need, seal, step
from secours_loyer.models import Batch, EntryKind, PaymentEntry
from secours_loyer.queries.handing_over import taken, who_downloaded
from secours_loyer.queries.sentences_of_money import MONEY
from secours_loyer.states import BATCH, BatchState, OrderState

SHORTEST_REASON = 10


@action
def cancel_batch(
    batch: Batch, *, reason: str, confirmed: str = "", seen: str = "", by: User, at: datetime
) -> Batch:
    """All its orders, or none: refused as soon as one of them was answered or handed over.

    A file that was downloaded may be at the bank: `confirmed` is what each of those who took it
    away said about it, on the downloads that were `seen`.
    """
    held = locked(batch)
    need(
        held.state == BatchState.EXPORTED,
        "Seul un lot exporté et pas encore transmis s’annule.",
    )
    need(by.pk != held.exported_by_id, "Une autre personne que celle qui l’a exporté l’annule.")
    need_two_people(by, held.exported_by_id)
    need_untied_orders(held.orders.all(), by, remedy="Un autre cadre annule ce lot.")
    need(reason.strip(), "Indiquez pourquoi.", field="reason")
    refuse_if_changed(seen, taken(held), {"downloads": "les téléchargements"})
    if people := who_downloaded(held):
        names = " et ".join(str(person) for person in people)
        need(by not in people, MONEY["batch_cancelled_by_no_downloader"])
        need(
            len(confirmed.strip()) >= SHORTEST_REASON,
            f"Un fichier a été téléchargé par {names} : demandez à chacun, puis écrivez qu’il l’a "
            "détruit et ne l’a remis à personne.",
            field="confirmed",
        )
    orders = locked_all(
        held.orders.select_related("award__decision__request__household").order_by("line")
    )
    need(
        all(order.state == OrderState.SENT and order.failed_by_id is None for order in orders),
        "Un ordre de ce lot a déjà une suite : notez les retours un par un.",
    )
    answer(orders, "cancel_sent", by=by, at=at)
    failpoint("cancel.orders")
    _take_back(held, by=by, at=at)
    failpoint("cancel.ledger")
    cancelled = step(
        held,
        "cancel_batch",
        table=BATCH,
        by=by,
        at=at,
        changes={
            "cancelled_by": by,
            "cancelled_at": at,
            "cancel_reason": reason.strip(),
            "cancel_confirmed": confirmed.strip() if people else "",
        },
        orders=len(orders),
    )
    failpoint("cancel.before_commit")
    return cancelled


def _take_back(batch: Batch, *, by: User, at: datetime) -> None:
    firsts = PaymentEntry.objects.filter(
        order__batch=batch, kind=EntryKind.SENT, amount__gt=0
    ).order_by("pk")
    entries = PaymentEntry.objects.bulk_create(
        (
            PaymentEntry(
                at=at,
                amount=-first.amount,
                kind=first.kind,
                award_id=first.award_id,
                order_id=first.order_id,
                by=by,
                corrects=first,
            )
            for first in firsts
        ),
        batch_size=1000,
    )
    seal(*entries, at=at)
