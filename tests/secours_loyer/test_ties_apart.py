"""Who has a declared tie moves neither money, nor a plan, nor the lease: by action and by SQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    checklist,
    cofunding,
    current_rent,
    fund_checks,
    instalments,
    orders,
    overpayments,
    plan_pauses,
    plans,
    return_quarantine,
    returns,
    tenancy_events,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import (
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    ReturnLine,
    TenancyEvent,
)
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TIED = "un lien avec"
NOTHING = dict.fromkeys(("fsl", "action_logement", "caf"), ("rien", ""))
PLAN = "UPDATE secours_loyer_repaymentplan SET "
PAUSE = "UPDATE secours_loyer_planpause SET "
LINE = "UPDATE secours_loyer_returnline SET "


def tied(path: Path, *people: User) -> None:
    for user in people:
        declare_tie(RentRequest.objects.get(), reason="Ma cousine.", by=user, at=path.cast.at)


def test_the_study_is_checked_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.checked_elsewhere(path.studied())
    worker = {"by": cast.case_worker, "at": at}
    tied(path, cast.case_worker)
    with pytest.raises(Refused, match=TIED):
        fund_checks.check_funds(request, NOTHING, **worker)
    with pytest.raises(Refused, match=TIED):
        cofunding.note_cofunding(request, fund="fsl", answer="refusee", amount_cents=0, **worker)
    with pytest.raises(Refused, match=TIED):
        checklist.waive_rest(request, reason="Vues.", **worker)
    with pytest.raises(Refused, match=TIED):
        checklist.judge_piece(
            request.checklist.all()[0], verdict="dispensee", reason="Vue.", **worker
        )
    who = cast.case_worker.pk
    refused("UPDATE secours_loyer_fundcheck SET by_id = %s", who, by="tied_does_not_check")
    refused(
        "INSERT INTO secours_loyer_cofunding (request_id, fund, state, amount_cents, noted_by_id,"
        " noted_at) VALUES (%s, 'fsl', 'refusee', 0, %s, now())",
        *(request.pk, who),
        by="tied_does_not_check",
    )
    refused(
        "UPDATE secours_loyer_askedpiece SET state = 'dispensee', reason = 'x', judged_by_id = %s,"
        " judged_at = now()",
        who,
        by="tied_does_not_check",
    )
    fund_checks.check_funds(request, NOTHING, by=cast.manager, at=at)


def test_the_order_is_prepared_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.prepared()
    tied(path, cast.finance)
    with pytest.raises(Refused, match=TIED):
        orders.check_order(order, by=cast.finance, at=at)
    with pytest.raises(Refused, match=TIED):
        orders.change_order(
            order, account=order.account, amount_cents=1_000, by=cast.finance, at=at
        )
    with pytest.raises(Refused, match=TIED):
        orders.cancel_order(order, by=cast.finance, at=at)
    other = cast.person("autres-depenses", "depenses")
    orders.cancel_order(order, by=other, at=at)
    again = {"account": order.account, "at": at}
    with pytest.raises(Refused, match=TIED):
        orders.prepare_order(order.award, by=cast.finance, **again)
    refused(
        "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
        " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
        " prepared_at, reason) SELECT gen_random_uuid(), award_id, tranche, amount_cents,"
        " account_id, payee_name, label, channel, budget_year, 'X', 'brouillon', 1,"
        " prepared_by_id, prepared_at, '' FROM secours_loyer_paymentorder",
        by="order_preparer_tied",
    )
    order = orders.prepare_order(order.award, by=other, **again)
    assert orders.check_order(order, by=other, at=at).state == "controle"


def test_the_plan_is_prepared_and_approved_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.plan()
    tied(path, cast.case_worker, cast.manager)
    with pytest.raises(Refused, match=TIED):
        path.plan(plan.request.decisions.get())
    with pytest.raises(Refused, match=TIED):
        plans.approve_plan(plan, by=cast.manager, at=at)
    refused(
        "INSERT INTO secours_loyer_repaymentplan (uid, request_id, debt_id, version, total_cents,"
        " instalment_count, first_due, derogation, state, prepared_by_id, prepared_at, reason,"
        " most_months) SELECT gen_random_uuid(), request_id, debt_id, 2, total_cents,"
        " instalment_count, first_due, '', 'brouillon', prepared_by_id, prepared_at, '', 36"
        " FROM secours_loyer_repaymentplan",
        by="plan_preparer_tied",
    )
    refused(
        f"{PLAN} state = 'propose', approved_by_id = %s, approved_at = now()",
        cast.manager.pk,
        by="plan_approver_tied",
    )
    # Approved by somebody else, it does not start either: whoever prepared it has a tie since.
    other = cast.person("autre-cadre", "cadre")
    plan = plans.approve_plan(plan, by=other, at=at)
    today = paris_day(at)
    signed = {"tenant_on": today, "landlord_on": today, "at": at}
    with pytest.raises(Refused, match="abandonnez ce plan"):
        plans.sign_plan(plan, by=other, **signed)
    refused(
        f"{PLAN} state = 'actif', tenant_signed_on = %s, landlord_signed_on = %s",
        *(today, today),
        by="plan_starts_untied",
    )
    plans.drop_plan(plan, by=other, at=at)
    third = cast.person("autre-instructrice", "instructeur")
    plan = plans.prepare_plan(plan.request, first_due=date(2026, 12, 31), count=6, by=third, at=at)
    plan = plans.approve_plan(plan, by=other, at=at)
    assert plans.sign_plan(plan, by=third, **signed).state == "actif"


def test_a_running_plan_is_followed_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.running_plan()
    first, today = plan.instalments.get(number=1), paris_day(at)
    asked = {"reason": "juge", "since": today - timedelta(days=2), "at": at}
    plan_pauses.ask_pause(plan, by=cast.case_worker, **asked)
    tied(path, cast.manager)
    who = cast.manager.pk
    for act in (plan_pauses.approve_pause, plan_pauses.refuse_pause, plans.break_plan):
        with pytest.raises(Refused, match=TIED):
            act(plan, by=cast.manager, at=at)
    refused(f"{PAUSE} approved_by_id = %s, approved_at = now()", who, by="pause_tied")
    refused(f"{PAUSE} refused_by_id = %s, refused_at = now()", who, by="pause_tied")
    plan_pauses.approve_pause(plan, by=cast.person("autre-cadre", "cadre"), at=at)
    with pytest.raises(Refused, match=TIED):
        plan_pauses.restart_plan(plan, on=today, by=cast.manager, at=at)
    refused(f"{PAUSE} ended_on = %s, ended_by_id = %s", today, who, by="pause_tied")
    with pytest.raises(Refused, match=TIED):
        instalments.note_instalment(first, kind="confirmee", by=cast.manager, at=at)
    refused(
        "INSERT INTO secours_loyer_instalmentfact (instalment_id, kind, cents, by_id, at)"
        " VALUES (%s, 'confirmee', %s, %s, now())",
        *(first.pk, first.cents, who),
        by="plan_fact_tied",
    )
    with pytest.raises(Refused, match=TIED):
        current_rent.note_rent(plan, month=today, kind="paye", by=cast.manager, at=at)
    refused(
        "INSERT INTO secours_loyer_currentrent (tenancy_id, month, kind, due_cents, cents, by_id,"
        " at) VALUES (%s, '2026-11-01', 'paye', 45000, 45000, %s, now())",
        *(plan.request.tenancy_id, who),
        by="plan_fact_tied",
    )
    plan_pauses.restart_plan(plan, on=today, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match=TIED):
        plan_pauses.ask_pause(plan, by=cast.manager, **asked)
    refused(
        "INSERT INTO secours_loyer_planpause (plan_id, since, reason, detail, asked_by_id,"
        " asked_at) VALUES (%s, %s, 'juge', '', %s, now())",
        *(plan.pk, today, who),
        by="pause_tied",
    )


def test_the_lease_is_followed_by_others_whatever_the_request(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    tied(path, cast.case_worker, cast.manager)
    later = path.filed(start=date(2026, 1, 1))
    assert later.tenancy_id == request.tenancy_id
    left = {"kind": "depart", "happened_on": date(2026, 9, 1), "at": at}
    with pytest.raises(Refused, match=TIED):
        tenancy_events.note_event(later, by=cast.case_worker, **left)
    refused(
        "INSERT INTO secours_loyer_tenancyevent (tenancy_id, kind, happened_on, detail,"
        " noted_by_id, noted_at, answer, answer_reason) VALUES (%s, 'depart', '2026-09-01', '',"
        " %s, now(), '', '')",
        *(later.tenancy_id, cast.case_worker.pk),
        by="lease_event_tied",
    )
    event = tenancy_events.note_event(later, by=cast.reception, **left)
    answer = {"request": later, "answer": "erreur", "reason": "Homonyme.", "at": at}
    with pytest.raises(Refused, match=TIED):
        tenancy_events.answer_event(event, by=cast.manager, **answer)
    refused(
        "UPDATE secours_loyer_tenancyevent SET answer = 'erreur', answer_reason = 'x',"
        " answered_by_id = %s, answered_at = now()",
        cast.manager.pk,
        by="lease_event_tied",
    )
    tenancy_events.answer_event(event, by=cast.person("autre-cadre", "cadre"), **answer)
    assert TenancyEvent.objects.get().answer == "erreur"


def test_a_line_in_quarantine_is_settled_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    export_batch(path.closed(order), by=cast.finance, at=at)
    import_returns(camt(Movement("NOTPROVIDED")), by=cast.finance, at=at)
    line = ReturnLine.objects.get()
    tied(path, cast.manager)
    proposal = {"reference": order.end_to_end_id, "at": at}
    with pytest.raises(Refused, match=TIED):
        return_quarantine.propose_order(line, by=cast.manager, **proposal)
    refused(
        f"{LINE} order_id = %s, proposed_by_id = %s, proposed_at = now()",
        *(order.pk, cast.manager.pk),
        by="return_line_tied",
    )
    line = return_quarantine.propose_order(line, by=cast.finance, **proposal)
    with pytest.raises(Refused, match=TIED):
        return_quarantine.settle_line(line, by=cast.manager, at=at)
    with pytest.raises(Refused, match="un lien est déclaré avec le dossier"):
        return_quarantine.dismiss_line(
            line, reason="Sans rapport avec un ordre.", by=cast.manager, at=at
        )
    for state, wall in (("reglee", "return_line_tied"), ("ecartee", "return_line_aside_tied")):
        refused(
            f"{LINE} state = '{state}', reason = 'x', resolved_by_id = %s, resolved_at = now()",
            cast.manager.pk,
            by=wall,
        )
    other = cast.person("autres-depenses", "depenses")
    assert return_quarantine.settle_line(line, by=other, at=at).state == "reglee"


def test_a_sum_paid_in_excess_is_followed_by_others(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    export_batch(path.closed(order), by=cast.finance, at=at)
    order = returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    other = cast.person("autres-depenses", "depenses")
    tied(path, cast.finance, cast.signatory)
    given = {"cents": 5_000, "cause": "autre_fonds", "words": "Le FSL a payé août.", "at": at}
    with pytest.raises(Refused, match=TIED):
        overpayments.record_overpayment(order, by=cast.finance, **given)
    refused(
        "INSERT INTO secours_loyer_overpayment (uid, number, order_id, cents, cause, words, state,"
        " recorded_by_id, recorded_at, title, reason) VALUES (gen_random_uuid(), 'TP-2026-0009',"
        " %s, 1, 'autre_fonds', 'x', 'constate', %s, now(), '', '')",
        *(order.pk, cast.finance.pk),
        by="overpayment_tied",
    )
    found = overpayments.record_overpayment(order, by=other, **given)
    with pytest.raises(Refused, match=TIED):
        overpayments.claim_overpayment(found, title="T-1", by=cast.signatory, at=at)
    set_ = "UPDATE secours_loyer_overpayment SET "
    who = cast.signatory.pk
    refused(
        f"{set_} state = 'reclame', title = 'x', claimed_by_id = %s, claimed_at = now()",
        who,
        by="overpayment_tied",
    )
    refused(
        f"{set_} state = 'abandonne', reason = 'x', dropped_by_id = %s, dropped_at = now()",
        who,
        by="overpayment_tied",
    )
    second = cast.person("autre-signataire", "signataire")
    found = overpayments.claim_overpayment(found, title="T-1", by=second, at=at)
    with pytest.raises(Refused, match=TIED):
        overpayments.note_recovery(found, cents=5_000, by=cast.finance, at=at)
    refused(
        "INSERT INTO secours_loyer_recovery (overpayment_id, cents, received_on, by_id, at)"
        " VALUES (%s, 1, now(), %s, now())",
        *(found.pk, cast.finance.pk),
        by="overpayment_tied",
    )
    assert overpayments.note_recovery(found, cents=5_000, by=other, at=at).state == "recouvre"
    assert PaymentOrder.objects.count() == 1


LIFT = (
    "UPDATE secours_loyer_declaredtie SET lifted_at = now(), lifted_reason = 'x', lifted_by_id = %s"
)


def test_a_tie_is_lifted_by_a_manager_whatever_the_path(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    tie = declare_tie(request, reason="Ma cousine.", by=cast.case_worker, at=at)
    for without in (cast.auditor, cast.secretary, cast.signatory, cast.finance, cast.administrator):
        refused(LIFT, without.pk, by="tie_lifted_by_manager")
    gone = cast.person("ancien-cadre", "cadre")
    gone.role_grants.update(revoked_at=at)
    refused(LIFT, gone.pk, by="tie_lifted_by_manager")
    closed = cast.person("cadre-parti", "cadre")
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    refused(LIFT, closed.pk, by="tie_lifted_by_manager")
    lift_tie(tie, reason="Homonyme.", by=cast.manager, at=at)


def test_a_tie_is_neither_moved_nor_put_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, other = path.studied(), path.studied(last="Suippe", reference="L-2")
    tie = declare_tie(request, reason="Ma cousine.", by=cast.case_worker, at=at)
    moved = "UPDATE secours_loyer_declaredtie SET "
    refused(f"{moved} request_id = %s", other.pk, by="tie_frozen")
    refused(f"{moved} user_id = %s", cast.signatory.pk, by="tie_frozen")
    refused(f"{moved} at = at - interval '1 day'", by="tie_frozen")
    refused(
        "INSERT INTO secours_loyer_declaredtie (request_id, user_id, reason, at, lifted_by_id,"
        " lifted_at, lifted_reason) SELECT request_id, %s, reason, at, %s, now(), 'x'"
        " FROM secours_loyer_declaredtie",
        *(cast.signatory.pk, cast.manager.pk),
        by="tie_starts_standing",
    )
    lift_tie(tie, reason="Homonyme.", by=cast.manager, at=at)
    refused(
        f"{moved} lifted_at = NULL, lifted_by_id = NULL, lifted_reason = ''",
        by="tie_lifted_frozen",
    )


def test_the_pages_of_the_plan_and_of_the_lease_offer_nothing(path: Path) -> None:
    cast = path.cast
    plan = path.running_plan()
    client = cast.client(cast.case_worker)
    pages = (
        f"/admin/secours-loyer/plans/{plan.uid}/",
        f"/admin/secours-loyer/demandes/{plan.request.uid}/bail/",
    )
    before = [client.get(page).content.decode() for page in pages]
    assert "ask_pause/" in before[0]
    assert "note_event/" in before[1]
    tied(path, cast.case_worker)
    for page, step in zip(pages, ("ask_pause", "note_event"), strict=True):
        shown = client.get(page).content.decode()
        assert TIED in shown
        assert f"{step}/" not in shown
    assert RepaymentPlan.objects.get().state == "actif"
