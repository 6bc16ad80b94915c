"""The same months of the same home, under another name: asked, answered, then read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from actors.models import JournalEntry, SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, checklist, delegation, filing, instruction, sessions
from secours_loyer.actions import duplicate_claims as claims
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import (
    AgendaItem,
    Assessment,
    Decision,
    DuplicateAnswer,
    Landlord,
    RentRequest,
    Tenancy,
)
from secours_loyer.queries.same_months import same_months
from secours_loyer.queries.sheet import sheets_of
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WAITS = "porte sur les mêmes mois"
STATE = "UPDATE secours_loyer_rentrequest SET state = %s WHERE id = %s"
ANSWER = (
    "INSERT INTO secours_loyer_duplicateanswer (request_id, other_id, reason, why, by_id, at)"
    " VALUES (%s, %s, %s, %s, %s, now())"
)
SAME: dict[str, Any] = {"address": "12, R. DE L'ESSAI apt 4", "lease_date": date(2022, 5, 1)}
LATER = {"lease_date": date(2023, 3, 1)}


def _landlord(path: Path, name: str) -> Landlord:
    new = filing.NewLandlord(name, "social")
    return filing.add_landlord(new, by=path.cast.case_worker, at=path.cast.at)


def _other(
    path: Path, *, last: str = "Suippe", landlord: str = "", reference: str = "L-2", **lease: Any
) -> RentRequest:
    """Somebody else's request, for July to September as the first one."""
    typed = _landlord(path, landlord) if landlord else None
    return path.filed(last=last, landlord=typed, reference=reference, lease={**SAME, **lease})


def _computed(path: Path) -> tuple[RentRequest, Assessment]:
    """All but the probable duplicates is answered."""
    cast, at = path.cast, path.cast.at
    request = path.checked_elsewhere(path.studied())
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at)
    return request, instruction.compute_assessment(request, by=cast.case_worker, at=at)


def _answer(path: Path, request: RentRequest, other: RentRequest, **more: Any) -> DuplicateAnswer:
    said = {"reason": "ancien_occupant", "why": "Parti en juin, état des lieux vu.", **more}
    return claims.answer_duplicate(
        request, other=other, by=said.pop("by", path.cast.case_worker), at=path.cast.at, **said
    )


@pytest.mark.parametrize(
    ("grade", "typed"),
    [
        ("même logement probable", {}),
        ("même logement probable", {"landlord": "HABITAT D'ESSAI", **LATER}),
        ("même logement probable", {"landlord": "Autre bailleur"}),
        ("même immeuble", {"landlord": "Autre bailleur", **LATER}),
        ("même logement probable", {"landlord": "Autre bailleur", **LATER, "reference": "l-1"}),
        (
            "même logement probable",
            {
                "landlord": "habitat d’essai",
                "reference": "l-1",
                "address": "3 rue d’Ailleurs",
                **LATER,
            },
        ),
        ("même ménage, autre bail", {"last": "Vesle", "address": "3 rue d’Ailleurs"}),
        (None, {"landlord": "Autre bailleur", "address": "14 rue de l’Essai"}),
        (None, {"landlord": "Autre bailleur", "postcode": "51430"}),
        (
            None,
            {
                "landlord": "Autre bailleur",
                "reference": "L-1",
                "address": "3 rue d’Ailleurs",
                **LATER,
            },
        ),
    ],
)
def test_how_alike_two_claims_are(path: Path, grade: str | None, typed: dict[str, Any]) -> None:
    first = path.filed()
    other = _other(path, **typed)
    found = [] if grade is None else [(other, grade)]
    assert [(claim.row, claim.why) for claim in same_months(first)] == found
    assert [claim.row for claim in same_months(other)] == ([first] if found else [])


def test_other_months_and_what_came_to_nothing_are_no_duplicate(path: Path) -> None:
    first = path.filed()
    path.filed(last="Marne", reference="L-3", start=date(2026, 1, 1))
    other = _other(path)
    filing.withdraw(other, by=path.cast.reception, at=path.cast.at)
    assert same_months(first) == []


