"""The abuse cases of the domain that the thin path meets: a clear sentence, and nothing written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from actors.actions.parameters import decide_parameter
from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accounts,
    batches,
    decisions,
    filing,
    instruction,
    orders,
    plans,
    returns,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.legal_dates import clause_deadline, unpaid_rent
from secours_loyer.models import (
    Decision,
    Landlord,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    digest_of,
)
from secours_loyer.parameters import UNPAID_RULE
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.states import AccountState, OrderState, RequestState
from tests.secours_loyer.path import IBAN, OTHER_IBAN, PAYER, Path

pytestmark = pytest.mark.django_db


def test_the_same_months_twice(path: Path) -> None:
    path.filed()
    with pytest.raises(Refused, match="déjà sur une partie de ces mois"):
        path.filed(start=date(2026, 9, 1), months=2)
    assert RentRequest.objects.count() == 1
    assert path.filed(start=date(2026, 10, 1), months=1).pk


def test_an_ex_partner_claims_the_same_lease(path: Path) -> None:
    path.filed()
    with pytest.raises(Refused, match="pour un autre ménage"):
        path.filed(last="Suippe", start=date(2026, 10, 1), months=1, reference="l-1")


def test_months_of_a_withdrawn_request_may_be_claimed_again(path: Path) -> None:
    request = path.filed()
    filing.withdraw(request, by=path.cast.case_worker, at=path.cast.at)
    assert path.filed().pk != request.pk


def test_another_associations_household(path: Path) -> None:
    path.home()
    with pytest.raises(Refused, match="n’est pas suivi"):
        filing.open_request(
            path.home(),
            landlord=path.landlord(),
            lease=None,  # type: ignore[arg-type]
            claim=None,  # type: ignore[arg-type]
            statement=None,
            by=path.cast.agent_b,
            at=path.cast.at,
        )


def test_filing_needs_the_landlords_statement(path: Path) -> None:
    with pytest.raises(Refused, match="décompte"):
        path.filed(statement=None)
    assert not RentRequest.objects.exists()


def test_missing_pieces_go_back_and_forth(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    asked = instruction.ask_missing(
        request, missing="La quittance de juin.", by=path.cast.case_worker, at=path.cast.at
    )
    assert asked.state == RequestState.INCOMPLETE
    message = Message.objects.get(kind="secours_loyer.to_complete")
    assert "quittance" not in message.text
    assert "loyer" not in message.subject.lower()
    again = filing.complete_request(
        asked, summary="", certified_cents=90_000, by=path.cast.agent_a, at=path.cast.at
    )
    assert (again.state, again.missing) == (RequestState.FILED, "")


def test_nobody_checks_or_signs_their_own_work(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    request = instruction.assign(request, to=cast.manager, by=cast.manager, at=at)
    with pytest.raises(Refused, match="revient à l’instructeur"):
        instruction.give_opinion(request, proposed_cents=1, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="autre personne que l’instructeur"):
        instruction.validate_technically(request, by=cast.manager, at=at)


def test_an_award_above_the_ceiling_or_the_debt(path: Path) -> None:
    request = path.validated(cents=400_000)
    for cents, words in ((150_001, "plafond"), (0, "montant")):
        with pytest.raises(Refused, match=words):
            decisions.decide(
                request, outcome="accord", motive="x", aid_cents=cents,
                by=path.cast.signatory, at=path.cast.at,
            )  # fmt: skip
    small = path.validated(last="Suippe", reference="L-2", cents=10_000)
    with pytest.raises(Refused, match="dépassent la dette"):
        decisions.decide(
            small, outcome="accord", motive="x", aid_cents=10_001,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_small_requests_do_not_split_the_ceiling_of_the_period(path: Path) -> None:
    path.granted(aid_cents=150_000, cents=400_000)
    second = path.validated(start=date(2026, 10, 1), months=1, cents=400_000)
    with pytest.raises(Refused, match="500,00"):
        decisions.decide(
            second, outcome="accord", motive="x", aid_cents=50_001,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip


def test_the_typist_does_not_verify_and_the_call_is_needed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    stranger = filing.add_landlord(
        filing.NewLandlord("Sans téléphone", "particulier"), by=cast.reception, at=at
    )
    typed = accounts.enter_account(stranger, iban=IBAN, holder="X", by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="téléphone connu"):
        accounts.verify_account(typed, called_on=at.date(), by=cast.finance, at=at)
    with pytest.raises(Refused, match="autre personne"):
        accounts.note_known_phone(stranger, phone="0326000002", by=cast.case_worker, at=at)
    accounts.note_known_phone(stranger, phone="0326000002", by=cast.reception, at=at)
    with pytest.raises(Refused, match="entre la saisie"):
        accounts.verify_account(
            typed, called_on=at.date() - timedelta(days=30), by=cast.finance, at=at
        )


def test_the_typist_does_not_choose_the_number_to_call_beforehand(path: Path) -> None:
    """One person alone, a made-up landlord and an accomplice's telephone: an honest call fails."""
    cast, at = path.cast, path.cast.at
    invented = filing.add_landlord(
        filing.NewLandlord("Complice", "particulier", known_phone="0600000000"),
        by=cast.reception, at=at,
    )  # fmt: skip
    typed = accounts.enter_account(invented, iban=IBAN, holder="X", by=cast.reception, at=at)
    with pytest.raises(Refused, match="Une autre personne le cherche"):
        accounts.verify_account(typed, called_on=at.date(), by=cast.finance, at=at)
    # Neither does SQL.
    with pytest.raises(IntegrityError, match="gave the number"), transaction.atomic():
        LandlordAccount.objects.filter(pk=typed.pk).update(
            state=AccountState.ACTIVE, verified_by=cast.finance, verified_at=at,
            called_on=at.date(), called_number="0600000000",
        )  # fmt: skip
    accounts.note_known_phone(invented, phone="0326000004", by=cast.case_worker, at=at)
    done = accounts.verify_account(typed, called_on=at.date(), by=cast.finance, at=at)
    assert (done.state, done.called_number) == (AccountState.ACTIVE, "0326000004")


