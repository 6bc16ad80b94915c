"""After the export: the files went to the bank, or to the accountant who then takes charge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.failpoints import failpoint
from secours_loyer.actions.apart import need_untied_orders
from secours_loyer.actions.doors import (
    action,
    first_problem,
    locked,
    locked_all,
    need,
    step,
    step_all,
)
from secours_loyer.models import Batch, Channel, PaymentOrder
from secours_loyer.queries.handing_over import past, why_kept_back
from secours_loyer.states import BATCH, ORDER, TO_TAKE, BatchState, OrderState

BY_ANOTHER = "Une autre personne du même rôle fait cette étape."


@action
def forward_batch(batch: Batch, *, by: User, at: datetime, late: bool = False) -> Batch:
    """The files were handed over whole: every order still « émis » is « transmis ».

    `late`: the day on which they were to be paid is past, and the person says what came of it.
    """
    held = locked(batch)
    need_untied_orders(held.orders.all(), by, remedy=BY_ANOTHER)
    need(held.channel != Channel.CHEQUE, "Notez chaque chèque sur la page de son ordre.")
    if held.state == BatchState.EXPORTED:
        first_problem(why_kept_back(held, on=paris_day(at)))
        need(
            late or not past(held, on=paris_day(at)),
            f"Ce lot devait être payé le {held.execute_on:%d/%m/%Y}, ce jour est passé : cochez "
            "la case qui le dit, ou demandez à un cadre d’annuler ce lot et ouvrez-en un autre à "
            "une autre date.",
            field="late",
        )
    forwarded = step(
        held,
        "forward_batch",
        table=BATCH,
        by=by,
        at=at,
        changes={"forwarded_by": by, "forwarded_at": at},
    )
    failpoint("forward.batch")
    step_all(_waiting(held, OrderState.SENT), "forward_order", table=ORDER, by=by, at=at)
    failpoint("forward.before_commit")
    return forwarded


@action
def take_charge(batch: Batch, orders: Iterable[PaymentOrder], *, by: User, at: datetime) -> int:
    """The accountant took these mandates in charge; returns how many.

    An order that went further meanwhile is left as it is: said twice, it does nothing.
    """
    chosen = {order.pk for order in orders}
    need(chosen, "Choisissez au moins un ordre.", field="orders")
    held = locked(batch)
    need_untied_orders(
        held.orders.filter(pk__in=chosen),
        by,
        remedy=f"Choisissez les autres ordres. {BY_ANOTHER}",
        field="orders",
    )
    waiting = _waiting(held, *TO_TAKE)
    rows = [row for row in waiting if row.pk in chosen]
    for row in rows:
        row.reason, row.taken_at = "", row.taken_at or at
    step_all(rows, "take_order", table=ORDER, by=by, at=at, fields=("reason", "taken_at"))
    failpoint("take.before_commit")
    return len(rows)


def _waiting(batch: Batch, *states: OrderState) -> list[PaymentOrder]:
    return locked_all(batch.orders.filter(state__in=states).order_by("line", "pk"))