def test_no_opinion_before_the_answer(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, kept = _computed(path)
    other = _other(path)
    asked = {"proposed_cents": kept.aid_cents, "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match=rf"{other.number} {WAITS} .même logement probable"):
        instruction.give_opinion(request, **asked)
    refused(STATE, "avis_rendu", request.pk, by="request_claimed_once")
    with pytest.raises(Refused, match="L’instructeur de la demande répond"):
        _answer(path, request, other, by=cast.manager)
    with pytest.raises(Refused, match="Écrivez ce que vous avez vérifié"):
        _answer(path, request, other, why=" ")
    with pytest.raises(Refused, match="Choisissez une raison"):
        _answer(path, request, other, reason="rien")
    with pytest.raises(Refused, match="ne porte plus sur les mêmes mois"):
        _answer(path, request, request)
    _answer(path, request, other)
    assert instruction.give_opinion(request, **asked).state == "avis_rendu"
    # The other one is answered apart, by its own instructor.
    assert [claim.waits for claim in same_months(other)] == [True]
    assert list(faults()) == []


def test_the_same_building_alone_keeps_nothing_back(path: Path) -> None:
    request, kept = _computed(path)
    other = _other(path, landlord="Autre bailleur", **LATER)
    with pytest.raises(Refused, match="ne porte plus"):
        _answer(path, request, other)
    worker, at = path.cast.case_worker, path.cast.at
    given = instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)
    assert given.state == "avis_rendu"


def test_a_later_duplicate_stops_validation_agenda_and_decision(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, kept = _computed(path)
    worker = cast.case_worker
    request = instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)
    first = _other(path)
    with pytest.raises(Refused, match=WAITS):
        instruction.validate_technically(request, by=cast.manager, at=at)
    validated = STATE.replace("state = %s", "state = 'validee_technique', validated_by_id = %s")
    refused(validated, cast.manager.pk, request.pk, by="request_claimed_once")
    _answer(path, request, first)
    request = instruction.validate_technically(request, by=cast.manager, at=at)
    second = _other(path, last="Marne", reference="L-3")
    session = sessions.plan_session(held_at=at, place="x", by=cast.secretary, at=at)
    with pytest.raises(Refused, match=second.number):
        agenda.register(session, [request], by=cast.secretary, at=at)
    refused(STATE, "inscrite", request.pk, by="request_claimed_once")
    _answer(path, request, second)
    session = path.lifted(request)
    third = _other(path, last="Loire", reference="L-4")
    with pytest.raises(Refused, match=rf"Dossier n° 1 : {third.number}.*ajourne ce dossier"):
        path.signed(session)
    _answer(path, request, third)
    path.signed(session)
    assert Decision.objects.get().aid_cents == 60_000


@pytest.mark.parametrize("outcome", ["ajourne", "refus"])
def test_only_a_grant_needs_the_answer(path: Path, outcome: str) -> None:
    request = path.validated()
    session = path.lifted(request, outcome)
    _other(path)
    path.signed(session)
    request.refresh_from_db()
    assert request.state == {"ajourne": "ajournee", "refus": "refusee"}[outcome]


def test_a_decision_written_by_sql_needs_it_too(path: Path) -> None:
    path.granted()
    _other(path)
    refused(
        "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
        " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents,"
        " ceiling_cents, decided_at, signed_by_id, replaces_id, origin, urgency, delegated_since,"
        " delegated_before_cents, delegation_ceiling_cents) SELECT 'D-2026-99999', request_id,"
        " outcome, motive, debt_cents, aid_cents, 0, 0, plan_cents, unfunded_cents,"
        " ceiling_cents, decided_at, signed_by_id, id, 'delegation', 'x', decided_at, 0, 100000"
        " FROM secours_loyer_decision",
        by="decision_claimed_once",
    )


def _urgently(path: Path, request: RentRequest) -> Decision:
    return delegation.decide_urgently(
        request, motive="x", urgency="L’audience est demain.", aid_cents=20_000,
        by=path.cast.signatory, at=path.cast.at,
    )  # fmt: skip


def test_the_urgent_way_asks_the_funds_and_the_duplicates(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    instruction.compute_assessment(request, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match=r"Même urgente.*« CAF » : ces mois"):
        _urgently(path, request)
    refused(
        "UPDATE secours_loyer_rentrequest SET urgent_at = now(), state = 'accordee'",
        by="opinion_after_funds",
    )
    path.checked_elsewhere(request)
    other = _other(path)
    with pytest.raises(Refused, match=other.number):
        _urgently(path, request)
    _answer(path, request, other)
    assert _urgently(path, request).aid_cents == 20_000


def test_an_answer_is_kept_sealed_and_told_without_content(path: Path) -> None:
    cast = path.cast
    request, _ = _computed(path)
    other = _other(path)
    row = _answer(path, request, other)
    refused("UPDATE secours_loyer_duplicateanswer SET why = 'x'", by="duplicate_answer_kept")
    refused("DELETE FROM secours_loyer_duplicateanswer", by="duplicate_answer_kept")
    for told, values in {
        "duplicate_answer_known": (other.pk, "rien", "x"),
        "duplicate_answer_of_another": (request.pk, "autre", "x"),
    }.items():
        refused(ANSWER, request.pk, *values, cast.case_worker.pk, by=told)
    refused(ANSWER, request.pk, other.pk, "autre", "", row.by_id, by="duplicate_answer_known")
    refused(
        ANSWER, request.pk, other.pk, "autre", "x", cast.manager.pk,
        by="duplicate_answered_by_instructor",
    )  # fmt: skip
    entry = JournalEntry.objects.get(verb="answer_duplicate")
    assert "juin" not in str(entry.details)
    assert list(faults()) == []
    again = _answer(path, request, other, reason="autre_logement", why="Deux appartements.")
    assert [claim.answer for claim in same_months(request)] == [again]


def test_an_address_changed_behind_the_portal_is_named(path: Path) -> None:
    lease = path.filed().tenancy
    refused("UPDATE secours_loyer_tenancy SET building = ''", by="tenancy_building_named")
    Tenancy.objects.update(address="1 rue d’Ailleurs")
    assert f"Bail {lease.pk} : son immeuble n’est pas celui de son adresse." in list(faults())


def test_the_instructor_answers_on_the_page_and_the_commission_reads(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, kept = _computed(path)
    page = reverse("secours_loyer:file", args=[request.uid])
    worker = cast.client(cast.case_worker)
    assert "Répondre à un doublon probable" not in worker.get(page).text
    other = _other(path)
    shown = worker.get(page).text
    assert f"{other.number}</a> porte sur les mêmes mois" in shown
    assert "À répondre" in shown
    assert "Répondre à un doublon probable" in shown
    assert "Répondre à un doublon probable" not in cast.client(cast.manager).get(page).text
    assert SensitiveRead.objects.filter(household=other.household.uid, classes=["housing"]).exists()
    given = {"other": other.pk, "reason": "ancien_occupant", "why": ""}
    typed = {f"answer_duplicate-{name}": value for name, value in given.items()}
    assert worker.post(f"{page}answer_duplicate/", typed).status_code == 422
    typed["answer_duplicate-why"] = "Parti en juin."
    assert worker.post(f"{page}answer_duplicate/", typed).status_code == 302
    told = "Ancien occupant du logement : Parti en juin."
    assert told in cast.client(cast.manager).get(page).text
    assert "À répondre" not in worker.get(page).text
    request = instruction.give_opinion(
        request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at
    )
    session = path.prepared_session(
        instruction.validate_technically(request, by=cast.manager, at=at)
    )
    item = AgendaItem.objects.select_related("request__debt").get(session=session)
    assert told in dict(sheets_of([item])[0].lines)["Mêmes mois"]
    sitting = reverse("secours_loyer:session", args=[session.number])
    assert told in cast.client(cast.secretary).get(sitting).text
