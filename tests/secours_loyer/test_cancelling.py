"""A batch exported by mistake is cancelled whole, before anybody was handed its files."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import forwarding, orders, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch, exported_on
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Batch, Channel, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.queries.payable import to_replace
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported, states
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Mauvaise date de paiement."


@pytest.mark.parametrize("channel", [Channel.REGIE, Channel.MANDAT])
def test_cancelled_whole_then_paid_by_other_orders(path: Path, channel: str) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path, channel, 3)
    assert exported_on(at.date()) == 180_000
    batch = cancel_batch(batch, reason=WHY, by=cast.manager, at=at)
    assert (batch.state, batch.cancelled_by, batch.cancel_reason) == ("annule", cast.manager, WHY)
    assert states(batch) == ["annule_emis"] * 3
    assert PaymentEntry.objects.filter(kind=EntryKind.SENT).balance() == 0
    assert exported_on(at.date()) == 0
    assert to_replace().count() == 3
    assert list(faults()) == []
    first = batch.orders.get(line=1)
    again = orders.prepare_order(
        first.award, account=first.account, channel=channel, replaces=first, by=cast.finance, at=at
    )
    assert again.amount_cents == first.amount_cents
    with pytest.raises(Refused, match="annulé"):
        export_batch(batch, by=cast.finance, at=at)
    with pytest.raises(Refused):
        returns.mark_paid(first.end_to_end_id, by=cast.finance, at=at)
    verbs = JournalEntry.objects.values_list("verb", flat=True)
    assert (list(verbs).count("cancel_sent"), list(verbs).count("cancel_batch")) == (3, 1)


def test_who_cancels_and_until_when(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path, count=2)
    for other in (cast.signatory, cast.auditor):
        with pytest.raises(Refused, match="autre rôle"):
            cancel_batch(batch, reason=WHY, by=other, at=at)
    with pytest.raises(Refused, match="autre personne"):
        cancel_batch(batch, reason=WHY, by=cast.finance, at=at)
    with pytest.raises(Refused, match="pourquoi"):
        cancel_batch(batch, reason=" ", by=cast.manager, at=at)
    returns.mark_paid(batch.orders.get(line=1).end_to_end_id, by=cast.finance, at=at)
    with pytest.raises(Refused, match="déjà une suite"):
        cancel_batch(batch, reason=WHY, by=cast.manager, at=at)
    forwarding.forward_batch(batch, by=cast.finance, at=at)
    with pytest.raises(Refused, match="pas encore transmis"):
        cancel_batch(batch, reason=WHY, by=cast.manager, at=at)
    assert states(batch) == ["paye", "transmis"]


def test_the_walls_hold_by_themselves(path: Path) -> None:
    batch = exported(path)
    cancel = (
        "UPDATE secours_loyer_batch SET state = 'annule', cancelled_at = now(),"
        " cancelled_by_id = {by}, cancel_reason = {why}"
    )
    refused(cancel.format(by="opened_by_id", why="'x'"), by="batch_cancelled_whole")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'annule_emis'")
    manager = path.cast.manager.pk
    refused(cancel.format(by="exported_by_id", why="'x'"), by="batch_cancelled_by_another")
    refused(cancel.format(by=manager, why="''"), by="batch_cancelled_by_another")
    refused("UPDATE secours_loyer_batch SET cancel_reason = 'x'", by="batch_cancelled")
    # The control, and what the orders wait for: their batch is cancelled with them.
    with connection.cursor() as cursor:
        cursor.execute(cancel.format(by=manager, why="'x'"))
    connection.check_constraints()
    assert Batch.objects.get().pk == batch.pk


def test_an_order_handed_over_is_never_cancelled(path: Path) -> None:
    batch = exported(path)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_at = exported_at,"
            " forwarded_by_id = opened_by_id"
        )
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'annule_emis'",
        by="order_cancelled_before_transmission",
    )
    assert batch.pk


def test_an_order_is_not_cancelled_without_its_batch(path: Path) -> None:
    """Else another would be paid in its place while its own file goes to the bank."""
    batch = exported(path)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'annule_emis'",
        by="order_cancelled_with_its_batch",
    )
    cancel_batch(batch, reason=WHY, by=path.cast.manager, at=path.cast.at)
    connection.check_constraints()


def test_the_pages_of_a_cancelled_batch(path: Path, settings: pytest.FixtureRequest) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10
    cast = path.cast
    batch = exported(path)
    url = reverse("secours_loyer:batch", args=[batch.number])
    manager, finance = cast.client(cast.manager), cast.client(cast.finance)
    assert "Annuler le lot" not in finance.get(url).content.decode()
    assert "Annuler le lot" in manager.get(url).content.decode()
    answer = manager.post(f"{url}cancel_batch/", {"cancel_batch-reason": ""})
    assert answer.status_code == 422
    assert manager.post(f"{url}cancel_batch/", {"cancel_batch-reason": WHY}).status_code == 302
    page = finance.get(url).content.decode()
    assert WHY in page
    assert "fichiers/pain001" not in page
    kept = reverse("secours_loyer:outgoing_file", args=[batch.number, "pain001"])
    answer = finance.get(kept)
    assert answer.status_code == 409
    assert "ne se téléchargent plus" in answer.content.decode()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_cancelled_and_forwarded_at_once(path: Path) -> None:
    """Either all of it was handed over, or none of it is paid."""
    cast, at = path.cast, path.cast.at
    batch = exported(path, count=2)
    acts = (
        lambda: cancel_batch(batch, reason=WHY, by=cast.manager, at=at),
        lambda: forwarding.forward_batch(batch, by=cast.finance, at=at),
    )
    found = run_at_once(2, lambda number: acts[number]().state)
    assert sorted(isinstance(one, Refused) for one in found) == [False, True], found
    state = Batch.objects.get().state
    assert set(states(batch)) == {{"annule": "annule_emis", "transmis": "transmis"}[state]}
    assert PaymentOrder.objects.count() == 2
    assert list(faults()) == []
