"""What a payment rests on is read again at each step that takes it further: approvals put in by
hand, a file, a lease or a tie changed behind the portal stop it, triggers on or off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, models

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, batches
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import Approval, Batch, MoneySeal, PaymentOrder, digest_of
from tests.secours_loyer.path import OTHER_IBAN, Path
from tests.secours_loyer.test_forged_rows import forge

pytestmark = pytest.mark.django_db
STEPS = ("put_in_batch", "close_batch", "sign_payments", "export_batch")
APPROVE = (
    "INSERT INTO secours_loyer_approval (order_id, round, rank, approver_id, digest, at)"
    " VALUES (%s, 1, %s, %s, %s, %s)"
)


def triggers_off(sql: str, *params: object) -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET LOCAL session_replication_role = origin")


def approved_by_hand(path: Path) -> PaymentOrder:
    """Two people who saw nothing approve it, by plain SQL, triggers on."""
    order = path.checked()
    people = (("approuve_1", path.cast.manager), ("approuve_2", path.cast.signatory))
    with connection.cursor() as cursor:
        for rank, (state, person) in enumerate(people, 1):
            cursor.execute(APPROVE, [order.pk, rank, person.pk, digest_of(order), path.cast.at])
            cursor.execute(
                "UPDATE secours_loyer_paymentorder SET state = %s WHERE id = %s",
                [state, order.pk],
            )
    connection.check_constraints()
    return PaymentOrder.objects.get(pk=order.pk)


def test_approvals_put_in_by_hand_go_no_further(path: Path) -> None:
    order = approved_by_hand(path)
    assert any("secours_loyer.approval" in fault for fault in faults())
    with pytest.raises(Refused, match="hors du portail"):
        path.closed(order)
    assert not Batch.objects.exclude(orders=None).exists()


def test_the_second_approval_does_not_rest_on_a_first_put_in_by_hand(path: Path) -> None:
    order = path.checked()
    with connection.cursor() as cursor:
        cursor.execute(APPROVE, [order.pk, 1, path.cast.manager.pk, digest_of(order), path.cast.at])
    with pytest.raises(Refused, match="hors du portail"):
        path.approve(order, path.cast.signatory)


def further(path: Path, step: str) -> tuple[PaymentOrder, Callable[[], object]]:
    """An order just before a step, and that step."""
    cast = path.cast
    by = {"by": cast.finance, "at": cast.at}
    if step == "put_in_batch":
        order = path.approved()
        batch = path.closed(path.approved(last="Suippe", reference="L-2"))
        batch = batches.reopen_batch(batch, **by)
        return order, lambda: batches.put_in_batch(batch, [order], **by)
    if step == "close_batch":
        batch = path.closed()
        batch = batches.reopen_batch(batch, **by)
        return batch.orders.get(), lambda: batches.close_batch(
            batch, execute_on=batch.execute_on, **by
        )
    if step == "sign_payments":
        batch = path.closed(channel="mandat")
        return batch.orders.get(), lambda: path.sign_payments(batch)
    batch = path.ready(channel="mandat")
    return batch.orders.get(), lambda: export_batch(batch, **by)


def rows_of(path: Path, order: PaymentOrder) -> dict[str, tuple[models.Model, str]]:
    """Each row that the order rests on, and what somebody would change in it."""
    decision = order.award.decision
    approval = Approval.objects.filter(order=order)[1]
    return {
        "approval": (approval, f"approver_id = {path.cast.finance.pk}"),
        "account": (order.account, f"iban = '{OTHER_IBAN}'"),
        "landlord": (order.account.landlord, "name = 'COMPLICE'"),
        "lease": (decision.request.tenancy, "reference = 'autre'"),
        "request": (decision.request, f"instructor_id = {path.cast.reception.pk}"),
        "debt": (decision.request.debt, "certified_cents = 1"),
        "decision": (decision, f"signed_by_id = {path.cast.finance.pk}"),
        "award": (order.award, "revoked_at = NULL, amount_cents = amount_cents + 1"),
    }


@pytest.mark.parametrize("step", STEPS)
def test_each_step_reads_what_the_order_rests_on(path: Path, step: str) -> None:
    order, act = further(path, step)
    sealed = MoneySeal.objects.count()
    for name, (row, change) in rows_of(path, order).items():
        kept = model_values(row)
        forge(row, change)
        with pytest.raises(Refused, match="hors du portail"):
            act()
        assert JournalEntry.objects.filter(
            verb="meet_forged", object_type=row._meta.label_lower, object_id=str(row.pk)
        ).exists(), name
        assert MoneySeal.objects.count() == sealed, name
        put_back(row, kept)
    act()
    assert list(faults()) == []


def model_values(row: models.Model) -> dict[str, object]:
    (values,) = type(row)._default_manager.filter(pk=row.pk).values()
    return dict(values)


def put_back(row: models.Model, values: dict[str, object]) -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        type(row)._default_manager.filter(pk=row.pk).update(**values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_signed_payment_decision_is_read_before_the_export(path: Path) -> None:
    batch = path.ready(channel="mandat")
    triggers_off("UPDATE secours_loyer_paymentdecision SET signed_by_id = %s", path.cast.manager.pk)
    with pytest.raises(Refused, match="hors du portail"):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)


def test_an_approval_whose_act_is_another_persons_goes_no_further(path: Path) -> None:
    """Its seal holds, its journal does not."""
    order = path.approved()
    triggers_off(
        "UPDATE actors_journalentry SET actor_id = %s WHERE verb = 'approve_second'",
        path.cast.finance.pk,
    )
    with pytest.raises(Refused, match="hors du portail"):
        path.closed(order)
    approval = order.approvals.get(rank=2)
    told = f"approbation {approval.pk} : aucun acte du journal ne la donne à cette personne."
    assert told in list(faults())


def test_a_tie_taken_away_is_missed_when_the_person_approves(path: Path) -> None:
    order, cast = path.checked(), path.cast
    tie = declare_tie(order.award.decision.request, reason="Cousin.", by=cast.manager, at=cast.at)
    triggers_off("DELETE FROM secours_loyer_declaredtie WHERE id = %s", tie.pk)
    triggers_off(
        "DELETE FROM secours_loyer_moneyseal WHERE object_id = %s"
        " AND object_type = 'secours_loyer.declaredtie'",
        tie.pk,
    )
    for person in (cast.manager, cast.signatory):
        with pytest.raises(Refused, match="hors du portail"):
            path.approve(order, person)
    assert f"secours_loyer.declaredtie {tie.pk} : effacé." in list(faults())


def test_a_tie_lifted_by_hand_is_missed(path: Path) -> None:
    order, cast = path.checked(), path.cast
    tie = declare_tie(order.award.decision.request, reason="Cousin.", by=cast.manager, at=cast.at)
    triggers_off(
        "UPDATE secours_loyer_declaredtie SET lifted_at = now(), lifted_reason = 'x',"
        " lifted_by_id = %s WHERE id = %s",
        cast.signatory.pk,
        tie.pk,
    )
    with pytest.raises(Refused, match="hors du portail"):
        path.approve(order, cast.manager)


def test_a_tie_lifted_by_another_manager_no_longer_counts(path: Path) -> None:
    """The control: what the journal says, the rows say."""
    order, cast = path.checked(), path.cast
    tie = declare_tie(order.award.decision.request, reason="Cousin.", by=cast.manager, at=cast.at)
    other = cast.person("autre-cadre", "cadre")
    lift_tie(tie, reason="Homonyme, acte de naissance vu.", by=other, at=cast.at)
    assert path.approve(order, cast.manager).state == "approuve_1"
    assert list(faults()) == []


def test_no_alert_is_lifted_for_a_landlord_named_anew_by_hand(path: Path) -> None:
    cast, landlord = path.cast, path.landlord()
    account = accounts.enter_account(
        landlord, iban=OTHER_IBAN, holder="COMPLICE", by=cast.reception, at=cast.at
    )
    held = accounts.verify_account(
        account, called_on=cast.at.date(), called_person="Comptable", by=cast.finance, at=cast.at
    )
    forge(landlord, "legal_name = 'COMPLICE'")
    with pytest.raises(Refused, match="hors du portail"):
        accounts.activate_account(
            held, reason="Changement de nom, extrait Kbis vu.", by=cast.manager, at=cast.at
        )
