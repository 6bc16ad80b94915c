"""Orders and their batches, broken by raw SQL: each write is refused under the name of its wall."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse

from actors.actions.accounts import close_account, revoke_role
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, orders
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Batch, Channel, PaymentOrder, digest_of
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db

ORDER = "UPDATE secours_loyer_paymentorder SET "
BATCH = "UPDATE secours_loyer_batch SET "
UNCHECKED = "ALTER TABLE secours_loyer_batch DROP CONSTRAINT batch_exported_once_exported;"
APPROVAL = "UPDATE secours_loyer_approval SET"
NEW_ORDER = (
    "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
    " prepared_at, batch_id, line, reason) SELECT gen_random_uuid(), award_id, {tranche}, 1,"
    " account_id, payee_name, label, channel, budget_year, 'X', '{state}', {round},"
    " prepared_by_id, prepared_at, {batch}, {line}, '' FROM secours_loyer_paymentorder LIMIT 1"
)
NEW_BATCH = (
    "INSERT INTO secours_loyer_batch (number, channel, state, execute_on, opened_by_id, opened_at,"
    " closed_by_id, closed_at, exported_by_id, exported_at, order_count, total_cents,"
    " day_before_cents, cancel_reason, cancel_confirmed) VALUES ('X', 'regie', 'ouvert', now(),"
    " {by}, now(), {closed}, {exported}, {count}, NULL, '', '')"
)


def opened(path: Path, channel: str = Channel.REGIE) -> Batch:
    day = path.cast.at.date() + timedelta(days=2)
    return batches.open_batch(
        channel=channel, execute_on=day, by=path.cast.finance, at=path.cast.at
    )


def put(path: Path, batch: Batch, order: PaymentOrder) -> None:
    batches.put_in_batch(batch, [order], by=path.cast.finance, at=path.cast.at)


def named(sql: str, words: str) -> None:
    """With every wall switched off the write passes, and `verify_ledgers` names it."""
    connection.check_constraints()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        found = list(faults())
        assert any(words in fault for fault in found), (sql, found)
        transaction.set_rollback(True)


def test_an_order_begins_as_a_draft_at_its_first_round(path: Path) -> None:
    order = orders.prepare_order(
        path.granted().award, account=path.account(), amount_cents=50_000, by=path.cast.finance,
        at=path.cast.at,
    )  # fmt: skip
    first = {"tranche": 2, "state": "brouillon", "round": 1, "batch": "NULL", "line": "NULL"}
    batch = opened(path)
    for changed, wall in (
        ({"state": "en_lot", "batch": batch.pk, "line": 1}, "order_states"),
        ({"state": "paye", "batch": batch.pk, "line": 1}, "order_states"),
        ({"batch": batch.pk, "line": 1}, "order_batch_by_state"),
        ({"round": 2}, "order_round"),
        ({"tranche": 0}, "order_tranche_known"),
        ({"tranche": 100}, "order_tranche_known"),
    ):
        refused(NEW_ORDER.format(**first | changed), by=wall)
    assert order.round == 1


def test_a_tranche_and_an_amount_out_of_bounds_are_told(path: Path) -> None:
    award, account, cast = path.granted().award, path.account(), path.cast
    usual = {"account": account, "by": cast.finance, "at": cast.at}
    for tranche in (0, 100, 99_999):
        with pytest.raises(Refused, match="99 tranches au plus"):
            orders.prepare_order(award, tranche=tranche, **usual)
    for cents in (award.amount_cents + 1, 10**30):
        with pytest.raises(Refused, match="dépasse l’aide accordée"):
            orders.prepare_order(award, amount_cents=cents, **usual)
    order = orders.prepare_order(award, **usual)
    with pytest.raises(Refused, match="dépasse l’aide accordée"):
        orders.change_order(order, amount_cents=10**30, **usual)


def test_an_order_stays_with_the_batch_that_took_it(path: Path) -> None:
    first, second = (path.approved(last=name, reference=name) for name in ("Vesle", "Suippe"))
    closed, waiting = path.closed(first), opened(path)
    put(path, waiting, second)
    elsewhere = opened(path, Channel.MANDAT)
    for batch in (closed, elsewhere):
        move = f"{ORDER} batch_id = {batch.pk}, line = 9 WHERE id = {second.pk}"
        refused(move, by="order_in_open_batch")
    refused(f"{ORDER} batch_id = {waiting.pk}, line = 9 WHERE id = {first.pk}", by="order_stays")
    refused(f"{ORDER} state = 'emis' WHERE id = {second.pk}", by="order_sent_of_closed_batch")
    for state in ("paye", "rejete"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{ORDER} state = 'emis' WHERE id = {first.pk}")
            refused(
                f"{ORDER} state = '{state}' WHERE id = {first.pk}",
                by="order_answered_after_export",
            )
            transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{ORDER} state = 'emis' WHERE id = {first.pk}")
        reopen = f"{BATCH} state = 'ouvert', order_count = NULL, total_cents = NULL WHERE id = %s"
        refused(reopen, closed.pk, by="batch_reopened_whole")
        transaction.set_rollback(True)
    named(f"{ORDER} state = 'emis' WHERE id = {second.pk}", "son lot n’est pas exporté")


def test_the_round_rises_by_one_when_an_order_is_taken_back(path: Path) -> None:
    order = path.approved()
    for changed in ("round = 2", "round = 0", "state = 'brouillon'"):
        refused(f"{ORDER} {changed}", by="order_round")
    refused(f"{ORDER} state = 'brouillon', round = 3", by="order_round")
    order = orders.rework_order(order, by=path.cast.finance, at=path.cast.at)
    refused(f"{ORDER} round = 1", by="order_round")
    assert order.round == 2
    named(f"{ORDER} round = 1", "ses reprises ne sont pas celles du journal")


def test_an_open_batch_says_nothing_of_its_export(path: Path) -> None:
    finance = path.cast.finance.pk
    usual = {"by": finance, "closed": "NULL, NULL", "exported": "NULL, NULL", "count": "NULL, NULL"}
    for changed, wall in (
        ({"exported": f"{finance}, now()"}, "batch_exported_once_exported"),
        ({"count": "1, 100"}, "batch_open_says_nothing"),
        ({"closed": f"{finance}, now()"}, "batch_closed_frozen"),
        ({"by": path.cast.auditor.pk}, "batch_by_its_role"),
    ):
        refused(NEW_BATCH.format(**usual | changed), by=wall)
    batch = opened(path)
    put(path, batch, path.approved())
    early = (
        "exported_by_id = opened_by_id",
        "exported_at = now()",
        "day_before_cents = 0",
        "day_ceiling_cents = 1",
    )
    for preset in early:
        refused(f"{BATCH} {preset}", by="batch_exported_once_exported")
        named(f"{UNCHECKED} {BATCH} {preset}", "un export qui n’a pas eu lieu")
    for preset in ("order_count = 1", "total_cents = 1"):
        refused(f"{BATCH} {preset}", by="batch_open_says_nothing")
    for preset in ("forwarded_at = now(), forwarded_by_id = opened_by_id", "cancel_reason = 'x'"):
        refused(f"{BATCH} {preset}", by="batch")
    for kept in ("number = 'X'", "channel = 'mandat'", "opened_at = now()"):
        refused(f"{BATCH} {kept}", by="batch_opened_frozen")
    refused(f"{BATCH} closed_at = now(), closed_by_id = opened_by_id", by="batch_closed_frozen")


def test_a_batch_is_closed_and_sent_by_those_who_may(path: Path) -> None:
    cast = path.cast
    batch = opened(path)
    put(path, batch, path.approved())
    close = f"{BATCH} state = 'clos', order_count = 1, total_cents = 60000"
    refused(close, by="batch_closed_by_someone")
    for person in (cast.auditor, cast.manager):
        refused(f"{close}, closed_by_id = %s, closed_at = now()", person.pk, by="batch_by_its_role")
    path.payer()
    batch = batches.close_batch(batch, execute_on=batch.execute_on, by=cast.finance, at=cast.at)
    for rewritten in ("closed_by_id = NULL", "closed_at = now()"):
        refused(f"{BATCH} {rewritten}", by="batch_closed_frozen")
    refused(f"{BATCH} exported_at = now()", by="batch_exported_once_exported")
    export_batch(batch, by=cast.finance, at=cast.at)
    forward = f"{BATCH} state = 'transmis', forwarded_at = exported_at, forwarded_by_id = %s"
    refused(forward, cast.auditor.pk, by="batch_by_its_role")
    gone = cast.person("ancien-gestionnaire", "depenses")
    close_account(gone, by=cast.administrator, at=cast.at)
    refused(forward, gone.pk, by="batch_by_its_role")
    refused(f"{BATCH} state = 'acquitte'", by="batch_settled_whole")
    named(f"{BATCH} exported_by_id = {cast.auditor.pk}", "n’avait pas le rôle")
    named(f"{BATCH} state = 'acquitte'", "son lot est acquitté")


def test_only_those_who_approve_approve(path: Path) -> None:
    order, cast = path.checked(), path.cast
    digest = digest_of(order)
    for person in (cast.auditor, cast.secretary, cast.volunteer):
        refused(APPROVE, order.pk, 1, person.pk, digest, by="approval_by_approver")
    taken = cast.person("ancienne-cadre", "cadre")
    revoke_role(taken, "cadre", by=cast.administrator, at=cast.at)
    refused(APPROVE, order.pk, 1, taken.pk, digest, by="approval_by_approver")
    orders.approve_order(order, digest=digest, by=cast.manager, at=cast.at)
    named(f"{APPROVAL} approver_id = {cast.auditor.pk}", "n’avait pas le rôle")


def gone(path: Path, person: User) -> None:
    close_account(person, by=path.cast.administrator, at=path.cast.at)


def test_a_closed_account_no_longer_approves_at_each_step(path: Path) -> None:
    """Invariant 5: two different active users, at the second approval, in the batch, at the end."""
    cast, at = path.cast, path.cast.at
    order = path.approve(path.checked(), cast.manager)
    gone(path, cast.manager)
    with pytest.raises(Refused, match="faites-le approuver de nouveau"):
        path.approve(order, cast.signatory)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(APPROVE, [order.pk, 2, cast.signatory.pk, digest_of(order)])
        refused(f"{ORDER} state = 'approuve_2'", by="order_approvers_here")
        transaction.set_rollback(True)
    waiting = {task["title"]: task["count"] for task in work_lists_for(cast.finance, on=at.date())}
    assert waiting["Ordres à faire approuver de nouveau"] == 1
    order = orders.check_order(
        orders.rework_order(order, by=cast.finance, at=at), by=cast.finance, at=at
    )
    other = cast.person("autre-cadre", "cadre")
    order = path.approve(path.approve(order, other), cast.signatory)
    batch = opened(path)
    gone(path, other)
    with pytest.raises(Refused, match="faites-le approuver de nouveau"):
        put(path, batch, order)
    refused(f"{ORDER} state = 'en_lot', line = 1, batch_id = {batch.pk}", by="order_approvers_here")
    page = cast.client(cast.finance).get(reverse("secours_loyer:order", args=[order.uid]))
    assert "n’a plus de compte ouvert" in page.content.decode()
    assert "compte fermé : ne compte plus" in page.content.decode()


def test_an_approver_who_left_stops_the_export_and_the_order_comes_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = path.closed()
    gone(path, cast.signatory)
    with pytest.raises(Refused, match="Rouvrez le lot, retirez l’ordre et reprenez-le"):
        export_batch(batch, by=cast.finance, at=at)
    refused(f"{ORDER} state = 'emis'", by="order_approvers_here")
    batches.reopen_batch(batch, by=cast.finance, at=at)
    order = batches.take_out_of_batch(batch.orders.get(), by=cast.finance, at=at)
    order = orders.check_order(
        orders.rework_order(order, by=cast.finance, at=at), by=cast.finance, at=at
    )
    other = cast.person("autre-signataire", "signataire")
    order = path.approve(path.approve(order, cast.manager), other)
    again = path.closed(order)
    export_batch(again, by=cast.finance, at=at)
    assert list(faults()) == []
    gone(path, other)
    assert list(faults()) == []
    named(
        "UPDATE actors_journalentry SET at = at - interval '1 day' WHERE verb = 'close_account'",
        "celle d’un compte déjà fermé",
    )
