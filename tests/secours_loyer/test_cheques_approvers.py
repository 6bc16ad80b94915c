"""No cheque is written once somebody who approved it is gone, or has the role no more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from actors.actions.accounts import close_account, revoke_role
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import cheques
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_cheques import WRITE, exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def test_no_cheque_once_an_approver_is_gone(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = exported(path).orders.get()
    close_account(cast.manager, by=cast.administrator, at=at)
    with pytest.raises(Refused, match="aucun chèque ne s’écrit"):
        cheques.issue_cheque(
            order, number="1234567", issued_on=paris_day(at), by=cast.finance, at=at
        )
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [at])
    refused("UPDATE secours_loyer_paymentorder SET state = 'transmis'", by="order_approvers_here")
    page = reverse("secours_loyer:order", args=[order.uid])
    assert "aucun chèque ne s’écrit" in cast.client(cast.finance).get(page).text


def test_no_cheque_once_an_approver_has_the_role_no_more(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = exported(path).orders.get()
    revoke_role(cast.manager, "cadre", by=cast.administrator, at=at)
    with pytest.raises(Refused, match="aucun chèque ne s’écrit"):
        cheques.issue_cheque(
            order, number="1234567", issued_on=paris_day(at), by=cast.finance, at=at
        )
