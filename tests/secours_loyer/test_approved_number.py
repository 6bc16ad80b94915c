"""What is approved is the number of the account too, not only which account: a number changed
behind the portal voids the approvals; those given before the number counted still stand."""

from __future__ import annotations

import hashlib

import pytest
from django.db import connection

from secours_loyer.models import LandlordAccount, PaymentOrder, digest_of
from secours_loyer.models.order_sql import DIGEST, FIRST_DIGEST
from tests.secours_loyer.path import OTHER_IBAN, Path
from tests.secours_loyer.test_payment_rows import triggers_off
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db
STEP = "UPDATE secours_loyer_paymentorder SET state = '{}'"


def first_digest_of(order: PaymentOrder) -> str:
    """As approvals were before the number counted."""
    parts = (
        *(order.award_id, order.account_id, order.amount_cents, order.channel),
        *(len(order.payee_name), order.payee_name, order.label),
    )
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def test_the_database_reads_the_same_content(path: Path) -> None:
    order = path.checked()
    texts = f"SELECT {DIGEST.format(row='o')}, {FIRST_DIGEST.format(row='o')}"
    with connection.cursor() as cursor:
        cursor.execute(f"{texts} FROM secours_loyer_paymentorder o")
        assert cursor.fetchone() == (digest_of(order), first_digest_of(order))


@pytest.mark.parametrize("column", ["iban", "bic"])
def test_an_approval_covers_the_number(path: Path, column: str) -> None:
    order = path.checked()
    read = digest_of(order)
    said = {"iban": OTHER_IBAN, "bic": "AGRIFRPP"}[column]
    triggers_off(f"UPDATE secours_loyer_landlordaccount SET {column} = %s", said)  # noqa: S608
    order = PaymentOrder.objects.get()
    assert digest_of(order) != read
    refused(APPROVE, order.pk, 1, path.cast.manager.pk, read, by="approval_of_this_content")


def test_approvals_are_void_once_the_number_changed(path: Path) -> None:
    """By SQL from end to end: the seals are not asked."""
    path.approved()
    triggers_off("UPDATE secours_loyer_paymentorder SET state = 'approuve_1'")
    with connection.cursor() as cursor:
        cursor.execute(STEP.format("approuve_2"))
    triggers_off("UPDATE secours_loyer_paymentorder SET state = 'approuve_1'")
    triggers_off("UPDATE secours_loyer_landlordaccount SET iban = %s", OTHER_IBAN)
    assert LandlordAccount.objects.get().iban == OTHER_IBAN
    refused(STEP.format("approuve_2"), by="order_approved_by_two")


def test_approvals_given_before_the_number_counted_stand(path: Path) -> None:
    order = path.approved()
    triggers_off("UPDATE secours_loyer_approval SET digest = %s", first_digest_of(order))
    triggers_off("UPDATE secours_loyer_paymentorder SET state = 'approuve_1'")
    with connection.cursor() as cursor:
        cursor.execute(STEP.format("approuve_2"))


def test_none_is_given_without_the_number_any_more(path: Path) -> None:
    order = path.checked()
    refused(
        *(APPROVE, order.pk, 1, path.cast.manager.pk, first_digest_of(order)),
        by="approval_of_this_content",
    )
