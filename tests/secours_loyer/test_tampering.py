"""`verify_ledgers` names every row changed by SQL with the triggers turned off."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.orders import rework_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import MoneySeal
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db

ATTACKS = (
    ("secours_loyer_decision", "UPDATE {} SET aid_cents = 60002, plan_cents = 39998", "decision"),
    ("secours_loyer_award", "UPDATE {} SET amount_cents = 90000", "award"),
    ("secours_loyer_landlordaccount", "UPDATE {} SET bic = 'AGRIFRPP'", "landlordaccount"),
    ("secours_loyer_paymentorder", "UPDATE {} SET amount_cents = 1", "paymentorder"),
    ("secours_loyer_paymentorder", "UPDATE {} SET state = 'emis'", "n’est pas celui du journal"),
    ("secours_loyer_approval", "UPDATE {} SET at = now()", "approval"),
    ("secours_loyer_batch", "UPDATE {} SET total_cents = 5", "batch"),
    ("secours_loyer_outgoingfile", "UPDATE {} SET name = 'x'", "outgoingfile"),
    ("secours_loyer_paymententry", "UPDATE {} SET amount = amount + 1", "paymententry"),
    ("secours_loyer_paymententry", "DELETE FROM {} WHERE kind = 'paye'", "effacé"),
    (
        "secours_loyer_returnfile",
        "UPDATE {} SET content = 'x', sha256 = encode(sha256('x'), 'hex')",
        "returnfile",
    ),
    ("secours_loyer_returnfile", "UPDATE {} SET message = 'x'", "returnfile"),
    ("secours_loyer_returnline", "UPDATE {} SET reference = 'x'", "returnline"),
    ("secours_loyer_returnline", "DELETE FROM {}", "ses lignes ne sont pas toutes là"),
    ("secours_loyer_debt", "UPDATE {} SET certified_cents = 5", "debt"),
)


def test_each_attack_is_named(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    export_batch(path.closed(order), by=cast.finance, at=at)
    import_returns(camt(Movement(order.end_to_end_id)), by=cast.finance, at=at)
    assert list(faults()) == []
    connection.check_constraints()
    for table, sql, named in ATTACKS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.format(table))
            found = list(faults())
            assert any(named in fault for fault in found), (sql, found)
            transaction.set_rollback(True)
    assert list(faults()) == []
    out = StringIO()
    call_command("verify_ledgers", stdout=out)
    assert "intactes" in out.getvalue()


def test_an_older_row_put_back_with_its_older_seal_is_named(path: Path) -> None:
    """Rolling a row and its seals back agrees with the seals, not with the chained journal."""
    order = path.checked()
    before = MoneySeal.objects.order_by("-pk").values_list("pk", flat=True)[0]
    rework_order(order, by=path.cast.finance, at=path.cast.at)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'controle', round = 1")
        cursor.execute("DELETE FROM secours_loyer_moneyseal WHERE id > %s", [before])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert any("journal" in fault for fault in faults())
    with pytest.raises(CommandError):
        call_command("verify_ledgers", stdout=StringIO())


def test_credits_are_added_up_again(path: Path) -> None:
    """Even with their seals gone, credits that no longer cover what is committed are named."""
    path.granted()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM secours_loyer_budgetcredit")
        cursor.execute(
            "DELETE FROM secours_loyer_moneyseal WHERE object_type = 'secours_loyer.budgetcredit'"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert list(faults()) == ["Exercice 2026 : les aides engagées dépassent les crédits ouverts."]


def test_the_package_of_the_accountant_is_read_back(path: Path) -> None:
    """Another file under the right digest and a seal taken away still disagrees with the orders."""
    cast, at = path.cast, path.cast.at
    batch = export_batch(path.ready(channel="mandat"), by=cast.finance, at=at)
    assert list(faults()) == []
    connection.check_constraints()
    for kind in ("dossier", "pes"):
        name = batch.files.get(kind=kind).name
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE secours_loyer_outgoingfile SET content = 'x',"
                " sha256 = encode(sha256('x'), 'hex') WHERE kind = %s",
                [kind],
            )
            found = list(faults())
            transaction.set_rollback(True)
        assert any(name in fault and "ordres du lot" in fault for fault in found), found
