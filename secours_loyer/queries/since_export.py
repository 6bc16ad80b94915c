"""What was said since the export of the orders of a batch that nobody was handed, and keeps it from
leaving. The same as `models.batch_hold_sql`."""

from __future__ import annotations

from collections.abc import Iterator

from secours_loyer.models import Batch, PaymentOrder
from secours_loyer.queries.approvers import lines_left_by_approvers
from secours_loyer.queries.lease import OCCUPATION, blocked_words, open_events, owed_words
from secours_loyer.queries.order_holds import held_back
from secours_loyer.queries.ties import tied_lines
from secours_loyer.states import OrderState

CANCEL = "demandez à un cadre de l’annuler, puis préparez de nouveaux ordres."
UNTIL = f"Ce lot ne se remet pas avant ; sinon, {CANCEL}"
NO_MORE = f"Ce lot ne se remet plus : {CANCEL}"
WHO = "une personne qui l’a approuvé, ou qui a signé sa décision de paiement,"


def said_since(batch: Batch) -> list[str]:
    """Sentences, by name of order; as many queries for one order as for a hundred."""
    rows = batch.orders.filter(state=OrderState.SENT).order_by("line")
    orders = list(
        rows.select_related(
            *("account", "award__decision__request__debt"),
            "award__decision__request__tenancy__landlord",
        ).prefetch_related("award__decision__request__tenancy__events")
    )
    waiting = held_back(orders, on=batch.execute_on)
    told = [
        f"Ordre {order.end_to_end_id} : {sentence}"
        for order in orders
        for sentence in [*(f"{said} {UNTIL}" for said in waiting[order.pk]), *_of_lease(order)]
    ]
    return [*told, *_of_people(batch)]


def _of_lease(order: PaymentOrder) -> Iterator[str]:
    request = order.award.decision.request
    lease = request.tenancy
    for event in open_events(lease):
        yield f"{blocked_words(event)} {UNTIL}"
    if order.account.landlord_id != lease.landlord_id:
        yield f"le compte n’est plus celui du bailleur de ce logement. {NO_MORE}"
    if OCCUPATION in owed_words(request) and OCCUPATION not in order.label:
        yield f"le bail est résilié et son libellé parle de loyers. {NO_MORE}"


def _of_people(batch: Batch) -> Iterator[str]:
    sent = {"state": OrderState.SENT}
    for order in tied_lines(batch).filter(**sent).order_by("line"):
        yield f"Ordre {order.end_to_end_id} : {WHO} a un lien avec le dossier depuis. {NO_MORE}"
    for order in lines_left_by_approvers(batch).filter(**sent):
        yield (
            f"Ordre {order.end_to_end_id} : {WHO} n’a plus de compte ouvert ou n’en a plus le "
            f"rôle. {NO_MORE}"
        )
