"""Who stands apart from a file is named on no step of its payment, whatever the path: by SQL."""

from __future__ import annotations

import pytest

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, accounts, batches, orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Channel, LandlordAccount, PaymentOrder, digest_of
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_members_of_the_landlord import advised
from tests.secours_loyer.test_paid_by_others import APART, Apart, by_a_tie, opened
from tests.secours_loyer.test_paid_by_others import under_another_account as member_twice
from tests.secours_loyer.test_two_accounts import double
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db
ORDER = "UPDATE secours_loyer_paymentorder SET "
ACCOUNT = "UPDATE secours_loyer_landlordaccount SET "


def tied_twice(path: Path, role: str) -> User:
    """The other account of somebody who declared a tie with every file."""
    return double(path.cast, by_a_tie(path, role), role)


TWICE = pytest.mark.parametrize("apart", [tied_twice, member_twice])


@APART
def test_a_draft_is_written_checked_and_dropped_by_others(path: Path, apart: Apart) -> None:
    order = path.prepared()
    who = apart(path, "depenses").pk
    for change in ("amount_cents = amount_cents - 1", "label = 'AUTRE'", "channel = 'mandat'"):
        refused(f"{ORDER} {change}, moved_by_id = %s", who, by="payment_tied")
        refused(f"{ORDER} {change}", by="order_step_signed")
    for state in ("controle", "annule"):
        refused(f"{ORDER} state = '{state}', moved_by_id = %s", who, by="payment_tied")
        refused(f"{ORDER} state = '{state}'", by="order_step_signed")
    assert orders.check_order(order, by=path.cast.finance, at=path.cast.at).state == "controle"


@APART
def test_an_approved_order_goes_on_by_others(path: Path, apart: Apart) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    person, batch = apart(path, "depenses"), opened(path)
    for step in (
        "state = 'brouillon', round = round + 1",
        "state = 'annule'",
        f"state = 'en_lot', line = 1, batch_id = {batch.pk}",
    ):
        refused(f"{ORDER} {step}, moved_by_id = %s", person.pk, by="payment_tied")
    refused(f"{ORDER} moved_by_id = %s", person.pk, by="order_step_signed")
    refused(f"{ORDER} moved_by_id = %s", cast.manager.pk, by="order_step_signed")
    refused(f"{ORDER} state = 'annule', moved_by_id = NULL", by="order_step_signed")
    assert batches.put_in_batch(batch, [order], by=cast.finance, at=at) == 1
    order.refresh_from_db()
    assert order.moved_by == cast.finance


def test_one_takes_out_of_an_open_batch_what_concerns_oneself(path: Path) -> None:
    """The rest of the batch goes on; the order is no nearer to its payment."""
    order, batch = path.approved(), opened(path)
    batches.put_in_batch(batch, [order], by=path.cast.finance, at=path.cast.at)
    person = by_a_tie(path, "depenses")
    order = batches.take_out_of_batch(order, by=person, at=path.cast.at)
    assert (order.state, order.moved_by) == ("approuve_2", person)


@APART
def test_what_left_is_answered_by_others(path: Path, apart: Apart) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    export_batch(path.ready(order), by=cast.finance, at=at)
    who = apart(path, "depenses").pk
    refused(f"{ORDER} state = 'paye', moved_by_id = %s", who, by="payment_tied")
    paid = returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    assert paid.moved_by == cast.finance
    refused(f"{ORDER} state = 'rapproche', moved_by_id = %s", who, by="payment_tied")


