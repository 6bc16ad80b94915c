"""A known lease is corrected with its paper; what was computed before is computed again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from actors.households.actions.amounts import set_budget
from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, checklist, instruction, sessions
from secours_loyer.actions.lease_corrections import correct_lease
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.plausible import Lease
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import LeaseCorrection, RentRequest, Tenancy
from tests.secours_loyer.path import LEASE, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
CHANGED = "Depuis le calcul, un fait a changé"


def _correct(path: Path, request: RentRequest, **facts: Any) -> LeaseCorrection:
    by = facts.pop("by", path.cast.case_worker)
    paper = facts.pop("paper", "Quittance de novembre.")
    lease = Lease(**{**LEASE, **facts})
    return correct_lease(request, lease=lease, paper=paper, by=by, at=path.cast.at)


def _computed(path: Path) -> RentRequest:
    cast, at = path.cast, path.cast.at
    request = path.checked_elsewhere(path.studied())
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at)
    instruction.compute_assessment(request, by=cast.case_worker, at=at)
    return request


def _opinion(path: Path, request: RentRequest) -> RentRequest:
    latest = request.assessments.first()
    assert latest is not None
    return instruction.give_opinion(
        request, proposed_cents=latest.aid_cents, by=path.cast.case_worker, at=path.cast.at
    )


def test_the_facts_become_those_of_the_paper(path: Path) -> None:
    request = path.studied()
    row = _correct(
        path, request, rent_cents=48_000, address="14 rue de l’Essai", lease_end=date(2027, 5, 1)
    )
    lease = Tenancy.objects.get()
    assert (lease.rent_cents, lease.address) == (48_000, "14 rue de l’Essai")
    assert lease.building == "51100 14 rue essai"
    assert row.before == {"address": "12 rue de l’Essai", "lease_end": None, "rent_cents": 45_000}
    assert row.after == {
        "address": "14 rue de l’Essai",
        "lease_end": "2027-05-01",
        "rent_cents": 48_000,
    }
    entry = JournalEntry.objects.get(verb="correct_lease")
    assert entry.details["facts"] == "address,lease_end,rent_cents"
    assert "48" not in str(entry.details["facts"])
    assert list(faults()) == []


def test_who_corrects_and_with_what(path: Path) -> None:
    cast, request = path.cast, path.studied()
    for by in (cast.person("autre", "instructeur"), cast.reception):
        with pytest.raises(Refused, match="ou un cadre corrige"):
            _correct(path, request, rent_cents=48_000, by=by)
    with pytest.raises(Refused, match="d’après quel papier"):
        _correct(path, request, rent_cents=48_000, paper=" ")
    with pytest.raises(Refused, match="Rien ne change"):
        _correct(path, request)
    with pytest.raises(Refused, match="précéder sa signature") as caught:
        _correct(path, request, lease_end=date(2020, 1, 1))
    assert caught.value.field == "lease_end"
    with pytest.raises(Refused, match="Vérifiez le loyer"):
        _correct(path, request, rent_cents=0)
    assert _correct(path, request, rent_cents=48_000, by=cast.manager).pk


def test_nothing_decided_nor_planned_is_moved(path: Path) -> None:
    decision = path.granted()
    with pytest.raises(Refused, match="Une aide accordée porte sur ce bail"):
        _correct(path, decision.request, rent_cents=48_000)
    plan = path.running_plan(decision)
    notify(plan.request, by=path.cast.secretary, at=path.cast.at)
    RentRequest.objects.update(state="close")
    with pytest.raises(Refused, match="Un plan d’apurement court"):
        _correct(path, plan.request, rent_cents=48_000)


def test_a_correction_asks_for_the_computation_again(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = _computed(path)
    _correct(path, request, housing_aid_cents=10_000)
    request = RentRequest.objects.get(pk=request.pk)
    with pytest.raises(Refused, match=rf"{CHANGED} .l’aide au logement"):
        _opinion(path, request)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'avis_rendu'", by="request_computed_on_facts"
    )
    page = reverse("secours_loyer:file", args=[request.uid])
    assert CHANGED in cast.client(cast.case_worker).get(page).text
    instruction.compute_assessment(request, by=cast.case_worker, at=at)
    assert _opinion(path, request).state == "avis_rendu"


def test_every_file_of_the_lease_in_study_is_computed_again(path: Path) -> None:
    first = _computed(path)
    second = path.studied(start=date(2026, 10, 1), months=1)
    instruction.compute_assessment(second, by=path.cast.case_worker, at=path.cast.at)
    _correct(path, first, rent_cents=48_000)
    for request in RentRequest.objects.all():
        checklist.waive_rest(request, reason="Vues.", by=path.cast.case_worker, at=path.cast.at)
        path.checked_elsewhere(request)
        with pytest.raises(Refused, match=CHANGED):
            _opinion(path, request)


def test_a_correction_after_the_opinion_stops_validation_agenda_and_decision(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = _opinion(path, _computed(path))
    _correct(path, request, charges_cents=3_000)
    request = RentRequest.objects.get(pk=request.pk)
    with pytest.raises(Refused, match=rf"{CHANGED}.*Un cadre renvoie"):
        instruction.validate_technically(request, by=cast.manager, at=at)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'validee_technique', validated_by_id = %s",
        cast.manager.pk,
        by="request_computed_on_facts",
    )
    _correct(path, request, charges_cents=0)
    request = instruction.validate_technically(
        RentRequest.objects.get(pk=request.pk), by=cast.manager, at=at
    )
    _correct(path, request, charges_cents=3_000)
    request = RentRequest.objects.get(pk=request.pk)
    session = sessions.plan_session(held_at=at, place="x", by=cast.secretary, at=at)
    with pytest.raises(Refused, match=CHANGED):
        agenda.register(session, [request], by=cast.secretary, at=at)
    _correct(path, request, charges_cents=0)
    lifted = path.lifted(RentRequest.objects.get(pk=request.pk))
    _correct(path, request, charges_cents=3_000)
    with pytest.raises(Refused, match=rf"Dossier n° 1 : {CHANGED}"):
        path.signed(lifted)
    Tenancy.objects.update(charges_cents=0)
    path.signed(lifted)


def test_a_decision_written_by_sql_stands_on_todays_facts(path: Path) -> None:
    session = path.lifted(path.validated())
    Tenancy.objects.update(rent_cents=46_000)
    item = session.items.get()
    refused(
        "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
        " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents,"
        " ceiling_cents, decided_at, signed_by_id, item_id, origin, urgency)"
        " VALUES ('D-2026-99999', %s, 'accord', %s, 100000, 60000, 0, 0, 40000, 0, 150000,"
        " now(), %s, %s, 'commission', '')",
        *(item.request_id, item.motive, path.cast.signatory.pk, item.pk),
        by="decision_computed_on_facts",
    )


def test_a_correction_is_kept(path: Path) -> None:
    request = path.studied()
    _correct(path, request, rent_cents=48_000)
    refused("UPDATE secours_loyer_leasecorrection SET paper = 'x'", by="lease_correction_kept")
    refused("DELETE FROM secours_loyer_leasecorrection", by="lease_correction_kept")
    copy = (
        "INSERT INTO secours_loyer_leasecorrection"
        " (tenancy_id, request_id, before, after, paper, by_id, at)"
        " SELECT tenancy_id, request_id, before, {after}, {paper}, by_id, at"
        " FROM secours_loyer_leasecorrection"
    )
    refused(copy.format(after="before", paper="'x'"), by="lease_correction_changes")
    refused(copy.format(after="after", paper="''"), by="lease_correction_paper")


def test_a_tie_keeps_away(path: Path) -> None:
    cast, request = path.cast, path.studied()
    row = _correct(path, request, rent_cents=48_000, by=cast.manager)
    declare_tie(request, reason="Cousins.", by=cast.manager, at=cast.at)
    with pytest.raises(Refused, match="lien"):
        _correct(path, request, rent_cents=49_000, by=cast.manager)
    refused(
        "INSERT INTO secours_loyer_leasecorrection"
        " (tenancy_id, request_id, before, after, paper, by_id, at)"
        " SELECT tenancy_id, request_id, after, before, paper, by_id, at"
        " FROM secours_loyer_leasecorrection WHERE id = %s",
        row.pk,
        by="lease_correction_tied",
    )


def test_by_the_page(path: Path) -> None:
    cast, request = path.cast, path.studied()
    page = reverse("secours_loyer:lease", args=[request.uid])
    worker = cast.client(cast.case_worker)
    assert "Corriger le bail" in worker.get(page).text
    other = cast.client(cast.person("autre", "instructeur"))
    assert "Corriger le bail" not in other.get(page).text
    typed = {
        "address": "12 rue de l’Essai",
        "postcode": "51100",
        "city": "Reims",
        "lease_end": "",
        "rent_cents": "480",
        "charges_cents": "",
        "housing_aid_cents": "200",
        "paper": "",
    }
    given = {f"correct_lease-{name}": value for name, value in typed.items()}
    assert worker.post(f"{page}correct_lease/", given).status_code == 422
    given["correct_lease-paper"] = "Avenant du 1er octobre."
    assert worker.post(f"{page}correct_lease/", given).status_code == 302
    shown = worker.get(page).text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Le loyer : 450,00 € devient 480,00 €. D’après : Avenant du 1er octobre." in shown


def test_a_budget_that_says_something_else_is_shown(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    page = reverse("secours_loyer:file", args=[request.uid])
    told = "Le budget du ménage et le bail ne disent pas la même chose"
    assert told not in cast.client(cast.case_worker).get(page).text
    set_budget(
        request.household,
        resources={"rsa": 60_000, "logement": 15_000},
        charges={"loyer": 40_000},
        since=paris_day(at),
        by=cast.case_worker,
        at=at,
    )
    shown = cast.client(cast.case_worker).get(page).text
    plain = shown.replace("\u202f", " ").replace("\xa0", " ")
    assert told in plain
    assert "Loyer : 400,00 € dans le budget du ménage, 450,00 € charges comprises" in plain
    assert "Aide au logement : 150,00 € dans le budget du ménage, 200,00 € dans le bail" in plain
    assert told not in cast.client(cast.reception).get(page).text
