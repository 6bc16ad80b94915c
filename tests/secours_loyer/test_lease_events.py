"""What happens to a lease blocks what is paid on it, until somebody else says what follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, cheques, filing, orders, plans
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.landlord_links import open_link
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.plan_pauses import restart_plan
from secours_loyer.actions.tenancy_events import answer_event, note_event
from secours_loyer.models import Channel, LandlordLink, RentRequest, TenancyEvent, digest_of
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import OrderState, PlanState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SINCE = date(2026, 9, 1)
KINDS = ("depart", "deces", "vente", "resiliation", "expulsion")


def noted(path: Path, request: RentRequest, kind: str, on: date = SINCE, **more: object):
    return note_event(
        request, kind=kind, happened_on=on, by=path.cast.case_worker, at=path.cast.at, **more
    )


def answered(path: Path, event: TenancyEvent, request: RentRequest, answer: str, **more: object):
    return answer_event(
        event, request=request, answer=answer, reason="Courrier du bailleur.",
        by=path.cast.manager, at=path.cast.at, **more,
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_blocks_the_order_at_each_stop(path: Path, kind: str) -> None:
    order = path.approved()
    request = order.award.decision.request
    finance, at = path.cast.finance, path.cast.at
    batch = batches.open_batch(channel=order.channel, execute_on=TODAY, by=finance, at=at)
    event = noted(path, request, kind)
    with pytest.raises(Refused, match="attend qu’un cadre"):
        batches.put_in_batch(batch, [order], by=finance, at=at)
    order = orders.rework_order(order, by=finance, at=at)
    with pytest.raises(Refused, match="rien n’est payé"):
        orders.check_order(order, by=finance, at=at)
    answered(path, event, request, "erreur")
    order = orders.check_order(order, by=finance, at=at)
    assert order.state == OrderState.CHECKED
    assert list(faults()) == []


def test_an_event_after_the_batch_stops_the_export(path: Path) -> None:
    order = path.approved()
    batch = path.closed(order)
    noted(path, order.award.decision.request, "depart")
    with pytest.raises(Refused, match=order.end_to_end_id):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'emis' WHERE id = %s",
        order.pk,
        by="order_on_settled_lease",
    )


def test_an_event_after_the_export_keeps_the_cheque(path: Path) -> None:
    batch = path.closed(channel=Channel.CHEQUE)
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    order = batch.orders.get()
    noted(path, order.award.decision.request, "depart")
    with pytest.raises(Refused, match="attend qu’un cadre"):
        cheques.issue_cheque(
            order, number="1234567", issued_on=TODAY, by=path.cast.finance, at=path.cast.at
        )


def test_after_the_lease_the_label_says_occupation(path: Path) -> None:
    order = path.approved()
    request = order.award.decision.request
    finance, at = path.cast.finance, path.cast.at
    batch = batches.open_batch(channel=order.channel, execute_on=TODAY, by=finance, at=at)
    answered(path, noted(path, request, "resiliation"), request, "indemnite")
    with pytest.raises(Refused, match="indemnités d’occupation"):
        batches.put_in_batch(batch, [order], by=finance, at=at)
    order = orders.rework_order(order, by=finance, at=at)
    order = orders.change_order(
        order, account=order.account, amount_cents=order.amount_cents, by=finance, at=at
    )
    assert order.label.startswith("CCAS REIMS loyers et indemnites d'occupation 07/2026-09/2026")
    order = orders.check_order(order, by=finance, at=at)
    for approver in (path.cast.manager, path.cast.signatory):
        order = orders.approve_order(order, digest=digest_of(order), by=approver, at=at)
    assert batches.put_in_batch(batch, [order], by=finance, at=at) == 1
    request.tenancy.refresh_from_db()
    assert request.tenancy.ended_on == SINCE


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (date(2026, 7, 1), "CCAS REIMS indemnites d'occupation 07"),
        (date(2026, 10, 1), "CCAS REIMS loyers 07"),
    ],
)
def test_the_label_follows_the_day_the_lease_ended(path: Path, ended: date, words: str) -> None:
    request = path.filed()
    answered(path, noted(path, request, "resiliation", ended), request, "protocole")
    assert orders.label_of(RentRequest.objects.get(pk=request.pk)).startswith(words)


def test_a_name_typed_as_reference_is_not_printed_by_the_bank(path: Path) -> None:
    request = path.filed()
    request.tenancy.reference = "Mme Essai Jeanne secours"
    assert orders.label_of(request).endswith(f"ref {request.number}")
    request.tenancy.reference = "Mme Essai L-204"
    assert orders.label_of(request).endswith("ref L-204")


def test_a_new_landlord_is_confirmed_by_another_and_paid_on_an_account_of_theirs(
    path: Path,
) -> None:
    order = path.approved()
    request = order.award.decision.request
    finance, at = path.cast.finance, path.cast.at
    link = open_link(request, by=path.cast.case_worker, at=at)
    noted(path, request, "vente")
    bought = filing.NewLandlord("SCI d’essai", "societe", known_phone="03 26 00 00 09")
    event = noted(path, request, "bailleur", new_landlord=bought)
    with pytest.raises(Refused, match="Un cadre"):
        answer_event(event, request=request, answer="bailleur", reason="x",
                     by=path.cast.case_worker, at=at)  # fmt: skip
    answered(path, event, request, "bailleur", reference="N-77")
    request = RentRequest.objects.get(pk=request.pk)
    assert (request.tenancy.landlord.name, request.tenancy.reference) == ("SCI d’essai", "N-77")
    assert not TenancyEvent.objects.open().exists()
    assert LandlordLink.objects.get(pk=link.pk).closed_at == at
    batch = batches.open_batch(channel=order.channel, execute_on=TODAY, by=finance, at=at)
    with pytest.raises(Refused, match="bailleur de ce logement"):
        batches.put_in_batch(batch, [order], by=finance, at=at)


def test_who_notes_who_answers_and_what_makes_sense(path: Path) -> None:
    request, cast = path.filed(), path.cast
    with pytest.raises(Refused, match="noté par l’accueil"):
        note_event(request, kind="depart", happened_on=SINCE, by=cast.finance, at=cast.at)
    with pytest.raises(Refused, match="à venir"):
        noted(path, request, "depart", date(2026, 11, 24))
    with pytest.raises(Refused, match="précède le bail"):
        noted(path, request, "depart", date(2020, 1, 1))
    with pytest.raises(Refused, match="qui est le nouveau bailleur"):
        noted(path, request, "bailleur")
    with pytest.raises(Refused, match="déjà celui"):
        noted(path, request, "bailleur", new_landlord=request.tenancy.landlord)
    event = noted(path, request, "expulsion")
    with pytest.raises(Refused, match="déjà noté"):
        noted(path, request, "expulsion")
    with pytest.raises(Refused, match="ne convient pas"):
        answered(path, event, request, "indemnite")
    with pytest.raises(Refused, match="Un cadre"):
        answer_event(event, request=request, answer="erreur", reason="x", by=cast.reception,
                     at=cast.at)  # fmt: skip
    own = note_event(request, kind="vente", happened_on=SINCE, by=cast.manager, at=cast.at)
    with pytest.raises(Refused, match="autre personne"):
        answered(path, own, request, "vendeur")
    answered(path, event, request, "erreur")
    with pytest.raises(Refused, match="déjà tranché"):
        answered(path, event, request, "erreur")
    request.tenancy.refresh_from_db()
    assert request.tenancy.ended_on is None


def test_walls_of_the_events(path: Path) -> None:
    request = path.filed()
    event = noted(path, request, "resiliation")
    manager = path.cast.manager.pk
    answer = (
        "UPDATE secours_loyer_tenancyevent SET answer = %s, answer_reason = 'x',"
        " answered_at = now(), answered_by_id = %s"
    )
    refused("DELETE FROM secours_loyer_tenancyevent", by="lease_event_kept")
    refused(
        "UPDATE secours_loyer_tenancyevent SET happened_on = '2026-10-01'", by="lease_event_frozen"
    )
    refused(answer, "vendeur", manager, by="lease_event_answer_fits")
    refused(answer, "indemnite", path.cast.case_worker.pk, by="lease_event_two_people")
    refused("UPDATE secours_loyer_tenancyevent SET answer = 'indemnite'", by="lease_event_answered")
    refused("UPDATE secours_loyer_tenancy SET ended_on = NULL", by="tenancy_ended_by_event")
    refused(answer, "erreur", manager, by="tenancy_ended_by_event")
    other = filing.add_landlord(
        filing.NewLandlord("Autre", "societe"), by=path.cast.case_worker, at=path.cast.at
    )
    refused(
        "UPDATE secours_loyer_tenancy SET landlord_id = %s",
        other.pk,
        by="tenancy_landlord_by_event",
    )
    copy = (
        "INSERT INTO secours_loyer_tenancyevent (tenancy_id, kind, happened_on, detail,"
        " noted_by_id, noted_at, answer, answer_reason) SELECT tenancy_id, {kind}, happened_on,"
        " detail, noted_by_id, noted_at, {answer}, '' FROM secours_loyer_tenancyevent"
    )
    refused(copy.format(kind="kind", answer="''"), by="lease_event_open_once")
    refused(copy.format(kind="'autre'", answer="''"), by="lease_event_kind_known")
    refused(copy.format(kind="'bailleur'", answer="''"), by="lease_event_names_landlord")
    refused(copy.format(kind="'vente'", answer="'erreur'"), by="lease_event_starts_open")
    answered(path, event, request, "indemnite")
    refused(
        "UPDATE secours_loyer_tenancyevent SET answer_reason = 'y'", by="lease_event_once_answered"
    )


def test_a_plan_does_not_start_on_a_blocked_lease(path: Path) -> None:
    plan = path.plan()
    plan = plans.approve_plan(plan, by=path.cast.manager, at=path.cast.at)
    event = noted(path, plan.request, "resiliation")
    signed = {"tenant_on": TODAY, "landlord_on": TODAY}
    with pytest.raises(Refused, match="le plan reprend après"):
        plans.sign_plan(plan, **signed, by=path.cast.case_worker, at=path.cast.at)
    refused("UPDATE secours_loyer_repaymentplan SET state = 'actif'", by="plan_on_settled_lease")
    answered(path, event, plan.request, "protocole")
    plan = plans.sign_plan(plan, **signed, by=path.cast.case_worker, at=path.cast.at)
    assert plan.state == PlanState.ACTIVE


def test_an_event_suspends_the_running_plan(path: Path) -> None:
    plan = plans.approve_plan(path.plan(), by=path.cast.manager, at=path.cast.at)
    plan = plans.sign_plan(
        plan, tenant_on=TODAY, landlord_on=TODAY, by=path.cast.case_worker, at=path.cast.at
    )
    copy = (
        "INSERT INTO secours_loyer_tenancyevent (tenancy_id, kind, happened_on, detail,"
        " noted_by_id, noted_at, answer, answer_reason) VALUES (%s, 'vente', '2026-09-01', '', %s,"
        " now(), '', '')"
    )
    lease, worker = plan.request.tenancy_id, path.cast.case_worker
    refused(copy, lease, worker.pk, by="lease_event_pauses_plans")
    noted(path, plan.request, "vente")
    plan.refresh_from_db()
    assert plan.state == PlanState.SUSPENDED
    with pytest.raises(Refused, match="le plan reprend après"):
        restart_plan(plan, on=TODAY, by=worker, at=path.cast.at)
    assert list(faults()) == []


def test_a_lease_that_ended_is_found_again(path: Path) -> None:
    """The same months, on the same lease under no reference, are still claimed once."""
    request = path.filed(reference="")
    answered(path, noted(path, request, "resiliation"), request, "indemnite")
    with pytest.raises(Refused, match="déjà sur une partie de ces mois"):
        path.filed(reference="")
    again = path.filed(reference="", start=date(2026, 10, 1), months=1)
    assert again.tenancy_id == request.tenancy_id


def test_the_page_notes_answers_and_the_work_list_waits(path: Path) -> None:
    request, cast = path.filed(), path.cast
    page = reverse("secours_loyer:lease", args=[request.uid])
    worker, manager = cast.client(cast.case_worker), cast.client(cast.manager)
    wrong = worker.post(f"{page}note_event/", {"note_event-kind": "bailleur"})
    assert wrong.status_code == 422
    assert "qui est le nouveau bailleur" in wrong.text
    typed = {
        "note_event-kind": "bailleur", "note_event-happened_on": "2026-11-20",
        "note_event-landlord_name": "SCI d’essai", "note_event-landlord_kind": "societe",
    }  # fmt: skip
    assert worker.post(f"{page}note_event/", typed).status_code == 302
    assert "À trancher par un cadre" in worker.get(page).text
    titles = [one["title"] for one in work_lists_for(cast.manager, on=TODAY) if one["rows"]]
    assert "Événements du bail à trancher" in titles
    file = reverse("secours_loyer:file", args=[request.uid])
    assert "rien n’est payé" in manager.get(file).text
    answer = {
        "answer_event-event": TenancyEvent.objects.get().pk, "answer_event-answer": "bailleur",
        "answer_event-reason": "Acte de vente lu.",
    }  # fmt: skip
    assert manager.post(f"{page}answer_event/", answer).status_code == 302
    assert "Nouveau bailleur confirmé : Acte de vente lu." in manager.get(page).text
    assert cast.client(cast.finance).get(page).status_code == 403
