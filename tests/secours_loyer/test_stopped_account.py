"""An account stopped after the approvals: nothing is signed, the pages say it, and the way out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, batches
from secours_loyer.models import Channel, PaymentDecision, PaymentOrder
from secours_loyer.queries.ladder import level_of
from secours_loyer.queries.waiting_orders import gathered_by_channel
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db


def stop(path: Path, order: PaymentOrder) -> None:
    accounts.block_account(
        order.account, reason="AC04, le compte est clos.", by=path.cast.manager, at=path.cast.at
    )


def test_no_payment_is_signed_for_it(path: Path) -> None:
    order = path.approved(channel=Channel.MANDAT)
    batch = path.closed(order, channel=Channel.MANDAT)
    stop(path, order)
    with pytest.raises(Refused, match=f"{order.end_to_end_id}, signature refusée.*autre compte"):
        path.sign_payments(batch)
    assert not PaymentDecision.objects.exists()


def test_its_pages_say_it(path: Path) -> None:
    order = path.approved(channel=Channel.MANDAT)
    batch = path.closed(order, channel=Channel.MANDAT)
    stop(path, order)
    order.refresh_from_db()
    assert level_of(order.account) == "Compte bloqué : AC04, le compte est clos"
    staff = browser(path, path.cast.signatory)
    for url in (
        reverse("secours_loyer:batch", args=[batch.number]),
        reverse("secours_loyer:order", args=[order.uid]),
    ):
        shown = staff.get(url).content.decode()
        assert "Compte bloqué : AC04" in shown
        assert "faites-le vérifier" not in shown


def test_a_batch_names_the_orders_at_fault(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    sound = path.approved(last="Vesle", reference="L-1")
    stopped = path.approved(last="Suippe", reference="L-2", channel=sound.channel)
    batch = batches.open_batch(channel=sound.channel, execute_on=at.date(), by=cast.finance, at=at)
    assert gathered_by_channel() == [
        f"{sound.get_channel_display()} : 2 ordres approuvés, 1\u202f200,00\u202f€"
    ]
    stop(path, stopped)
    with pytest.raises(Refused, match=f"Ordre {stopped.end_to_end_id}"):
        batches.put_in_batch(batch, [sound, stopped], by=cast.finance, at=at)


def test_finance_finds_its_orders(path: Path) -> None:
    cast, on = path.cast, path.cast.at.date()
    order = path.approved()
    counts = {one["title"]: one["count"] for one in work_lists_for(cast.finance, on=on)}
    assert counts["Ordres approuvés à mettre en lot"] == 1
    assert counts["Ordres à contrôler"] == 0
    shown = browser(path, cast.finance).get(reverse("secours_loyer:open_batch")).content.decode()
    assert f"{order.get_channel_display()} : 1 ordre approuvé" in shown
