"""Who stands apart from a file takes no step of its payment: by action, by page and by SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.accounts import grant_role
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accountant,
    accounts,
    batches,
    cheques,
    forwarding,
    orders,
    returns,
)
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Batch, Channel, PaymentOrder
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.queries.failures import to_confirm
from secours_loyer.queries.ties import apart_orders
from secours_loyer.queries.work_lists.money import waiting_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_members_of_the_landlord import join
from tests.secours_loyer.test_two_accounts import double
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
ORDER = "UPDATE secours_loyer_paymentorder SET "
BATCH = "UPDATE secours_loyer_batch SET "
CHEQUE = "UPDATE secours_loyer_cheque SET "
ACCOUNT = "UPDATE secours_loyer_landlordaccount SET "
Apart = Callable[[Path, str], User]


def by_a_tie(path: Path, role: str) -> User:
    """Somebody who declared a tie with every file."""
    person = path.cast.person(f"lien-{role}", role)
    for order in PaymentOrder.objects.all():
        request = order.award.decision.request
        declare_tie(request, reason="Ma cousine.", by=person, at=path.cast.at)
    return person


def as_a_member(path: Path, role: str) -> User:
    return join(path, path.cast.person(f"bailleur-{role}", role))


def under_another_account(path: Path, role: str) -> User:
    return double(path.cast, as_a_member(path, role), role)


APART = pytest.mark.parametrize("apart", [by_a_tie, as_a_member, under_another_account])


def held_apart(act: Callable[..., Any], *given: Any, by: User, path: Path, **more: Any) -> None:
    with pytest.raises(Refused, match=r"un lien (avec ce dossier|est déclaré)"):
        act(*given, by=by, at=path.cast.at, **more)


@APART
def test_an_order_goes_on_by_others(path: Path, apart: Apart) -> None:
    order = path.approved()
    person = apart(path, "depenses")
    held_apart(orders.rework_order, order, by=person, path=path)
    held_apart(orders.cancel_order, order, by=person, path=path)
    batch = path.ready(order)
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    reference = order.end_to_end_id
    held_apart(returns.mark_paid, reference, by=person, path=path)
    forwarding.forward_batch(batch, by=path.cast.finance, at=path.cast.at)
    held_apart(returns.reject_order, reference, code="MS03", by=person, path=path)
    order.refresh_from_db()
    assert (order.state, order.failed_by) == ("transmis", None)
    noted = f"{ORDER} failed_by_id = %s, failure_step = 'reject_order', failure_words = 'MS03'"
    refused(noted, person.pk, by="payment_tied")
    returns.mark_paid(reference, by=path.cast.finance, at=path.cast.at)
    held_apart(returns.return_order, reference, code="MS03", by=person, path=path)


def test_the_accountant_s_answers_are_noted_by_others(path: Path) -> None:
    order = path.approved(channel=Channel.MANDAT)
    batch = export_batch(
        path.ready(order, channel=Channel.MANDAT), by=path.cast.finance, at=path.cast.at
    )
    person = as_a_member(path, "depenses")
    held_apart(forwarding.forward_batch, batch, by=person, path=path)
    forwarding.forward_batch(batch, by=path.cast.finance, at=path.cast.at)
    held_apart(forwarding.take_charge, batch, [order], by=person, path=path)
    reference = order.end_to_end_id
    for act in (accountant.hold_order, accountant.take_order, accountant.refuse_visa):
        held_apart(act, reference, by=person, path=path)
    held_apart(accountant.reject_taken, reference, by=person, path=path)


@APART
def test_a_cheque_is_written_and_answered_by_others(path: Path, apart: Apart) -> None:
    order = path.approved(channel=Channel.CHEQUE)
    ready = path.ready(order, channel=Channel.CHEQUE)
    export_batch(ready, by=path.cast.finance, at=path.cast.at)
    person, day = apart(path, "depenses"), paris_day(path.cast.at)
    written = {"number": "1234567", "issued_on": day}
    held_apart(cheques.issue_cheque, order, by=person, path=path, **written)
    held_apart(cheques.stop_cheque, order, how="non_ecrit", stopped_on=day, by=person, path=path)
    refused(
        "INSERT INTO secours_loyer_cheque (order_id, number, issued_on, issued_by_id, issued_at,"
        " received_by, stopped_how) VALUES (%s, '1234567', %s, %s, now(), '', '')",
        *(order.pk, day, person.pk),
        by="payment_tied",
    )
    cheques.issue_cheque(order, by=path.cast.finance, at=path.cast.at, **written)
    signed = {"received_by": "M. Essai", "received_on": day}
    held_apart(cheques.acquit_cheque, order, by=person, path=path, **signed)
    held_apart(cheques.stop_cheque, order, how="rendu", stopped_on=day, by=person, path=path)
    refused(
        f"{CHEQUE} received_by = 'x', received_on = %s, noted_by_id = %s, noted_at = now()",
        *(day, person.pk),
        by="payment_tied",
    )
    refused(
        f"{CHEQUE} stopped_how = 'rendu', stopped_on = %s, stopped_by_id = %s, stopped_at = now()",
        *(day, person.pk),
        by="payment_tied",
    )
    order.refresh_from_db()
    assert order.state == "transmis"


@APART
def test_a_batch_goes_on_by_others(path: Path, apart: Apart) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    person, manager = apart(path, "depenses"), apart(path, "cadre")
    batch = opened(path)
    held_apart(batches.put_in_batch, batch, [order], by=person, path=path)
    batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    day = batch.execute_on
    held_apart(batches.close_batch, batch, execute_on=day, by=person, path=path)
    refused(
        f"{BATCH} state = 'clos', closed_by_id = %s, closed_at = now(), order_count = 1,"
        " total_cents = 60000",
        person.pk,
        by="payment_tied",
    )
    batch = batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)
    held_apart(export_batch, batch, by=person, path=path)
    batch = export_batch(batch, by=cast.finance, at=at)
    held_apart(forwarding.forward_batch, batch, by=person, path=path)
    refused(
        f"{BATCH} state = 'transmis', forwarded_by_id = %s, forwarded_at = exported_at",
        person.pk,
        by="payment_tied",
    )
    held_apart(cancel_batch, batch, reason="Une erreur de date.", by=manager, path=path)
    assert Batch.objects.get().state == "exporte"


def opened(path: Path) -> Batch:
    path.payer()
    day = paris_day(path.cast.at) + timedelta(days=2)
    return batches.open_batch(
        channel=Channel.REGIE, execute_on=day, by=path.cast.finance, at=path.cast.at
    )


def test_a_batch_of_several_files_names_those_concerned(path: Path) -> None:
    """Closed before by the same person: the database looks again at what it holds now."""
    cast, at = path.cast, path.cast.at
    own, other = path.approved(), path.approved(last="Suippe", reference="L-2")
    batch = path.closed(own, other)
    declare_tie(own.award.decision.request, reason="Ma cousine.", by=cast.finance, at=at)
    with pytest.raises(Refused) as refusal:
        export_batch(batch, by=cast.finance, at=at)
    assert own.end_to_end_id in refusal.value.message
    assert other.end_to_end_id not in refusal.value.message
    assert "retirez-en" in refusal.value.message
    batches.reopen_batch(batch, by=cast.finance, at=at)
    refused(
        f"{BATCH} state = 'clos', closed_at = now(), order_count = 2, total_cents = 120000",
        by="payment_tied",
    )
    own.refresh_from_db()
    batches.take_out_of_batch(own, by=cast.finance, at=at)
    day = batch.execute_on
    batch = batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)
    assert export_batch(batch, by=cast.finance, at=at).state == "exporte"


def test_one_query_however_many_the_orders(path: Path) -> None:
    person = as_a_member(path, "depenses")
    for number in range(3):
        path.prepared(last=f"Nom{number}", reference=f"L-{number}")
    with CaptureQueriesContext(connection) as captured:
        assert len(apart_orders(PaymentOrder.objects.all(), person)) == 3
    assert len(captured) == 1
    assert not apart_orders(PaymentOrder.objects.all(), path.cast.finance).exists()


def test_the_pages_say_why_and_offer_nothing(path: Path) -> None:
    order = path.approved(channel=Channel.CHEQUE)
    batch = path.ready(order, channel=Channel.CHEQUE)
    person = as_a_member(path, "depenses")
    client = path.cast.client(person)
    page = client.get(reverse("secours_loyer:batch", args=[batch.number]))
    assert "À l’écart d’un dossier de ce lot" in page.text
    assert order.end_to_end_id in page.context["apart"]
    assert [o["step"].name for o in page.context["offered"]] == ["reopen_batch"]
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    url = reverse("secours_loyer:order", args=[order.uid])
    page = client.get(url)
    assert page.context["offered"] == []
    assert "Vous avez un lien avec ce dossier" in page.text
    sent = {"issue_cheque-number": "1234567", "issue_cheque-issued_on": "2026-11-23"}
    answer = client.post(f"{url}issue_cheque/", sent)
    assert answer.status_code == 422
    assert "1234567" in answer.text
    other = path.cast.client(path.cast.finance).get(url)
    assert "issue_cheque" in [o["step"].name for o in other.context["offered"]]


@APART
def test_an_account_is_stopped_by_others(path: Path, apart: Apart) -> None:
    account, cast = path.checked().account, path.cast
    person = apart(path, "cadre")
    for act, more in (
        (accounts.block_account, {"reason": "Doute."}),
        (accounts.archive_account, {}),
    ):
        with pytest.raises(Refused, match="demandez à une autre personne"):
            act(account, by=person, at=cast.at, **more)
    page = cast.client(person).get(reverse("secours_loyer:account", args=[account.uid]))
    assert page.context["offered"] == []
    assert "une autre personne bloque ou archive ce compte" in page.text
    assert accounts.block_account(account, reason="Doute.", by=cast.manager, at=cast.at)


def test_the_bank_s_answer_stops_an_account_whoever_confirms_it(path: Path) -> None:
    """A tie with another household of the landlord does not keep a failure from being confirmed."""
    cast, at = path.cast, path.cast.at
    order, other = path.approved(), path.filed(last="Suippe", reference="L-2")
    handed_over(path, path.ready(order))
    returns.reject_order(order.end_to_end_id, code="AC04", by=cast.finance, at=at)
    declare_tie(other, reason="Mon voisin.", by=cast.manager, at=at)
    confirm_failure(order, by=cast.manager, at=at)
    order.account.refresh_from_db()
    assert order.account.state == "bloque"


def test_a_blocked_account_says_why_for_good(path: Path) -> None:
    cast, account = path.cast, path.account()
    for reason in ("", " "):
        refused(f"{ACCOUNT} state = 'bloque', blocked_reason = %s", reason,
                by="account_blocked_says_why")  # fmt: skip
    accounts.block_account(account, reason="Courrier douteux.", by=cast.manager, at=cast.at)
    refused(f"{ACCOUNT} state = 'archive', blocked_reason = ''", by="account_set_once")
    accounts.archive_account(account, by=cast.finance, at=cast.at)
    again = accounts.enter_account(
        account.landlord, iban=account.iban, holder=account.holder, by=cast.reception, at=cast.at
    )
    assert "Ce numéro de compte a déjà été bloqué : Courrier douteux." in alerts_of(again)


@APART
def test_what_waits_is_offered_to_others(path: Path, apart: Apart) -> None:
    order = path.checked()
    person = apart(path, "cadre")
    assert not waiting_for(person).exists()
    assert waiting_for(path.cast.manager).get() == order
    order = path.approve(path.approve(order, path.cast.manager), path.cast.signatory)
    handed_over(path, path.ready(order))
    returns.reject_order(order.end_to_end_id, code="MS03", by=path.cast.finance, at=path.cast.at)
    assert not to_confirm(person).exists()
    assert to_confirm(path.cast.manager).get() == order
    held_apart(confirm_failure, order, by=person, path=path)


def test_a_failure_is_confirmed_by_nobody_of_the_file(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    worker = cast.person("instructrice-cadre", "instructeur", "cadre")
    order = path.approved(worker=worker)
    handed_over(path, path.ready(order))
    returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    typist = order.account.entered_by
    grant_role(typist, "cadre", by=None, at=at)
    for person in (worker, User.objects.get(pk=typist.pk)):
        assert not to_confirm(person).exists()
        with pytest.raises(Refused, match=r"une autre personne .* confirme cet échec"):
            confirm_failure(order, by=person, at=at)
        refused(
            f"{ORDER} state = 'rejete', failure_seen_by_id = %s, failure_seen_at = now()",
            person.pk,
            by="order_failure_seen_apart",
        )
    assert confirm_failure(order, by=cast.manager, at=at).state == "rejete"
