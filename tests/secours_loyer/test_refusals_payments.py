"""Payments that are refused: approvals, blocked accounts, caps, another year’s budget."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accounts,
    batches,
    orders,
    returns,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.models import (
    PaymentOrder,
    digest_of,
)
from secours_loyer.states import OrderState
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_approval_by_the_preparer_and_edit_after_approval(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.checked()
    for concerned in (cast.finance,):
        with pytest.raises(Refused, match="intervenu"):
            orders.approve_order(order, digest=digest_of(order), by=concerned, at=at)
    with pytest.raises(Refused, match="changé depuis"):
        orders.approve_order(order, digest="0" * 64, by=cast.manager, at=at)
    order = orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    with pytest.raises(Refused, match="autre personne que la première"):
        orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    with pytest.raises(Refused, match="reprenez-le"):
        orders.change_order(order, account=order.account, amount_cents=1, by=cast.finance, at=at)
    order = orders.rework_order(order, by=cast.finance, at=at)
    order = orders.change_order(
        order, account=order.account, amount_cents=50_000, by=cast.finance, at=at
    )
    order = orders.check_order(order, by=cast.finance, at=at)
    order = orders.approve_order(order, digest=digest_of(order), by=cast.signatory, at=at)
    assert order.state == OrderState.APPROVED_ONCE


def test_an_account_blocked_meanwhile_stops_the_export(path: Path) -> None:
    batch = path.closed()
    order = PaymentOrder.objects.get()
    accounts.block_account(
        order.account, reason="Courrier douteux", by=path.cast.manager, at=path.cast.at
    )
    with pytest.raises(Refused, match="plus actif"):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    assert not batch.files.exists()


def test_kill_switch_and_caps(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.payer()
    order, day = path.approved(), at.date() + timedelta(days=2)
    batch = batches.open_batch(channel="regie", execute_on=day, by=cast.finance, at=at)
    batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    since = date(2026, 1, 1)
    decide_parameter("secours.lot_montant", 100, since=since, decision="x", by=None, at=at)
    with pytest.raises(Refused, match="dépasse"):
        batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)
    decide_parameter("secours.paiements_ouverts", False, since=since, decision="x", by=None, at=at)
    with pytest.raises(Refused, match="arrêtés"):
        batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)


def test_an_unknown_reference_is_never_guessed(path: Path) -> None:
    with pytest.raises(Refused, match="Aucun ordre"):
        returns.mark_paid("OP-2026-999999", by=path.cast.finance, at=path.cast.at)


def test_what_was_approved_under_last_year_s_budget_does_not_leave_this_year(path: Path) -> None:
    order, finance = path.approved(), path.cast.finance
    path.payer()
    later = datetime(2027, 1, 4, 8, tzinfo=UTC)
    batch = batches.open_batch(channel="regie", execute_on=later.date(), by=finance, at=later)
    batches.put_in_batch(batch, [order], by=finance, at=later)
    batch = batches.close_batch(batch, execute_on=later.date(), by=finance, at=later)
    with pytest.raises(Refused, match="exercice 2026"):
        export_batch(batch, by=finance, at=later)
    batches.reopen_batch(batch, by=finance, at=later)
    order = batches.take_out_of_batch(PaymentOrder.objects.get(), by=finance, at=later)
    order = orders.rework_order(order, by=finance, at=later)
    again = orders.change_order(
        order, account=order.account, amount_cents=order.amount_cents, by=finance, at=later
    )
    assert again.budget_year == 2027
