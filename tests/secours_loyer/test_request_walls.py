"""A request, its lease and its study changed by raw SQL: each column waits for its own step."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from secours_loyer.actions import checklist, delegation, instruction, plan_pauses
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.procedure import cross_out
from secours_loyer.models import Debt, RentRequest, Tenancy
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_procedure import acted
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
SET = "UPDATE secours_loyer_rentrequest SET "
LEASE = "UPDATE secours_loyer_tenancy SET "


def test_what_was_filed_never_changes(path: Path) -> None:
    path.filed(helped_by="Une voisine", agreed=True)
    cast = path.cast
    other = path.home("Suippe").pk
    for change, params in (
        ("uid = gen_random_uuid()", ()),
        ("number = 'SL-2026-999999'", ()),
        ("filed_by_id = %s", (cast.signatory.pk,)),
        ("organisation_id = %s", (cast.entraide.pk,)),
        ("created_at = created_at - interval '3 months'", ()),
        ("helped_by = 'Une autre'", ()),
        ("agreed_at = now()", ()),
    ):
        refused(SET + change, *params, by="request_frozen")
    refused(f"{SET} household_id = %s", other, by="request_consistent")
    refused(f"{SET} filed_at = filed_at - interval '3 months'", by="request_filed_once")
    refused(f"{SET} summary = 'Autre chose.'", by="request_as_filed")
    refused(f"{SET} closed_at = now()", by="request_closed_by_step")


def test_a_request_keeps_its_debt(path: Path) -> None:
    """Not even for another debt of the same lease."""
    debt = path.filed().debt
    other = Debt.objects.create(
        tenancy=debt.tenancy,
        months=DateRange(date(2026, 1, 1), date(2026, 3, 1)),
        certified_cents=debt.certified_cents,
        statement_on=debt.statement_on,
        statement=debt.statement,
        created_at=debt.created_at,
    )
    refused(f"{SET} debt_id = %s", other.pk, by="request_frozen")


def test_a_request_starts_bare(path: Path) -> None:
    request = path.filed()
    columns = [
        field.column
        for field in RentRequest._meta.concrete_fields
        if field.name not in ("id", "uid", "number", "state", "filed_at")
    ]
    copy = (
        "INSERT INTO secours_loyer_rentrequest (uid, number, state, filed_at, "  # noqa: S608
        f"{', '.join(columns)})"
        " SELECT gen_random_uuid(), 'SL-2026-999999', 'brouillon', {filed}, {rest}"
        " FROM secours_loyer_rentrequest WHERE id = %s"
    )

    def preset(**values: str) -> str:
        rest = ", ".join(values.get(column, column) for column in columns)
        return copy.format(filed=values.get("filed_at", "NULL"), rest=rest)

    who = str(path.cast.manager.pk)
    for given in (
        *({"urgent_at": "now()"}, {"proposed_cents": "1"}, {"opinion": "'x'"}),
        *({"filed_at": "now()"}, {"validated_by_id": who}, {"instructor_id": who}),
        *({"closed_at": "now()"}, {"asked_at": "now()"}, {"waited_days": "60"}),
    ):
        refused(preset(**given), request.pk, by="request_")


def test_the_instructor_changes_during_the_study_only(path: Path) -> None:
    cast = path.cast
    other = cast.person("autre-instructrice", "instructeur")
    swap = f"{SET} instructor_id = %s"
    request = path.studied(by=cast.agent_a)
    for without in (cast.reception, cast.auditor, cast.finance, cast.signatory):
        refused(swap, without.pk, by="request_instructor_role")
    both = cast.person("agent-instructeur", "instructeur")
    cast.entraide.memberships.create(user=both, joined_at=cast.at)
    refused(swap, both.pk, by="request_instructor_apart")
    request = path.validated(last="Suippe", reference="L-2")
    refused(f"{swap} WHERE id = %s", other.pk, request.pk, by="request_instructor_by_step")
    path.decided(request)
    refused(f"{swap} WHERE id = %s", other.pk, request.pk, by="request_instructor_by_step")


def test_the_opinion_is_given_once_after_a_computation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    refused(f"{SET} proposed_cents = 1", by="request_opinion_by_step")
    path.checked_elsewhere(request)
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at)
    given = f"{SET} state = 'avis_rendu', proposed_cents = "
    refused(f"{given} 1", by="opinion_after_computation")
    kept = instruction.compute_assessment(request, by=cast.case_worker, at=at)
    refused(f"{given} 100001", by="opinion_after_computation")
    refused(f"{SET} state = 'avis_rendu'", by="opinion_after_computation")
    instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at)
    refused(f"{SET} proposed_cents = proposed_cents + 1", by="request_opinion_by_step")
    refused(f"{SET} opinion = 'Autre avis.'", by="request_opinion_by_step")
    refused(
        f"{SET} state = 'validee_technique', validated_by_id = %s, proposed_cents = 1",
        cast.manager.pk,
        by="request_opinion_by_step",
    )


def test_a_manager_validates_an_opinion_and_nobody_else(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    second = cast.person("autre-cadre", "cadre")
    refused(f"{SET} validated_by_id = %s", second.pk, by="request_validated_by_step")
    back = instruction.send_back(request, reason="À revoir.", by=cast.manager, at=at)
    refused(f"{SET} validated_by_id = %s", second.pk, by="request_validated_by_step")
    kept = back.assessments.first()
    assert kept is not None
    instruction.give_opinion(back, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at)
    validate = f"{SET} state = 'validee_technique', validated_by_id = %s"
    gone = cast.person("ancien-cadre", "cadre")
    gone.role_grants.update(revoked_at=at)
    for without in (cast.reception, cast.secretary, cast.auditor, cast.administrator, gone):
        refused(validate, without.pk, by="request_validator_role")
    instruction.validate_technically(back, by=second, at=at)


def test_an_urgency_is_said_by_its_decision(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    refused(f"{SET} urgent_at = now()", by="request_urgent_by_delegation")
    urgent = path.validated(last="Suippe", reference="L-2")
    delegation.decide_urgently(
        urgent, motive="x", urgency="y", aid_cents=20_000, by=cast.signatory, at=at
    )
    for change in ("NULL", "urgent_at - interval '1 day'"):
        refused(
            f"{SET} urgent_at = {change} WHERE id = %s",
            urgent.pk,
            by="request_urgent_by_delegation",
        )
    assert decision.request.urgent_at is None


def test_what_shares_the_debt_stays_as_it_was_decided_with(path: Path) -> None:
    request = path.validated(down_payment_cents=5_000)
    refused(f"{SET} down_payment_cents = 0", by="request_shares_frozen")
    path.decided(request)
    refused(f"{SET} down_payment_cents = 0", by="request_shares_frozen")
    refused(f"{SET} cofunding_cents = 1", by="request_shares_frozen")


def test_checks_and_funds_stay_with_their_request(path: Path) -> None:
    request = path.checked_elsewhere(path.studied())
    other = path.studied(last="Suippe", reference="L-2")
    refused(
        "UPDATE secours_loyer_fundcheck SET request_id = %s WHERE fund = 'fsl'",
        other.pk,
        by="fund_check_frozen",
    )
    refused(
        "UPDATE secours_loyer_fundcheck SET fund = 'caf' WHERE fund = 'fsl' AND request_id = %s",
        request.pk,
        by="fund_check_",
    )


def test_a_lease_stays_whose_it_is(path: Path) -> None:
    request = path.filed()
    refused(f"{LEASE} household_id = %s", path.home("Suippe").pk, by="tenancy_frozen")
    refused(f"{LEASE} created_at = now()", by="tenancy_frozen")
    for change in ("'2023-07-29'", "lease_date - 1"):
        refused(f"{LEASE} lease_date = {change}", by="tenancy_date_frozen")
    refused(f"{LEASE} reference = 'L-9'", by="tenancy_reference_frozen")
    instruction.drop(request, by=path.cast.manager, at=path.cast.at)
    assert Tenancy.objects.update(reference="L-9") == 1


def test_a_lease_keeps_its_date_under_a_plan(path: Path) -> None:
    """The file may be closed: the plan goes on."""
    request = path.running_plan().request
    notify(request, by=path.cast.secretary, at=path.cast.at)
    RentRequest.objects.filter(pk=request.pk).update(state="close")
    refused(f"{LEASE} lease_date = lease_date - 1", by="tenancy_date_frozen")
    refused(f"{LEASE} reference = 'L-9'", by="tenancy_reference_frozen")


COMPUTED = (
    'INSERT INTO secours_loyer_assessment (request_id, "on", inputs, parameters, lines, aid_cents,'
    ' at, by_id) SELECT request_id, "on", inputs, parameters, lines, 99999, now(), by_id'
    " FROM secours_loyer_assessment"
)


def test_a_computation_is_of_the_study(path: Path) -> None:
    request = path.validated()
    for change in (
        *("inputs = '{}'", "parameters = '{}'", "lines = '[]'", "aid_cents = 1"),
        *('"on" = now()', "at = now()"),
    ):
        refused(f"UPDATE secours_loyer_assessment SET {change}", by="assessment_append_only")  # noqa: S608
    refused(COMPUTED, by="assessment_during_study")
    path.decided(request)
    refused(COMPUTED, by="assessment_during_study")


def test_a_note_is_written_once_by_a_social_worker(path: Path) -> None:
    cast = path.cast
    request = path.studied()
    instruction.add_note(request, text="Note.", by=cast.case_worker, at=cast.at)
    refused("UPDATE secours_loyer_socialnote SET text = 'x'", by="note_append_only")
    refused(
        "UPDATE secours_loyer_socialnote SET by_id = %s", cast.manager.pk, by="note_append_only"
    )
    for without in (cast.reception, cast.secretary, cast.finance, cast.auditor):
        refused(
            "INSERT INTO secours_loyer_socialnote (request_id, text, at, by_id)"
            " VALUES (%s, 'x', now(), %s)",
            *(request.pk, without.pk),
            by="note_by_social_worker",
        )


def test_a_pause_is_answered_once_by_a_manager(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.running_plan()
    today = at.date()
    plan_pauses.ask_pause(plan, reason="juge", since=today, by=cast.case_worker, at=at)
    pause = "UPDATE secours_loyer_planpause SET "
    refused(f"{pause} detail = 'x'", by="pause_frozen")
    answer = f"{pause} approved_by_id = %s, approved_at = now()"
    for without in (cast.reception, cast.auditor, cast.finance):
        refused(answer, without.pk, by="pause_answered_by_manager")
    plan_pauses.approve_pause(plan, by=cast.manager, at=at)
    second = cast.person("autre-cadre", "cadre")
    refused(answer, second.pk, by="pause_answer_frozen")
    plan_pauses.restart_plan(plan, on=today, by=cast.case_worker, at=at)
    refused(f"{pause} ended_on = ended_on + 1", by="pause_end_frozen")
    refused(f"{pause} ended_by_id = %s", second.pk, by="pause_end_frozen")


def test_an_act_is_noted_once(path: Path) -> None:
    """A correction is another row: what was noted is only crossed out."""
    request = path.filed()
    act = acted(path, request, "commandement", delay="deux_mois")
    act_sql = "UPDATE secours_loyer_procedureact SET "
    other = path.filed(last="Suippe", reference="L-2").tenancy_id
    for change in (
        *("kind = 'quitter'", "served_on = served_on - 3, deadline_on = deadline_on - 3"),
        *("delay = 'six_semaines'", "deadline_on = deadline_on + 1", f"tenancy_id = {other}"),
        f"noted_by_id = {path.cast.manager.pk}",
    ):
        refused(act_sql + change, by="act_")
    cross_out(act, request=request, reason="Doublon.", by=path.cast.manager, at=path.cast.at)
    for change in (
        "cancelled_at = NULL, cancelled_by_id = NULL, cancel_reason = ''",
        *("cancel_reason = 'x'", "delay = 'inconnu'"),
    ):
        refused(act_sql + change, by="act_frozen")
