"""A row forged with the triggers off is not sealed anew by the next act: nothing is done, the
journal keeps it, auditors and managers are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from actors.models import JournalEntry, Message
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accounts,
    arrears,
    batches,
    delegation,
    instalments,
    instruction,
    minutes,
    orders,
    overpayments,
    plan_pauses,
    plans,
    returns,
    tenancy_events,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.forged import WATCHERS
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import AgendaItem, MoneySeal, digest_of
from secours_loyer.queries.agenda import digest_of_session
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_overpayments import recorded
from tests.secours_loyer.test_tampering_files import month_by_month

pytestmark = pytest.mark.django_db
Act = Callable[[], object]


def forge(row: models.Model, change: str) -> None:
    """As somebody who owns the database would."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE {row._meta.db_table} SET {change} WHERE id = %s", [row.pk])  # noqa: S608
        cursor.execute("SET LOCAL session_replication_role = origin")


def nothing_done(row: models.Model, change: str, act: Act) -> None:
    """The act is refused in words, seals nothing, and says what it met; the fault stays named."""
    assert list(faults()) == []
    forge(row, change)
    sealed = MoneySeal.objects.count()
    with pytest.raises(Refused) as refusal:
        act()
    told = refusal.value.message
    assert "Cette ligne a été modifiée hors du portail" in told
    assert f"{row._meta.verbose_name} n° {row.pk}" in told
    assert MoneySeal.objects.count() == sealed
    met = JournalEntry.objects.get(verb="meet_forged")
    assert (met.object_type, met.object_id) == (row._meta.label_lower, str(row.pk))
    label = f"{row._meta.label_lower} {row.pk} : changé sans passer par le portail."
    assert label in list(faults())


def of_request(path: Path) -> tuple[models.Model, str, Act]:
    row = path.validated()
    return (
        row,
        "proposed_cents = proposed_cents + 100",
        lambda: instruction.send_back(row, reason="Revoir.", by=path.cast.manager, at=path.cast.at),
    )


def of_lease(path: Path) -> tuple[models.Model, str, Act]:
    request = path.studied()
    return request.tenancy, "rent_cents = 1", lambda: tenancy_events.note_event(
        request, kind="depart", happened_on=paris_day(path.cast.at),
        by=path.cast.case_worker, at=path.cast.at,
    )  # fmt: skip


def of_debt(path: Path) -> tuple[models.Model, str, Act]:
    request = path.studied()
    return (
        request.debt,
        "certified_cents = certified_cents + 1",
        lambda: arrears.note_arrears(
            request,
            month_by_month(request, paid=0),
            by=path.cast.case_worker,
            at=path.cast.at,
        ),
    )


def of_entered_outcome(path: Path) -> tuple[models.Model, str, Act]:
    session = path.lifted(path.validated())
    return (
        AgendaItem.objects.get(),
        "aid_cents = aid_cents + 100",
        lambda: minutes.sign_minutes(
            session, digest=digest_of_session(session), by=path.cast.signatory, at=path.cast.at
        ),
    )


def of_decision(path: Path) -> tuple[models.Model, str, Act]:
    row = path.granted()
    return row, "aid_cents = 60002, plan_cents = 39998", lambda: delegation.replace_decision(
        row, motive="Revu.", urgency="L’audience est demain.", aid_cents=50_000,
        by=path.cast.signatory, at=path.cast.at,
    )  # fmt: skip


def of_award(path: Path) -> tuple[models.Model, str, Act]:
    row, account = path.granted().award, path.account()
    return (
        row,
        "amount_cents = 90000",
        lambda: orders.prepare_order(row, account=account, by=path.cast.finance, at=path.cast.at),
    )


def of_order(path: Path) -> tuple[models.Model, str, Act]:
    row = path.checked()
    return row, "amount_cents = 1", lambda: path.approve(row, path.cast.manager)


def of_order_in_batch(path: Path) -> tuple[models.Model, str, Act]:
    row = path.approved()
    batch = path.closed(row)
    return (
        row,
        "payee_name = 'COMPLICE'",
        lambda: export_batch(batch, by=path.cast.finance, at=path.cast.at),
    )


def of_order_answered(path: Path) -> tuple[models.Model, str, Act]:
    row = path.approved()
    export_batch(path.closed(row), by=path.cast.finance, at=path.cast.at)
    return (
        row,
        "amount_cents = 1",
        lambda: returns.mark_paid(row.end_to_end_id, by=path.cast.finance, at=path.cast.at),
    )


def of_batch(path: Path) -> tuple[models.Model, str, Act]:
    row = path.closed()
    return (
        row,
        "total_cents = 5",
        lambda: batches.reopen_batch(row, by=path.cast.finance, at=path.cast.at),
    )


def of_account(path: Path) -> tuple[models.Model, str, Act]:
    row = path.account()
    return (
        row,
        "holder = 'COMPLICE'",
        lambda: accounts.archive_account(row, by=path.cast.finance, at=path.cast.at),
    )


def of_account_to_pay(path: Path) -> tuple[models.Model, str, Act]:
    batch = path.ready()
    return (
        path.account(),
        "iban = 'FR7630006000011234567890189'",
        lambda: export_batch(batch, by=path.cast.finance, at=path.cast.at),
    )


