"""What follows the export killed at every point, then done again: the whole batch, or nothing."""

from __future__ import annotations

import pytest
from django.conf import settings

from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Batch, Channel, EntryKind, PaymentEntry
from tests.harness.another_process import KILLED, manage
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported, states

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

# Act: the points where it is killed, the states of the batch before and after, of an order after.
ACTS = {
    "forward": (
        ("forward.batch", "forward.before_commit"), "exporte", "transmis", "transmis",
    ),
    "take": (("take.before_commit",), "transmis", "transmis", "pris_en_charge"),
    "cancel": (
        ("cancel.orders", "cancel.ledger", "cancel.before_commit"),
        "exporte", "annule", "annule_emis",
    ),
}  # fmt: skip
DO = """
from actors.models import User
from reims_solidarite.kit.clock import now
from secours_loyer.actions import cancelling, forwarding
from secours_loyer.models import Batch
batch = Batch.objects.get()
by = User.objects.get(email="{by}")
if "{act}" == "forward":
    forwarding.forward_batch(batch, by=by, at=now())
elif "{act}" == "take":
    forwarding.take_charge(batch, batch.orders.all(), by=by, at=now())
else:
    cancelling.cancel_batch(batch, reason="Erreur de date.", by=by, at=now())
"""


@pytest.mark.parametrize(
    ("act", "point"), [(act, point) for act, told in ACTS.items() for point in told[0]]
)
def test_killed_then_done_again(path: Path, act: str, point: str) -> None:
    _, before, after, order_after = ACTS[act]
    cast = path.cast
    batch = exported(path, Channel.MANDAT if act == "take" else Channel.REGIE, 3)
    if act == "take":
        forward_batch(batch, by=cast.finance, at=cast.at)
    orders_before = states(batch)
    by = cast.manager if act == "cancel" else cast.finance
    words = ("shell", "--no-imports", "-c", DO.format(act=act, by=by.email))
    assert manage(*words, failpoint=point) == KILLED
    assert (Batch.objects.get().state, states(batch)) == (before, orders_before)
    assert list(faults()) == []
    manage(*words)
    assert (Batch.objects.get().state, states(batch)) == (after, [order_after] * 3)
    left = 0 if act == "cancel" else 180_000
    assert PaymentEntry.objects.filter(kind=EntryKind.SENT).balance() == left
    assert list(faults()) == []


def test_every_failpoint_is_swept() -> None:
    folder = settings.PROJECT / "secours_loyer" / "actions"
    text = "".join((folder / name).read_text() for name in ("forwarding.py", "cancelling.py"))
    named = {part.split('"')[0] for part in text.split('failpoint("')[1:]}
    assert named == {point for told in ACTS.values() for point in told[0]}