@APART
def test_the_accountant_s_answers_are_noted_by_others(path: Path, apart: Apart) -> None:
    order = mandate(path)
    who = apart(path, "depenses").pk
    held = f"{ORDER} state = 'en_instance', held_at = now(), moved_by_id = %s"
    refused(held, who, by="payment_tied")
    accountant.hold_order(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    taken = f"{ORDER} state = 'pris_en_charge', taken_at = now(), moved_by_id = %s"
    refused(taken, who, by="payment_tied")


def mandate(path: Path) -> PaymentOrder:
    order = path.approved(channel=Channel.MANDAT)
    batch = path.ready(order, channel=Channel.MANDAT)
    handed_over(path, batch)
    return order


def test_while_a_failure_waits_the_accountant_s_answers_wait_too(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, mandate(path)
    accountant.refuse_visa(order.end_to_end_id, words="Pièce manquante.", by=cast.finance, at=at)
    with pytest.raises(Refused, match="Un échec est noté sur l’ordre"):
        accountant.hold_order(order.end_to_end_id, by=cast.finance, at=at)
    held, wall = "state = 'en_instance', held_at = now()", "order_failure_answered_first"
    refused(f"{ORDER} {held}", by=wall)
    assert confirm_failure(order, by=cast.manager, at=at).state == "rejete_visa"


def test_nothing_is_taken_in_charge_while_a_failure_waits(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, mandate(path)
    accountant.hold_order(order.end_to_end_id, by=cast.finance, at=at)
    accountant.refuse_visa(order.end_to_end_id, words="Pièce manquante.", by=cast.finance, at=at)
    with pytest.raises(Refused, match="Un échec est noté sur l’ordre"):
        accountant.take_order(order.end_to_end_id, by=cast.finance, at=at)
    refused(
        f"{ORDER} state = 'pris_en_charge', taken_at = now()", by="order_failure_answered_first"
    )


@APART
def test_an_account_is_stopped_by_others(path: Path, apart: Apart) -> None:
    cast, at = path.cast, path.cast.at
    account = path.checked().account
    who = apart(path, "cadre").pk
    blocked = "state = 'bloque', blocked_reason = 'Doute.'"
    for step in (blocked, "state = 'archive'"):
        refused(f"{ACCOUNT} {step}, stopped_by_id = %s", who, by="account_stopper_tied")
        refused(f"{ACCOUNT} {step}", by="account_stopped_by_one")
        refused(f"{ACCOUNT} {step}, stopped_by_id = %s", cast.auditor.pk,
                by="account_stopped_by_role")  # fmt: skip
    refused(f"{ACCOUNT} stopped_by_id = %s", cast.manager.pk, by="account_stopped_frozen")
    account = accounts.block_account(account, reason="Doute.", by=cast.manager, at=at)
    assert account.stopped_by == cast.manager
    refused(f"{ACCOUNT} stopped_by_id = %s", cast.finance.pk, by="account_stopped_frozen")
    refused(f"{ACCOUNT} state = 'archive', stopped_by_id = %s", who, by="account_stopper_tied")
    assert accounts.archive_account(account, by=cast.finance, at=at).stopped_by == cast.finance


def test_the_bank_s_answer_names_nobody(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, path.approved()
    handed_over(path, path.ready(order))
    returns.reject_order(order.end_to_end_id, code="AC04", by=cast.finance, at=at)
    confirm_failure(order, by=cast.manager, at=at)
    account = LandlordAccount.objects.get()
    assert (account.state, account.stopped_by) == ("bloque", None)
    refused(f"{ACCOUNT} state = 'archive'", by="account_stopped_by_one")


@TWICE
def test_another_account_of_somebody_apart_approves_nothing(path: Path, apart: Apart) -> None:
    order = path.checked()
    other = apart(path, "signataire")
    refused(APPROVE, order.pk, 1, other.pk, digest_of(order), by="approval_tied")
    refused(
        "INSERT INTO secours_loyer_paymentdecision (order_id, round, digest, number, name, content,"
        " sha256, signed_by_id, signed_at) VALUES (%s, 1, %s, 'DPT-1', 'a.pdf', 'x',"
        " encode(sha256('x'), 'hex'), %s, now())",
        *(order.pk, digest_of(order), other.pk),
        by="payment_decision_tied",
    )


@TWICE
def test_another_account_confirms_no_failure_and_checks_no_account(
    path: Path, apart: Apart
) -> None:
    cast, at, order = path.cast, path.cast.at, path.approved()
    handed_over(path, path.ready(order))
    returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    other = apart(path, "cadre")
    refused(
        f"{ORDER} state = 'rejete', moved_by_id = %s, failure_seen_by_id = %s,"
        " failure_seen_at = now()",
        *(cast.manager.pk, other.pk),
        by="order_failure_seen_tied",
    )
    landlord = order.account.landlord
    typed = accounts.enter_account(
        landlord, iban="FR7630006000011234567890189", holder=landlord.legal_name.upper(),
        by=cast.reception, at=at,
    )  # fmt: skip
    refused(
        f"{ACCOUNT} state = 'verifie', verified_by_id = %s, verified_at = now(), called_on = %s,"
        " called_number = '0326000001', called_person = 'x' WHERE id = %s",
        *(other.pk, paris_day(at), typed.pk),
        by="account_verifier_tied",
    )


def test_another_account_neither_validates_nor_follows_the_lease(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = advised(path, path.studied())
    person = cast.person("cadre-lie", "cadre")
    declare_tie(request, reason="Ma cousine.", by=person, at=at)
    other = double(cast, person, "cadre")
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'validee_technique', validated_by_id = %s",
        other.pk,
        by="tied_does_not_validate",
    )
    refused(
        "INSERT INTO secours_loyer_tenancyevent (tenancy_id, kind, happened_on, detail,"
        " noted_by_id, noted_at, answer, answer_reason) VALUES (%s, 'depart', '2026-09-01', '',"
        " %s, now(), '', '')",
        *(request.tenancy_id, other.pk),
        by="lease_event_tied",
    )
