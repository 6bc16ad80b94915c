"""What was prepared, judged, paid or signed is not written again by SQL, nor a landlord renamed
under an account that two people trusted."""

from __future__ import annotations

import pytest
from django.db import connection

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, checklist, orders, returns, sessions
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.iban import check_iban
from secours_loyer.models import AskedPiece, PaymentEntry, PaymentOrder
from secours_loyer.queries.sentences import TRIGGERS
from tests.secours_loyer.path import OTHER_IBAN, PAYER, Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def renamed(column: str) -> str:
    return f"UPDATE secours_loyer_landlord SET {column} = 'COMPLICE'"  # noqa: S608


def test_a_landlord_is_not_renamed_under_a_trusted_account(path: Path) -> None:
    """A change of holder voids what rests on it: here it waits until nothing does."""
    landlord = path.landlord()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_landlord SET legal_name = 'HABITAT REIMS'")
    landlord.refresh_from_db()
    account = accounts.enter_account(
        landlord, iban=OTHER_IBAN, holder="X", by=path.cast.reception, at=path.cast.at
    )
    for column in ("legal_name", "name"):
        refused(renamed(column), by="landlord_named_as_trusted")
    for change in ("kind = 'particulier'", "siret = '12345678901234'"):
        refused(
            f"UPDATE secours_loyer_landlord SET {change}",  # noqa: S608
            by="landlord_named_as_trusted",
        )
    connection.check_constraints()
    accounts.archive_account(account, by=path.cast.finance, at=path.cast.at)
    with connection.cursor() as cursor:
        cursor.execute(renamed("legal_name"))


def test_a_landlord_is_not_renamed_under_a_live_order(path: Path) -> None:
    order = path.checked()
    accounts.block_account(order.account, reason="Doute.", by=path.cast.manager, at=path.cast.at)
    refused(renamed("legal_name"), by="landlord_named_as_trusted")


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ("signed_by_id = planned_by_id", "session_signed_frozen"),
        ("signed_by_id = NULL, signed_at = NULL", "session_signed"),
        ("signed_at = signed_at + interval '1 day'", "session_signed_frozen"),
        ("opened_at = opened_at - interval '1 hour'", "session_opened_frozen"),
        ("lifted_at = lifted_at + interval '1 hour'", "session_lifted_frozen"),
        ("planned_by_id = signed_by_id", "session_planned_frozen"),
    ],
)
def test_who_signed_a_session_and_when_stays(path: Path, change: str, wall: str) -> None:
    path.granted()
    refused(f"UPDATE secours_loyer_commissionsession SET {change}", by=wall)  # noqa: S608


def test_nobody_signs_a_session_that_is_not_over(path: Path) -> None:
    path.open_session()
    refused(
        "UPDATE secours_loyer_commissionsession SET signed_by_id = planned_by_id",
        by="session_signed_frozen",
    )


def test_a_session_reopened_is_lifted_again(path: Path) -> None:
    session = path.lifted(path.validated())
    secretary, at = path.cast.secretary, path.cast.at
    session = sessions.reopen_session(session, by=secretary, at=at)
    session = sessions.lift_session(session, by=secretary, at=at)
    assert path.signed(session).signed_by == path.cast.signatory


@pytest.mark.parametrize(
    "change",
    [
        "statement_id = NULL",
        "statement_on = statement_on - 30",
        "statement_unread = TRUE",
    ],
)
def test_the_statement_stays_once_decided_and_paid(path: Path, change: str) -> None:
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    refused(f"UPDATE secours_loyer_debt SET {change}", by="debt_frozen")  # noqa: S608


@pytest.mark.parametrize(
    "change",
    [
        "judged_by_id = (SELECT filed_by_id FROM secours_loyer_rentrequest), judged_at = now()",
        "state = 'refusee'",
        "reason = 'x'",
        "detail = 'x'",
    ],
)
def test_a_paper_is_not_judged_after_the_decision(path: Path, change: str) -> None:
    path.granted()
    refused(f"UPDATE secours_loyer_askedpiece SET {change}", by="asked_piece_frozen")  # noqa: S608


