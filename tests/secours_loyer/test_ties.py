"""Who has a declared tie with a file does nothing in it; the database holds each of the walls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    accounts,
    batches,
    checklist,
    delegation,
    entries,
    instruction,
    orders,
    sessions,
)
from secours_loyer.actions.minutes import sign_minutes
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import DeclaredTie, PaymentOrder, RentRequest, digest_of
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.queries.item_page import item_page
from secours_loyer.queries.ties import resemblances, stands_apart
from secours_loyer.queries.work_lists.money import waiting_for
from secours_loyer.states import RequestState
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_commission_walls import ENTRY, decision
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db

REQUEST = "UPDATE secours_loyer_rentrequest SET "


def tie(path: Path, request: RentRequest, user: User) -> DeclaredTie:
    return declare_tie(request, reason="Ma cousine.", by=user, at=path.cast.at)


def test_a_tie_keeps_its_declarer_from_studying(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    tie(path, request, cast.case_worker)
    with pytest.raises(Refused, match="un lien") as refusal:
        instruction.assign(request, to=cast.case_worker, by=cast.manager, at=at)
    assert refusal.value.field == "to"
    refused(
        f"{REQUEST} state = 'en_instruction', instructor_id = %s",
        cast.case_worker.pk,
        by="tied_does_not_study",
    )


def test_a_tie_found_during_the_study_hands_it_over(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    tie(path, request, cast.case_worker)
    with pytest.raises(Refused, match="revient à une autre personne"):
        instruction.compute_assessment(request, by=cast.case_worker, at=at)
    refused(
        'INSERT INTO secours_loyer_assessment (request_id, "on", inputs, parameters, lines,'
        " aid_cents, at, by_id) VALUES (%s, now(), '{}', '{}', '[]', 0, now(), %s)",
        *(request.pk, cast.case_worker.pk),
        by="tied_does_not_study",
    )
    kept = instruction.compute_assessment(request, by=cast.manager, at=at)
    checklist.waive_rest(request, reason="Vues.", by=cast.manager, at=at)
    path.checked_elsewhere(request)
    with pytest.raises(Refused, match="revient à une autre personne"):
        instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at)
    refused(f"{REQUEST} state = 'avis_rendu'", by="tied_does_not_study")
    other = cast.person("autre-instructrice", "instructeur")
    third = cast.person("tierce-instructrice", "instructeur")
    tie(path, request, third)
    with pytest.raises(Refused, match="un lien"):
        instruction.hand_over(request, to=third, by=cast.manager, at=at)
    request = instruction.hand_over(request, to=other, by=cast.manager, at=at)
    assert (request.instructor, request.state) == (other, RequestState.STUDIED)
    instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=other, at=at)


def test_an_opinion_given_before_the_tie_goes_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    tie(path, request, cast.case_worker)
    refused(f"{REQUEST} state = 'inscrite'", by="tied_does_not_study")
    with pytest.raises(Refused, match="confiez-le à un autre instructeur"):
        path.prepared_session(request)
    back = instruction.send_back(request, reason="À revoir.", by=cast.manager, at=at)
    assert (back.state, back.validated_by) == (RequestState.STUDIED, None)
    with pytest.raises(Refused, match="déjà le dossier"):
        instruction.hand_over(back, to=cast.case_worker, by=cast.manager, at=at)


def test_a_tied_manager_does_not_validate(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    kept = instruction.compute_assessment(request, by=cast.case_worker, at=at)
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at)
    path.checked_elsewhere(request)
    instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at)
    tie(path, request, cast.manager)
    with pytest.raises(Refused, match="revient à une autre personne"):
        instruction.validate_technically(request, by=cast.manager, at=at)
    refused(f"{REQUEST} validated_by_id = %s", cast.manager.pk, by="tied_does_not_validate")


def test_a_tied_member_steps_aside_before_the_entry(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    session = path.prepared_session(request)
    member = sessions.seat(session, name="M. Cadre", user=cast.manager, by=cast.secretary, at=at)
    path.all_here(session)
    sessions.open_session(session, by=cast.secretary, at=at)
    tie(path, request, cast.manager)
    item = session.items.get()
    assert item_page(item, on=paris_day(at))["apart"] == [
        "M. Cadre a déclaré un lien avec ce dossier, ou appartient au bailleur : notez son déport."
    ]
    with pytest.raises(Refused, match="Cadre a déclaré un lien"):
        path.entered(item)
    refused(ENTRY.replace("voters = 3", "voters = 4"), by="item_tied_apart")
    entries.recuse(item, member=member, reason="Cousine", by=cast.secretary, at=at)
    assert path.entered(item).voters == 3


def test_a_tied_signatory_signs_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    session = path.lifted(request)
    item = session.items.get()
    tie(path, request, cast.signatory)
    with pytest.raises(Refused, match="lien avec le dossier n° 1"):
        path.signed(session)
    refused(decision(item=item.pk), request.pk, cast.signatory.pk, by="decision_signatory_tied")
    refused(
        "INSERT INTO secours_loyer_sessionminutes (session_id, name, content, sha256,"
        " signed_by_id, at) VALUES (%s, 'x', '', encode(sha256(''), 'hex'), %s, now())",
        *(session.pk, cast.signatory.pk),
        by="minutes_signed_apart",
    )
    other = cast.person("autre-signataire", "signataire")
    sign_minutes(session, digest=digest_of_session(session), by=other, at=at)


def test_a_tied_signatory_decides_no_urgency(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    tie(path, request, cast.signatory)
    with pytest.raises(Refused, match="un autre signataire signe"):
        delegation.decide_urgently(
            request, motive="x", urgency="y", aid_cents=20_000, by=cast.signatory, at=at
        )


def test_a_tied_approver_approves_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.checked()
    request = RentRequest.objects.get()
    held = tie(path, request, cast.manager)
    assert not waiting_for(cast.manager).exists()
    assert waiting_for(cast.signatory).exists()
    with pytest.raises(Refused, match="un lien"):
        orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    refused(APPROVE, order.pk, 1, cast.manager.pk, digest_of(order), by="approval_tied")
    other = cast.person("autre-cadre", "cadre")
    lift_tie(held, reason="Homonyme.", by=other, at=at)
    assert waiting_for(cast.manager).exists()
    orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)


def test_a_tie_declared_after_the_approval_stops_the_order(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    tie(path, RentRequest.objects.get(), cast.manager)
    day = paris_day(at) + timedelta(days=2)
    batch = batches.open_batch(channel="regie", execute_on=day, by=cast.finance, at=at)
    with pytest.raises(Refused, match="reprenez l’ordre"):
        batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'en_lot', batch_id = %s, line = 1",
        batch.pk,
        by="order_approver_tied",
    )
    again = orders.rework_order(order, by=cast.finance, at=at)
    again = orders.check_order(again, by=cast.finance, at=at)
    for approver in (cast.signatory, cast.person("autre-cadre", "cadre")):
        again = orders.approve_order(again, digest=digest_of(again), by=approver, at=at)
    batches.put_in_batch(batch, [again], by=cast.finance, at=at)


def test_whoever_lifted_the_alert_of_the_account_does_not_approve(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    stranger = path.landlord("Autre bailleur d’essai")
    accounts.enter_account(stranger, iban=IBAN, holder="AUTRE", by=cast.reception, at=at)
    account = path.account()
    accounts.activate_account(
        account, reason="Deux filiales du même groupe.", by=cast.manager, at=at
    )
    order = path.checked()
    account.refresh_from_db()
    assert (account.verified_by, account.activated_by) == (cast.finance, cast.manager)
    assert not waiting_for(cast.manager).exists()
    order = PaymentOrder.objects.get(pk=order.pk)
    with pytest.raises(Refused, match="intervenu"):
        orders.approve_order(order, digest=digest_of(order), by=cast.manager, at=at)
    refused(APPROVE, order.pk, 1, cast.manager.pk, digest_of(order), by="approval_apart")


def test_a_tie_is_lifted_by_another_and_never_rewritten(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    held = tie(path, request, cast.manager)
    with pytest.raises(Refused, match="déjà déclaré"):
        tie(path, request, cast.manager)
    with pytest.raises(Refused, match="autre cadre"):
        lift_tie(held, reason="Erreur.", by=cast.manager, at=at)
    with pytest.raises(Refused, match="par un cadre"):
        lift_tie(held, reason="Erreur.", by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="Dites quel est ce lien"):
        declare_tie(request, reason=" ", by=cast.signatory, at=at)
    lift = "UPDATE secours_loyer_declaredtie SET lifted_at = now(), lifted_by_id = %s, {}"
    refused(lift.format("lifted_reason = 'x'"), cast.manager.pk, by="tie_lifted_by_another")
    refused(lift.format("lifted_reason = ''"), cast.signatory.pk, by="tie_lifted_whole")
    refused("UPDATE secours_loyer_declaredtie SET reason = 'x'", by="tie_frozen")
    refused("DELETE FROM secours_loyer_declaredtie", by="tie_kept")
    lift_tie(held, reason="Homonyme.", by=cast.person("autre-cadre", "cadre"), at=at)
    refused("UPDATE secours_loyer_declaredtie SET lifted_reason = 'x'", by="tie_lifted_frozen")
    assert not stands_apart(request, cast.manager)
    assert tie(path, request, cast.manager).pk != held.pk


def test_two_tied_managers_do_not_free_each_other(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    other = cast.person("autre-cadre", "cadre")
    first, second = tie(path, request, cast.manager), tie(path, request, other)
    for held, by in ((first, other), (second, cast.manager)):
        with pytest.raises(Refused, match="un cadre qui n’en a pas"):
            lift_tie(held, reason="Homonyme.", by=by, at=at)
        refused(
            "UPDATE secours_loyer_declaredtie SET lifted_at = now(), lifted_reason = 'x',"
            " lifted_by_id = %s WHERE id = %s",
            *(by.pk, held.pk),
            by="tie_lifted_untied",
        )
    third = cast.person("tiers-cadre", "cadre")
    lift_tie(first, reason="Homonyme.", by=third, at=at)
    lift_tie(second, reason="Homonyme.", by=cast.manager, at=at)
    assert not stands_apart(request, other)


def test_what_people_share_with_the_file_is_asked(path: Path) -> None:
    cast, on = path.cast, paris_day(path.cast.at)
    request = path.studied(last="Dè La Distribution")
    assert resemblances(request, [("Vous", cast.manager)], on=on) == [
        "Vous : même nom que le ménage."
    ]
    other = path.studied(last="Suippe", reference="L-2")
    assert resemblances(other, [("Vous", cast.manager)], on=on) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE secours_loyer_landlord SET kind = 'particulier', legal_name = 'M. Jean SUIPPE',"
            " known_phone = '0600000001', phone_confirmed_at = NULL,"
            " phone_confirmed_by_id = NULL"
        )
        cursor.execute("UPDATE actors_user SET phone = '+33 6 00 00 00 01' WHERE id = %s",
                       [cast.manager.pk])  # fmt: skip
    other = RentRequest.objects.get(pk=other.pk)
    user = User.objects.get(pk=cast.manager.pk)
    assert resemblances(other, [("Vous", user)], on=on) == [
        "Vous : même téléphone ou même adresse e-mail que le bailleur.",
        "Le bailleur porte le même nom que le ménage : vérifiez le bail.",
    ]


def test_the_page_says_who_stands_apart_and_offers_them_nothing(path: Path) -> None:
    cast = path.cast
    request = path.studied()
    url = reverse("secours_loyer:file", args=[request.uid])
    client = cast.client(cast.case_worker)
    sent = client.post(f"{url}declare_tie/", {"declare_tie-reason": "Ma voisine."})
    assert sent.status_code == 302
    page = client.get(url).content.decode()
    assert "Vous avez un lien avec ce dossier" in page
    assert f"{url}compute_assessment/" not in page
    tried = client.post(f"{url}compute_assessment/")
    assert tried.status_code == 422
    assert "revient à une autre personne" in tried.content.decode()
    shown = cast.client(cast.finance).get(url).content.decode()
    assert "ne participe plus à ce dossier" in shown
    assert "Ma voisine." not in shown
    manager = cast.client(cast.manager)
    assert "Ma voisine." in manager.get(url).content.decode()
    held = DeclaredTie.objects.get()
    sent = manager.post(
        f"{url}lift_tie/", {"lift_tie-tie": held.pk, "lift_tie-reason": "Homonyme."}
    )
    assert sent.status_code == 302
    assert f"{url}compute_assessment/" in client.get(url).content.decode()