@pytest.mark.parametrize(
    ("iban", "words"),
    [
        ("FR1420041010050500013M02607", "erreur"),
        ("FR0000000", "Recopiez"),
        ("US64SVBKUS6S3300958879", "hors de la zone"),
        ("FR1420041010050500013 M0260", "erreur|Recopiez"),
    ],
)
def test_bad_numbers_are_refused_at_entry(path: Path, iban: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        accounts.enter_account(
            path.landlord(), iban=iban, holder="X", by=path.cast.reception, at=path.cast.at
        )


def test_a_number_shared_by_two_landlords_waits_for_an_explanation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.account()
    other = filing.add_landlord(
        filing.NewLandlord("Autre bailleur", "societe", known_phone="0326000003"),
        by=cast.case_worker, at=at,
    )  # fmt: skip
    shared = path.account(landlord=other)
    assert shared.state == AccountState.VERIFIED
    abroad = path.account("DE89370400440532013000")
    assert abroad.state == AccountState.VERIFIED
    active = accounts.activate_account(shared, by=cast.manager, at=at)
    assert active.state == AccountState.ACTIVE


def test_approval_by_the_preparer_and_edit_after_approval(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.checked()
    for concerned in (cast.finance,):
        with pytest.raises(Refused, match="intervenu"):
            orders.approve_order(order, digest=digest_of(order), by=concerned, at=at)
    with pytest.raises(Refused, match="changé depuis"):
        orders.approve_order(order, digest="0" * 64, by=cast.manager, at=at)
    order = orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    with pytest.raises(Refused, match="autre personne que la première"):
        orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    with pytest.raises(Refused, match="reprenez-le"):
        orders.change_order(order, account=order.account, amount_cents=1, by=cast.finance, at=at)
    order = orders.rework_order(order, by=cast.finance, at=at)
    order = orders.change_order(
        order, account=order.account, amount_cents=50_000, by=cast.finance, at=at
    )
    order = orders.check_order(order, by=cast.finance, at=at)
    order = orders.approve_order(order, digest=digest_of(order), by=cast.signatory, at=at)
    assert order.state == OrderState.APPROVED_ONCE


def test_an_account_blocked_meanwhile_stops_the_export(path: Path) -> None:
    batch = path.closed()
    order = PaymentOrder.objects.get()
    accounts.block_account(
        order.account, reason="Courrier douteux", by=path.cast.manager, at=path.cast.at
    )
    with pytest.raises(Refused, match="plus actif"):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    assert not batch.files.exists()


def test_kill_switch_and_caps(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.payer()
    order, day = path.approved(), at.date() + timedelta(days=2)
    batch = batches.open_batch(channel="regie", execute_on=day, by=cast.finance, at=at)
    batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    since = date(2026, 1, 1)
    decide_parameter("secours.lot_montant", 100, since=since, decision="x", by=None, at=at)
    with pytest.raises(Refused, match="dépasse"):
        batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)
    decide_parameter("secours.paiements_ouverts", False, since=since, decision="x", by=None, at=at)
    with pytest.raises(Refused, match="arrêtés"):
        batches.close_batch(batch, execute_on=day, by=cast.finance, at=at)


def test_an_unknown_reference_is_never_guessed(path: Path) -> None:
    with pytest.raises(Refused, match="Aucun ordre"):
        returns.mark_paid("OP-2026-999999", by=path.cast.finance, at=path.cast.at)


def test_plans_are_bounded(path: Path) -> None:
    decision = path.granted()
    for more, words in (({"count": 37}, "dérogation"), ({"count": None}, "nombre de mois")):
        with pytest.raises(Refused, match=words):
            plans.prepare_plan(
                decision.request, first_due=date(2026, 12, 31), by=path.cast.case_worker,
                at=path.cast.at, **more,
            )  # fmt: skip
    plan = path.plan(decision)
    connection.check_constraints()
    with pytest.raises(Refused, match="autre personne"):
        plans.approve_plan(
            plans.prepare_plan(
                decision.request, first_due=date(2026, 12, 31), count=3, by=path.cast.manager,
                at=path.cast.at,
            ),
            by=path.cast.manager,
            at=path.cast.at,
        )  # fmt: skip
    assert plan.version == 1


def test_a_replaced_decision_is_kept(path: Path) -> None:
    first = path.granted(aid_cents=60_000)
    second = decisions.replace_decision(
        first, motive="Nouveau calcul.", aid_cents=50_000, by=path.cast.signatory, at=path.cast.at
    )
    assert second.replaces == first
    first.award.refresh_from_db()
    assert first.award.revoked_at is not None
    with pytest.raises(Refused, match="remplacée"):
        orders.prepare_order(
            first.award, account=path.account(), by=path.cast.finance, at=path.cast.at
        )
    kept = orders.prepare_order(
        second.award, account=path.account(OTHER_IBAN), by=path.cast.finance, at=path.cast.at
    )
    assert kept.amount_cents == 50_000


def test_associations_choose_no_private_landlord_they_do_not_know(path: Path) -> None:
    private = filing.add_landlord(
        filing.NewLandlord("Mme Privée", "particulier"), by=path.cast.reception, at=path.cast.at
    )
    path.landlord()
    seen = Landlord.objects.visible_to(path.cast.agent_a)
    assert private not in seen
    assert seen.count() == 1


@pytest.mark.parametrize(
    ("on", "cents", "reached"),
    [
        (date(2026, 12, 31), 89_999, False),
        (date(2026, 12, 31), 90_000, True),
        (date(2027, 1, 1), 45_000, False),
        (date(2027, 1, 1), 45_001, True),
        (date(2027, 2, 1), 1, True),
    ],
)
def test_unpaid_rent_changes_on_1_january_2027(on: date, cents: int, reached: object) -> None:
    found = unpaid_rent(
        UNPAID_RULE.default, on=on, debt_cents=cents, first_default=date(2026, 11, 1),
        gross_cents=45_000, benefit_cents=20_000, paid_to_landlord=False,
    )  # fmt: skip
    assert found.reached is reached
    assert ("CCAPEX" in found.sentence) is (on >= date(2027, 1, 1))


def test_leases_around_29_july_2023() -> None:
    served = date(2026, 12, 31)
    assert clause_deadline(date(2023, 7, 28), served) == date(2027, 2, 28)
    assert clause_deadline(date(2023, 7, 29), served) == served + timedelta(weeks=6)


def test_a_plan_is_what_the_decision_in_force_leaves_to_it(path: Path) -> None:
    """A new decision grants more: the plan of the older one would make the tenant pay it again."""
    cast, at = path.cast, path.cast.at
    first = path.granted(aid_cents=60_000)
    waiting, proposed = (
        path.plan(first),
        plans.approve_plan(path.plan(first), by=cast.manager, at=at),
    )
    new = decisions.replace_decision(first, motive="x", aid_cents=90_000, by=cast.signatory, at=at)
    assert (waiting.total_cents, new.plan_cents) == (40_000, 10_000)
    signed = {"tenant_on": at.date(), "landlord_on": at.date(), "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match="La décision a changé"):
        plans.approve_plan(waiting, by=cast.manager, at=at)
    with pytest.raises(Refused, match="La décision a changé"):
        plans.sign_plan(proposed, **signed)
    with pytest.raises(IntegrityError, match="another amount"), transaction.atomic():
        RepaymentPlan.objects.filter(pk=waiting.pk).update(
            state="propose", approved_by=cast.manager, approved_at=at
        )
    third = plans.approve_plan(path.plan(new), by=cast.manager, at=at)
    assert plans.sign_plan(third, **signed).total_cents == 10_000
    with pytest.raises(Refused, match="Un plan est en cours"):
        decisions.replace_decision(new, motive="x", aid_cents=95_000, by=cast.signatory, at=at)


def test_sql_does_not_replace_a_decision_under_a_running_plan(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    plan = plans.approve_plan(path.plan(decision), by=cast.manager, at=at)
    plans.sign_plan(plan, tenant_on=at.date(), landlord_on=at.date(), by=cast.case_worker, at=at)
    decision.pk, decision.number, decision.replaces_id = None, "D-2026-99999", decision.pk
    with pytest.raises(IntegrityError, match="a plan runs"), transaction.atomic():
        decision.save(force_insert=True)


def test_a_decision_replaced_twice_from_one_page(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    decisions.replace_decision(decision, motive="x", aid_cents=50_000, by=cast.signatory, at=at)
    with pytest.raises(Refused, match="déjà remplacée"):
        decisions.replace_decision(decision, motive="x", aid_cents=50_000, by=cast.signatory, at=at)


def test_a_number_blocked_before_waits_for_an_explanation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    doubted = accounts.block_account(path.account(), reason="Faux courrier", by=cast.manager, at=at)
    accounts.archive_account(doubted, by=cast.finance, at=at)
    again = accounts.enter_account(
        path.landlord(), iban=IBAN, holder="HABITAT D'ESSAI", by=cast.reception, at=at
    )
    again = accounts.verify_account(again, called_on=at.date(), by=cast.finance, at=at)
    assert again.state == AccountState.VERIFIED
    assert alerts_of(again) == ["Ce numéro de compte a déjà été bloqué : Faux courrier"]


def test_the_account_that_pays_is_no_landlord_s(path: Path) -> None:
    path.payer()
    with pytest.raises(Refused, match="celui du compte du CCAS"):
        accounts.enter_account(
            path.landlord(), iban=PAYER["iban"], holder="X", by=path.cast.reception, at=path.cast.at
        )


def test_what_was_approved_under_last_year_s_budget_does_not_leave_this_year(path: Path) -> None:
    order, finance = path.approved(), path.cast.finance
    path.payer()
    later = datetime(2027, 1, 4, 8, tzinfo=UTC)
    batch = batches.open_batch(channel="regie", execute_on=later.date(), by=finance, at=later)
    batches.put_in_batch(batch, [order], by=finance, at=later)
    batch = batches.close_batch(batch, execute_on=later.date(), by=finance, at=later)
    with pytest.raises(Refused, match="exercice 2026"):
        export_batch(batch, by=finance, at=later)
    batches.reopen_batch(batch, by=finance, at=later)
    order = batches.take_out_of_batch(PaymentOrder.objects.get(), by=finance, at=later)
    order = orders.rework_order(order, by=finance, at=later)
    again = orders.change_order(
        order, account=order.account, amount_cents=order.amount_cents, by=finance, at=later
    )
    assert again.budget_year == 2027
