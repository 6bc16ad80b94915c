"""A new order in place of one that failed: the old one stays as it ended."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.orders import prepare_order
from secours_loyer.models import LandlordAccount, PaymentOrder
from secours_loyer.queries.failures import noted, unconfirmed_words
from secours_loyer.states import DEAD_ORDER


@action
def replace_order(
    order: PaymentOrder, *, account: LandlordAccount, by: User, at: datetime
) -> PaymentOrder:
    """The same amount by the same channel, on this year's budget, to the account chosen now."""
    held = locked(order)
    if noted(held):
        raise Refused(unconfirmed_words(held))
    need(held.state in DEAD_ORDER, "Cet ordre n’a pas échoué : il n’y a rien à refaire.")
    need(
        not PaymentOrder.objects.filter(replaces=held).exists(),
        "Un nouvel ordre existe déjà. Rechargez la page pour l’ouvrir.",
    )
    return prepare_order(
        held.award,
        account=account,
        channel=held.channel,
        amount_cents=held.amount_cents,
        tranche=held.tranche,
        replaces=held,
        by=by,
        at=at,
    )