def of_landlord(path: Path) -> tuple[models.Model, str, Act]:
    row = path.landlord()
    return (
        row,
        "known_phone = '0600000000'",
        lambda: accounts.note_known_phone(
            row, phone="0326000002", source="bail", by=path.cast.manager, at=path.cast.at
        ),
    )


def of_plan(path: Path) -> tuple[models.Model, str, Act]:
    row = path.plan()
    return (
        row,
        "left_cents = 1",
        lambda: plans.approve_plan(row, by=path.cast.manager, at=path.cast.at),
    )


def of_instalment(path: Path) -> tuple[models.Model, str, Act]:
    row = path.running_plan().instalments.order_by("number")[0]
    return (
        row,
        "cents = 1",
        lambda: instalments.note_instalment(
            row, kind="partielle", cents=10, by=path.cast.case_worker, at=path.cast.at
        ),
    )


def of_pause(path: Path) -> tuple[models.Model, str, Act]:
    cast, plan = path.cast, path.running_plan()
    row = plan_pauses.ask_pause(
        plan, reason="juge", since=paris_day(cast.at), by=cast.case_worker, at=cast.at
    )
    return (
        row,
        "since = since - 30",
        lambda: plan_pauses.approve_pause(plan, by=cast.manager, at=cast.at),
    )


def of_overpayment(path: Path) -> tuple[models.Model, str, Act]:
    row = recorded(path)
    return (
        row,
        "cents = 1",
        lambda: overpayments.claim_overpayment(
            row, title="T-2026-41", by=path.cast.signatory, at=path.cast.at
        ),
    )


ATTACKS = (
    *(of_request, of_lease, of_debt, of_entered_outcome, of_decision, of_award),
    *(of_order, of_order_in_batch, of_order_answered, of_batch),
    *(of_account, of_account_to_pay, of_landlord),
    *(of_plan, of_instalment, of_pause, of_overpayment),
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_no_act_rests_on_a_forged_row(path: Path, attack: Any) -> None:
    nothing_done(*attack(path))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_same_act_goes_through_when_nothing_was_forged(path: Path, attack: Any) -> None:
    """The control: it is the forging that refuses."""
    _row, _change, act = attack(path)
    act()
    assert list(faults()) == []


def test_a_file_handed_over_is_sealed_with_who_studied_it(path: Path) -> None:
    """The database adds the former instructor itself."""
    other = path.cast.person("autre-instructrice", "instructeur")
    request = instruction.hand_over(path.studied(), to=other, by=path.cast.manager, at=path.cast.at)
    assert request.past_instructors == [path.cast.case_worker.pk]
    assert list(faults()) == []


def test_a_row_put_in_without_a_seal_is_met_too(path: Path) -> None:
    row, _change, act = of_order(path)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM secours_loyer_moneyseal WHERE object_id = %s"
                       " AND object_type = 'secours_loyer.paymentorder'", [row.pk])  # fmt: skip
        cursor.execute("SET LOCAL session_replication_role = origin")
    with pytest.raises(Refused, match="hors du portail"):
        act()


def test_those_who_watch_are_told_once_a_day(path: Path) -> None:
    cast = path.cast
    assert cast.auditor.is_active
    row, change, act = of_batch(path)
    forge(row, change)
    for _ in range(2):
        with pytest.raises(Refused):
            act()
    messages = Message.objects.filter(kind="secours_loyer.forged_row")
    assert {message.recipient for message in messages} == {cast.auditor, cast.manager}
    assert len(WATCHERS) == messages.count() == 2
    assert f"lot de paiement n° {row.pk}" in messages[0].text
    with pytest.raises(Refused):
        batches.reopen_batch(row, by=cast.finance, at=cast.at + timedelta(days=1))
    assert messages.all().count() == 4


def test_a_row_is_read_against_its_seal_once_an_act(path: Path) -> None:
    """However often an act locks it, one query a model: the order, its account, its landlord, its
    aid, its decision, its request, its debt and its lease."""
    order, cast = path.checked(), path.cast
    digest = digest_of(order)
    with CaptureQueriesContext(connection) as captured:
        orders.approve_order(order, digest=digest, by=cast.manager, at=cast.at)
    read = [q["sql"] for q in captured if q["sql"].startswith("SELECT DISTINCT ON")
            and "moneyseal" in q["sql"]]  # fmt: skip
    assert len(read) == 8, read


def test_many_rows_are_read_in_one_query(path: Path) -> None:
    seen = []
    for names in (("Vesle",), ("Suippe", "Loire")):
        ready = [path.approved(last=last, reference=f"L-{last}") for last in names]
        batch = path.closed(*ready)
        with CaptureQueriesContext(connection) as captured:
            export_batch(batch, by=path.cast.finance, at=path.cast.at)
        seen.append(sum("SELECT DISTINCT ON" in q["sql"] and "moneyseal" in q["sql"]
                        for q in captured))  # fmt: skip
    # The same eight, the batch and the approvals.
    assert seen[0] == seen[1] == 10
