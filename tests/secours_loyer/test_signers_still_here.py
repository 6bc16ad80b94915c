"""Whoever approved, or decided the payment, could still do it on the day when the money leaves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from actors.actions.accounts import revoke_role
from actors.roles import Role
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Channel, PaymentOrder
from secours_loyer.queries.approvers import to_approve_again
from secours_loyer.queries.payable import approved_orders
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
LEAVES = "UPDATE secours_loyer_paymentorder SET state = 'emis'"


def test_an_approver_whose_role_was_taken_no_longer_counts(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, path.approved()
    revoke_role(cast.manager, Role.MANAGER, by=None, at=at)
    assert list(to_approve_again()) == [order]
    assert not approved_orders(Channel.REGIE).exists()
    with pytest.raises(Refused, match="plus le rôle"):
        path.closed(order)
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = cast.client(cast.finance).get(page).content.decode()
    assert "rôle retiré : ne compte plus" in shown
    batch = batches.open_batch(channel=Channel.REGIE, execute_on=at.date(), by=cast.finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'en_lot', batch_id = %s, line = 1",
        batch.pk,
        by="order_approvers_here",
    )


def test_an_approver_whose_role_is_taken_once_in_the_batch_stops_its_export(path: Path) -> None:
    cast, at, batch = path.cast, path.cast.at, path.closed()
    revoke_role(cast.manager, Role.MANAGER, by=None, at=at)
    with pytest.raises(Refused, match="n’en a plus le rôle"):
        export_batch(batch, by=cast.finance, at=at)
    refused(LEAVES, by="order_approvers_here")
    # What the sentence says to do can be done.
    batches.reopen_batch(batch, by=cast.finance, at=at)
    order = batches.take_out_of_batch(PaymentOrder.objects.get(), by=cast.finance, at=at)
    assert list(to_approve_again()) == [order]


def test_another_role_that_approves_is_enough(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    both = cast.person("cadre-et-signataire", Role.MANAGER, Role.SIGNATORY)
    order = path.approve(path.approve(path.checked(), both), cast.manager)
    revoke_role(both, Role.MANAGER, by=None, at=at)
    assert export_batch(path.closed(order), by=cast.finance, at=at).state == "exporte"


def test_a_signatory_whose_role_was_taken_no_longer_decides_a_payment(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autre-approbateur", Role.FINANCE)
    order = path.approve(path.approve(path.checked(channel=Channel.MANDAT), cast.manager), other)
    batch = path.ready(order, channel=Channel.MANDAT)
    revoke_role(cast.signatory, Role.SIGNATORY, by=None, at=at)
    with pytest.raises(Refused, match="signé sa décision de paiement"):
        export_batch(batch, by=cast.finance, at=at)
    refused(LEAVES + ", piece = 1", by="order_signatory_here")


def test_what_left_without_the_role_is_named(path: Path) -> None:
    cast, order = path.cast, exported(path).orders.get()
    assert list(faults()) == []
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE actors_rolegrant SET revoked_at = granted_at - interval '1 day'"
            " WHERE user_id = %s",
            [cast.manager.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert any(fault.startswith(f"{order} : parti alors") for fault in faults())