def test_a_paper_does_not_move_to_another_request(path: Path) -> None:
    path.studied()
    path.studied(last="Suippe", reference="L-2")
    refused(
        "UPDATE secours_loyer_askedpiece SET request_id ="
        " (SELECT max(request_id) FROM secours_loyer_askedpiece)"
        " WHERE kind = 'caf'",
        by="asked_piece",
    )


def test_a_paper_is_judged_before_the_decision(path: Path) -> None:
    """The control."""
    request = path.studied()
    checklist.waive_rest(request, reason="Vues.", by=path.cast.case_worker, at=path.cast.at)
    assert set(AskedPiece.objects.values_list("state", flat=True)) == {"dispensee"}


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ("prepared_at = prepared_at + interval '1 hour'", "order_prepared_frozen"),
        ("reason = 'AC04 : compte clos'", "order_reason_frozen"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stop", ["prepared", "checked"])
def test_who_prepared_an_order_and_why_it_failed_stay(
    path: Path, stop: str, change: str, wall: str
) -> None:
    getattr(path, stop)()
    refused(f"UPDATE secours_loyer_paymentorder SET {change}", by=wall)  # noqa: S608


def test_who_prepared_a_draft_stays(path: Path) -> None:
    """Else whoever prepared it could approve it."""
    path.prepared()
    for person in (path.cast.manager, path.cast.person("autre-depenses", "depenses")):
        refused(
            "UPDATE secours_loyer_paymentorder SET prepared_by_id = %s",
            person.pk,
            by="order_prepared_frozen",
        )


@pytest.mark.parametrize(
    "change",
    [
        "award_id = (SELECT max(id) FROM secours_loyer_award)",
        "tranche = 2",
        "end_to_end_id = 'OP-2026-999999'",
        "replaces_id = (SELECT max(id) FROM secours_loyer_paymentorder)",
        "uid = gen_random_uuid()",
    ],
)
def test_what_a_draft_is_prepared_for_stays(path: Path, change: str) -> None:
    order = path.prepared()
    orders.cancel_order(
        path.prepared(last="Suippe", reference="L-2"), by=path.cast.finance, at=path.cast.at
    )
    refused(
        f"UPDATE secours_loyer_paymentorder SET {change} WHERE id = {order.pk}",  # noqa: S608
        by="order_identity_frozen",
    )


def test_what_a_draft_says_by_sql_is_not_checked(path: Path) -> None:
    """The portal writes it anew with an account; anything else is not as it was sealed."""
    order = path.prepared()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE secours_loyer_paymentorder SET label = 'CCAS REIMS AUTRE REF',"
            " moved_by_id = prepared_by_id"
        )
    with pytest.raises(Refused, match="hors du portail"):
        orders.check_order(order, by=path.cast.finance, at=path.cast.at)


def test_the_reason_of_a_rejected_order_stays(path: Path) -> None:
    order = path.approved()
    finance, at = path.cast.finance, path.cast.at
    handed_over(path, path.closed(order))
    path.confirmed(returns.reject_order(order.end_to_end_id, code="MS03", by=finance, at=at))
    refused("UPDATE secours_loyer_paymentorder SET reason = ''", by="order_reason_frozen")
    assert list(faults()) == []


COPY = (
    "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
    " prepared_at, reason) SELECT gen_random_uuid(), award_id, 2, 1, account_id, payee_name, label,"
    " channel, budget_year, 'OP-X', 'brouillon', 1, %s, prepared_at, %s"
    " FROM secours_loyer_paymentorder"
)


