"""`verify_ledgers` names every row changed by SQL with the triggers turned off."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from secours_loyer.actions import accounts, checklist
from secours_loyer.actions.account_proposals import dismiss_proposal, propose_account
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.landlord_links import open_link
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.orders import change_order, rework_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import AccountProposal, AskedPiece, BudgetCredit, Landlord, MoneySeal
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import OTHER_IBAN, PDF, Path

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
    credit = BudgetCredit.objects.get()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM secours_loyer_budgetcredit")
        cursor.execute(
            "DELETE FROM secours_loyer_moneyseal WHERE object_type = 'secours_loyer.budgetcredit'"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert list(faults()) == [
        f"secours_loyer.budgetcredit {credit.pk} : effacé.",
        "Exercice 2026 : les aides engagées dépassent les crédits ouverts.",
    ]


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


def test_the_landlord_called_back_and_the_rib_proposed_are_sealed(path: Path) -> None:
    """A number to call or a proposed RIB changed by SQL is what a fraud would start with."""
    link = open_link(path.filed(), by=path.cast.case_worker, at=path.cast.at)
    paper = Upload("rib.pdf", PDF)
    propose_account(link, iban=OTHER_IBAN, holder="HABITAT D'ESSAI", file=paper, at=path.cast.at)
    assert list(faults()) == []
    connection.check_constraints()
    for table, sql in (
        ("landlord", "UPDATE {} SET known_phone = '0600000000'"),
        ("landlord", "UPDATE {} SET legal_name = 'Complice'"),
        ("landlord", "UPDATE {} SET phone_confirmed_by_id = known_phone_by_id + 1"),
        ("accountproposal", "UPDATE {} SET iban = 'X'"),
        ("accountproposal", "UPDATE {} SET holder = 'Complice'"),
        ("accountproposal", "DELETE FROM {}"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.format(f"secours_loyer_{table}"))
            found = list(faults())
            transaction.set_rollback(True)
        assert any(fault.startswith(f"secours_loyer.{table} ") for fault in found), (sql, found)
    dismiss_proposal(AccountProposal.objects.get(), by=path.cast.reception, at=path.cast.at)
    accounts.note_known_phone(
        path.landlord(), phone="0326000002", source="bail", by=path.cast.manager, at=path.cast.at
    )
    assert list(faults()) == []


def test_an_older_seal_written_again_is_named(path: Path) -> None:
    """The landlord's number put back as it was, under the seal that it had then."""
    cast, at = path.cast, path.cast.at
    landlord = Landlord.objects.get(pk=path.landlord().pk)
    was = MoneySeal.objects.filter(object_type="secours_loyer.landlord").order_by("-pk")[0]
    accounts.note_known_phone(
        landlord, phone="0326999999", source="bail", by=cast.manager, at=at + timedelta(hours=1)
    )
    assert list(faults()) == []
    connection.check_constraints()
    for instant, named in (
        (was.at, "un ancien sceau est revenu"),
        (at + timedelta(hours=2), "changé sans passer par le portail"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE secours_loyer_landlord SET known_phone = %s, known_phone_by_id = %s,"
                " phone_confirmed_by_id = %s, phone_confirmed_at = %s",
                [
                    *(landlord.known_phone, landlord.known_phone_by_id),
                    *(landlord.phone_confirmed_by_id, landlord.phone_confirmed_at),
                ],
            )
            cursor.execute(
                "INSERT INTO secours_loyer_moneyseal (object_type, object_id, digest, at)"
                " VALUES (%s, %s, %s, %s)",
                [was.object_type, was.object_id, was.digest, instant],
            )
            found = list(faults())
            transaction.set_rollback(True)
        assert len(found) == 1, found
        assert found[0].startswith(f"secours_loyer.landlord {landlord.pk} : {named}"), found


@pytest.mark.parametrize(
    ("which", "put_back"),
    [
        ("max", "UPDATE secours_loyer_paymentorder SET amount_cents = 60000, moved_by_id = NULL"),
        ("min", ""),
    ],
)
def test_a_seal_taken_away_is_named(path: Path, which: str, put_back: str) -> None:
    """The row is put back as it was: it agrees with the seal that is left."""
    order, cast = path.prepared(), path.cast
    change_order(
        order, account=order.account, amount_cents=10_000,
        by=cast.finance, at=cast.at + timedelta(minutes=1),
    )  # fmt: skip
    assert list(faults()) == []
    lost = "le sceau de ce qui a été fait le 23/11/2026 manque."
    one = f"SELECT {which}(id) FROM secours_loyer_moneyseal WHERE object_type = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(one, ["secours_loyer.paymentorder"])
        (seal,) = cursor.fetchone()
    told = told_after(put_back, f"DELETE FROM secours_loyer_moneyseal WHERE id = {seal}")  # noqa: S608
    assert told == [f"secours_loyer.paymentorder {order.pk} : {lost}"]


def test_a_seal_of_a_row_written_beside_is_missed_too(path: Path) -> None:
    """The act on the request names the paper that it asked for."""
    request, cast = path.studied(), path.cast
    later = cast.at + timedelta(minutes=1)
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=later)
    piece = AskedPiece.objects.order_by("pk")[0]
    assert MoneySeal.objects.filter(object_type="secours_loyer.askedpiece", object_id=piece.pk)[1:]
    told = told_after(f"""
        DELETE FROM secours_loyer_moneyseal WHERE id = (SELECT min(id) FROM secours_loyer_moneyseal
        WHERE object_type = 'secours_loyer.askedpiece' AND object_id = {piece.pk})
    """)  # noqa: S608 - a number of our own
    assert len(told) == 1
    assert f"askedpiece {piece.pk} : le sceau" in told[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE actors_membership SET ended_at = now()", "changé"),
        ("UPDATE actors_membership SET joined_at = joined_at - interval '1 year'", "changé"),
        ("DELETE FROM actors_membership", "effacé"),
    ],
)
def test_a_member_who_is_none_any_more_is_named(path: Path, change: str, named: str) -> None:
    """The walls of those who stand apart rest on it."""
    assert path.cast.landlord_agent.memberships
    assert list(faults()) == []
    told = told_after(change)
    assert len(told) == 1
    assert "actors.membership" in told[0]
    assert named in told[0]


def told_after(*changes: str) -> list[str]:
    """What is named once these were written with the triggers turned off."""
    connection.check_constraints()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for change in filter(None, changes):
            cursor.execute(change)
        return list(faults())
