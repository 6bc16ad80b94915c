"""A new order in place of one that failed: by one button, to an account that may be paid."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, returns
from secours_loyer.actions.replacing import replace_order
from secours_loyer.models import PaymentOrder
from secours_loyer.states import OrderState
from tests.secours_loyer.path import OTHER_IBAN, Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def rejected(path: Path, code: str = "AC04") -> PaymentOrder:
    order = path.approved()
    handed_over(path, path.closed(order))
    return returns.reject_order(
        order.end_to_end_id, code=code, by=path.cast.finance, at=path.cast.at
    )


def page(order: PaymentOrder) -> str:
    return reverse("secours_loyer:order", args=[order.uid])


def test_the_button_makes_the_linked_order(path: Path) -> None:
    order = path.confirmed(rejected(path))
    finance = browser(path, path.cast.finance)
    board = finance.get(reverse("secours_loyer:board")).content.decode()
    assert "Paiements à refaire" in board
    shown = finance.get(page(order)).content.decode()
    assert "AC04 : Le compte est clos." in shown
    assert "Le compte n’est plus actif." in shown
    blocked = finance.post(
        f"{page(order)}replace_order/", {"replace_order-account": order.account_id}
    )
    assert blocked.status_code == 422
    take(finance, page(order), "replace_order", account=path.account(OTHER_IBAN).pk)
    new = PaymentOrder.objects.get(replaces=order)
    assert (new.state, new.amount_cents) == (OrderState.DRAFT, order.amount_cents)
    assert (new.channel, new.award_id) == (order.channel, order.award_id)
    shown = finance.get(page(order)).content.decode()
    assert page(new) in shown
    assert "replace_order" not in shown
    assert page(order) in finance.get(page(new)).content.decode()
    board = finance.get(reverse("secours_loyer:board")).content.decode()
    assert page(order) not in board


def test_an_account_that_is_not_at_fault_is_proposed_again(path: Path) -> None:
    order = path.confirmed(rejected(path, code="MS03"))
    shown = browser(path, path.cast.finance).get(page(order)).content.decode()
    assert f'<option value="{order.account_id}" selected' in shown


def test_only_once_and_only_what_failed(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = path.confirmed(rejected(path, code="MS03"))
    with pytest.raises(Refused, match="dépenses"):
        replace_order(order, account=path.account(), by=path.cast.manager, at=at)
    new = replace_order(order, account=path.account(), by=finance, at=at)
    with pytest.raises(Refused, match="existe déjà"):
        replace_order(order, account=path.account(), by=finance, at=at)
    with pytest.raises(Refused, match="n’a pas échoué"):
        replace_order(new, account=path.account(), by=finance, at=at)
    cancelled = orders.cancel_order(new, by=finance, at=at)
    other = replace_order(cancelled, account=path.account(), by=finance, at=at)
    assert other.replaces_id == cancelled.pk


def test_the_database_links_only_a_dead_order_of_the_same_award(path: Path) -> None:
    order = path.confirmed(rejected(path, code="MS03"))
    other = path.prepared(last="Suippe", reference="L-2")
    link = "UPDATE secours_loyer_paymentorder SET replaces_id = %s WHERE id = %s"
    refused(link, order.pk, other.pk, by="order_identity_frozen")
    new = orders.prepare_order(
        order.award, account=path.account(), by=path.cast.finance, at=path.cast.at
    )
    refused(link, other.pk, new.pk, by="order_identity_frozen")
    refused(link, new.pk, new.pk, by="order_identity_frozen")