def test_an_order_is_prepared_by_the_role(path: Path) -> None:
    orders.cancel_order(path.prepared(), by=path.cast.finance, at=path.cast.at)
    for person in (path.cast.reception, path.cast.manager, path.cast.administrator):
        refused(COPY, person.pk, "", by="order_by_its_role")
    refused(COPY, path.cast.finance.pk, "AC04", by="order_reason_frozen")
    with connection.cursor() as cursor:
        cursor.execute(COPY, [path.cast.finance.pk, ""])
    assert PaymentOrder.objects.count() == 2


TYPED = (
    "INSERT INTO secours_loyer_landlordaccount (uid, landlord_id, iban, bic, holder, state,"
    " entered_by_id, entered_at, called_number, called_person, payee_check, lifted_reason,"
    " blocked_reason) VALUES (gen_random_uuid(), %s, %s, '', 'X', 'saisi', %s, now(), '', '', '',"
    " '', '')"
)


def wrong_rib_key() -> str:
    """The international key is right, the French one is not."""
    bban = "30006000011234567890" + "180"
    rest = "".join(str(int(sign, 36)) for sign in f"{bban}FR00")
    return f"FR{98 - int(rest) % 97:02d}{bban}"


def test_the_database_reads_the_keys_of_an_iban(path: Path) -> None:
    landlord, typist = path.landlord(), path.cast.reception
    for iban, wall in (
        ("FR7630006000011234567890188", "account_iban_key"),
        ("BE68539007547035", "account_iban_key"),
        (wrong_rib_key(), "account_rib_key"),
        ("FR7630006000011234567890", "account_iban_key"),
    ):
        with pytest.raises(ValueError, match="IBAN"):
            check_iban(iban)
        refused(TYPED, landlord.pk, iban, typist.pk, by=wall)
    # With letters, with a French key, from elsewhere: what the portal takes, the database takes.
    for iban in (
        OTHER_IBAN, "FR1420041010050500013M02606", "BE68539007547034",
        "GB29NWBK60161331926819", "MC5811222000010123456789030",
    ):  # fmt: skip
        assert check_iban(iban) == iban
        with connection.cursor() as cursor:
            cursor.execute(TYPED, [landlord.pk, iban, typist.pk])


def test_the_account_that_pays_is_nobody_elses(path: Path) -> None:
    path.payer()
    refused(TYPED, path.landlord().pk, PAYER["iban"], path.cast.reception.pk, by="account_of_payer")
    with pytest.raises(Refused, match="compte du CCAS"):
        accounts.enter_account(
            path.landlord(), iban=PAYER["iban"], holder="X", by=path.cast.reception,
            at=path.cast.at,
        )  # fmt: skip


CONTRA = (
    "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, order_id, budget_line_id,"
    " by_id, corrects_id) SELECT now(), -amount, kind, award_id, order_id, budget_line_id, by_id,"
    " id FROM secours_loyer_paymententry WHERE kind = 'engage'"
)


def test_a_live_award_stays_promised(path: Path) -> None:
    path.granted()
    connection.check_constraints()
    refused(CONTRA, by="commitment_of_live_award")


def test_a_replaced_award_is_taken_back_and_promised_anew(path: Path) -> None:
    """The control: the act that replaces a decision writes both entries."""
    path.replaced(path.granted(), 50_000)
    connection.check_constraints()
    entries = PaymentEntry.objects.values_list("amount", flat=True)
    assert sorted(entries) == [-60_000, 50_000, 60_000]


def test_each_wall_is_told_in_french() -> None:
    for wall in (
        *("landlord_named_as_trusted", "session_signed_frozen", "session_opened_frozen"),
        *("session_lifted_frozen", "session_planned_frozen", "asked_piece_frozen"),
        *("order_identity_frozen", "order_cancelled_with_its_batch"),
        *("order_prepared_frozen", "order_reason_frozen", "order_by_its_role"),
        *("account_iban_key", "account_rib_key", "account_of_payer", "commitment_of_live_award"),
    ):
        assert TRIGGERS[wall].endswith(".")
