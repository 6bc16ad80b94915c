"""Closing the till of a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.models import User
from epicerie.actions.walls import walls
from epicerie.models import TillClosing
from epicerie.queries.till_days import sold_on
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def close_till(
    day: date, *, seen_cents: int, counted_cents: int, note: str, by: User, at: datetime
) -> TillClosing:
    """Write what the tickets say and what was counted; no ticket is possible that day afterwards.

    `seen_cents` is the total that was read: refused when a ticket came in since. A gap between the
    tickets and the cash is explained, never corrected.
    """
    if not rules.GROCERY.allows(by):
        raise Refused("La clôture de la caisse revient à la coordination de l’épicerie.")
    if day > paris_day(at):
        raise Refused("Ce jour n’est pas encore venu.")
    sold = sold_on(day)
    if not sold.tickets:
        raise Refused("Aucun ticket ce jour-là : il n’y a rien à clore.")
    if sold.paid_cents != seen_cents:
        raise Refused("Un ticket vient d’être encaissé : relisez le total, puis clôturez.")
    if counted_cents != sold.paid_cents and not note.strip():
        raise Refused("Expliquez l’écart entre les tickets et la caisse.", field="note")
    last = TillClosing.objects.order_by("-number").values_list("number", flat=True).first()
    with walls():
        closing = TillClosing.objects.create(
            number=(last or 0) + 1,
            day=day,
            tickets=sold.tickets,
            value_cents=sold.value_cents,
            paid_cents=sold.paid_cents,
            counted_cents=counted_cents,
            note=note.strip(),
            at=at,
            by=by,
        )
    record("close_till", closing, by=by, at=at)
    return closing
