"""One act on ten thousand orders: closing their batch, exporting it, importing the statement.

Through the database and every wall of it. Seconds are those of the clock and of this process; the
peak memory is this process's own, PostgreSQL's is apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Sum

from actors.actions.parameters import decide_parameter
from actors.models import User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.demo.statement import statement
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.working_days import next_transfer_day
from secours_loyer.actions import batches
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.return_import import import_returns
from secours_loyer.exports.reader import read_pain001
from secours_loyer.models import (
    Batch,
    Channel,
    EntryKind,
    FileKind,
    Letter,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.states import OrderState
from tests.bench.rent.year import COUNT, OFFSET, TOTAL, fill_orders

WIDE = {
    "secours.lot_ordres": COUNT,
    "secours.lot_montant": TOTAL,
    "secours.jour_montant": 2 * TOTAL,
}
Found = dict[str, Any]


def finance() -> User:
    return User.objects.filter(role_grants__role="depenses", is_active=True)[0]


def closed() -> Found:
    """The batch: caps widened, ten thousand lines put in it, closed."""
    fill_orders()
    for name, wide in WIDE.items():
        decide_parameter(name, wide, since=today(), decision="banc d’essai", by=None, at=now())
    day: date = next_transfer_day(today() + timedelta(days=2))
    by, at = finance(), now()
    started = time.monotonic(), time.process_time()
    batch = batches.open_batch(channel=Channel.REGIE, execute_on=day, by=by, at=at)
    batches.put_in_batch(batch, PaymentOrder.objects.filter(pk__gt=OFFSET), by=by, at=at)
    batch = batches.close_batch(batch, execute_on=day, by=by, at=at)
    exact = (batch.order_count, batch.total_cents) == (COUNT, TOTAL)
    return measured(started, exact=exact)


def exported() -> Found:
    """From the closed batch to its three files, read back."""
    batch = last_batch()
    started = time.monotonic(), time.process_time()
    export_batch(batch, by=finance(), at=now())
    found = measured(started, exact=True)
    content = bytes(batch.files.get(kind=FileKind.TRANSFERS).content)
    read = read_pain001(content)
    found["exact"] = (len(read.transfers), read.total_cents) == (COUNT, TOTAL)
    return found


def imported() -> Found:
    """A statement of ten thousand debits: paid, reconciled, two letters each, nothing aside."""
    amounts = last_batch().orders.order_by("line").values_list("end_to_end_id", "amount_cents")
    content = statement(made_up_iban(1), amounts, on=today())
    started = time.monotonic(), time.process_time()
    import_returns(content, by=finance(), at=now())
    found = measured(started, exact=True)
    orders = PaymentOrder.objects.filter(pk__gt=OFFSET, state=OrderState.RECONCILED)
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID, order__pk__gt=OFFSET)
    letters = Letter.objects.filter(event__startswith="OP-2000-")
    cents = paid.aggregate(total=Sum("amount"))["total"]
    counts = (orders.count(), paid.count(), cents, letters.count())
    found["exact"] = counts == (COUNT, COUNT, TOTAL, 2 * COUNT)
    return found


def last_batch() -> Batch:
    return Batch.objects.order_by("-pk")[0]


def measured(started: tuple[float, float], *, exact: bool) -> Found:
    return {
        "seconds": round(time.monotonic() - started[0], 1),
        "cpu": round(time.process_time() - started[1], 1),
        "exact": exact,
    }


ACTS: dict[str, Callable[[], Found]] = {"close": closed, "export": exported, "import": imported}


def measure(name: str) -> Found:
    """Everything the bench prints about an act."""
    found = ACTS[name]()
    status = Path("/proc/self/status").read_text()
    (peak,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return {"act": name, "megabytes": int(peak.split()[1]) // 1024, **found}
