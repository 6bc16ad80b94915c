"""The page of a file explains itself: who acts next, what is missing, which date bites first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import User
from secours_loyer.actions import instruction, notifying, orders, plans, returns
from secours_loyer.actions.checklist import judge_piece, waive_rest
from secours_loyer.actions.doors import seal
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.pieces import add_pieces
from secours_loyer.actions.posting import post_letters
from secours_loyer.actions.procedure import note_act
from secours_loyer.models import LetterKind, RentRequest, digest_of
from secours_loyer.queries.situation.acts import ORDER, PLAN, REQUEST
from secours_loyer.queries.words import NEXT
from secours_loyer.states import (
    DEAD_ORDER,
    UNANSWERED,
    OrderState,
    PlanState,
    RequestState,
)
from tests.secours_loyer.path import PDF, Path

pytestmark = pytest.mark.django_db


def page_of(path: Path, request: RentRequest, user: User | None = None):
    client = path.cast.client(user or path.cast.manager)
    return client.get(reverse("secours_loyer:file", args=[request.uid]))


def acts(path: Path, request: RentRequest, user: User | None = None) -> list[str]:
    return [f"{act.who} {act.what}" for act in page_of(path, request, user).context["acts"]]


def dates(path: Path, request: RentRequest, user: User | None = None) -> list[tuple[str, str]]:
    found = page_of(path, request, user).context["deadlines"]
    return [(f"{one.day:%d/%m/%Y}", one.label) for one in found]


def test_before_the_decision_somebody_is_always_named(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed(by=cast.agent_a)
    assert acts(path, request) == ["Un instructeur prend la demande en instruction"]
    instruction.ask_missing(request, missing="Le bail", by=cast.reception, at=at)
    (only,) = acts(path, request)
    assert only.startswith(cast.agent_a.get_full_name())
    assert "complète" in only

    studied = path.studied(last="Suippe", reference="L-2")
    (only,) = acts(path, studied)
    assert only.startswith(cast.case_worker.get_full_name())
    validated = path.validated(last="Marne", reference="L-3")
    assert acts(path, validated) == [
        "Le secrétaire de la commission inscrit la demande à une séance"
    ]
    session = path.open_session(validated)
    assert acts(path, validated) == [
        f"La commission examine la demande à la séance {session.number}"
    ]
    assert (f"{session.held_at:%d/%m/%Y}", f"Séance {session.number}") in dates(path, validated)


def test_what_keeps_the_opinion_back_is_said(path: Path) -> None:
    cast, at = path.cast, path.cast.at

    def missing() -> list[str]:
        return page_of(path, request).context["missing"]

    request = path.studied()
    asked = ", ".join(str(line) for line in request.checklist.all())
    assert missing() == [
        "Il reste à vérifier si d’autres organismes ont déjà payé ces mois.",
        "Le calcul n’est pas fait.",
        f"Pièces attendues : {asked}.",
    ]
    path.checked_elsewhere(request)
    instruction.compute_assessment(request, by=cast.case_worker, at=at)
    add_pieces(request, [Upload("bail.pdf", PDF)], by=cast.reception, at=at)
    first = request.checklist.first()
    type(first).objects.filter(pk=first.pk).update(state="recue", piece=request.pieces.get())
    seal(request.checklist.get(pk=first.pk), at=at)
    waited, received = missing()
    assert str(first) not in waited
    assert received == f"Pièces reçues, à vérifier : {first}."
    waive_rest(request, reason="Vues à l’accueil.", by=cast.case_worker, at=at)
    judge_piece(request.checklist.get(pk=first.pk), verdict="acceptee", by=cast.manager, at=at)
    assert missing() == []
    assert "Rien ne manque." in page_of(path, request).content.decode()


def test_a_payment_is_followed_order_by_order(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    request = decision.request
    notifying.notify(request, by=cast.secretary, at=at)

    def who() -> str:
        return next(act for act in acts(path, request) if "plan" not in act)

    assert who() == "L’accueil ou l’instructeur saisit le compte du bailleur"
    account = path.account()
    assert who() == "Le gestionnaire des dépenses prépare l’ordre de paiement"
    order = orders.prepare_order(decision.award, account=account, by=cast.finance, at=at)
    reference = order.end_to_end_id
    assert who() == f"Le gestionnaire des dépenses lance les contrôles de l’ordre ({reference})"
    order = orders.check_order(order, by=cast.finance, at=at)
    assert who() == f"Un premier approbateur approuve l’ordre ({reference})"
    for approver, told in (
        (cast.manager, "Un second approbateur approuve l’ordre"),
        (cast.signatory, "Le gestionnaire des dépenses met l’ordre dans un lot"),
    ):
        order = orders.approve_order(order, digest=digest_of(order), by=approver, at=at)
        assert who() == f"{told} ({reference})"
    batch = path.closed(order)
    assert who() == f"Le gestionnaire des dépenses clôt et exporte le lot ({reference})"
    assert (f"{batch.execute_on:%d/%m/%Y}", "Virement de 600,00 € au bailleur") in [
        (day, label.replace("\u202f", " ").replace("\xa0", " "))
        for day, label in dates(path, request)
    ]
    export_batch(batch, by=cast.finance, at=at)
    assert who() == f"Le gestionnaire des dépenses transmet les fichiers du lot ({reference})"
    forward_batch(batch, by=cast.finance, at=at)
    assert who().startswith("La banque ou le comptable répond")
    failed = returns.reject_order(reference, code="MS03", by=cast.finance, at=at)
    assert who() == (
        f"Une autre personne que {cast.finance} (cadre, signataire ou dépenses) confirme l’échec "
        f"du paiement ({reference}) ; aucun ordre ne se prépare avant"
    )
    path.confirmed(failed)
    assert who() == "Le gestionnaire des dépenses prépare un nouvel ordre"


def test_the_plan_then_the_end_of_the_file(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    decision = order.award.decision
    request = decision.request
    notifying.notify(request, by=cast.secretary, at=at)
    export_batch(path.closed(order), by=cast.finance, at=at)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    worker = cast.case_worker.get_full_name()
    assert acts(path, request) == [f"{worker} prépare le plan d’apurement"]
    plan = path.plan(decision)
    assert acts(path, request) == ["Un cadre approuve le plan d’apurement"]
    plan = plans.approve_plan(plan, by=cast.manager, at=at)
    assert acts(path, request) == [f"{worker} fait signer le plan au locataire et au bailleur"]
    day = at.date()
    plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=cast.case_worker, at=at)
    assert acts(path, request) == [f"{worker} clôt le dossier"]
    assert dates(path, request)[0][0] == "31/12/2026"
    assert "Échéance n° 1 du plan" in dates(path, request)[0][1]


def test_dates_come_in_the_order_in_which_they_bite(path: Path, monkeypatch) -> None:
    request = path.filed(lease={"lease_end": date(2026, 12, 1)})
    filed = request.filed_at.date()
    assert dates(path, request) == [
        ("01/12/2026", "Fin du bail"),
        ("23/01/2027", "Réponse due au ménage"),
        (
            f"{request.debt.statement_on + timedelta(days=90):%d/%m/%Y}",
            "Décompte du bailleur trop ancien",
        ),
    ]
    assert filed == date(2026, 11, 23)
    for clock, words, tone in (
        ("2026-11-23", "dans 8 jours", "neutral"),
        ("2026-11-24", "dans 7 jours", "warning"),
        ("2026-12-01", "aujourd’hui", "warning"),
        ("2026-12-03", "dépassée de 2 jours", "danger"),
    ):
        monkeypatch.setenv("PORTAIL_CLOCK", f"{clock}T09:00+01:00")
        first = page_of(path, request).context["deadlines"][0]
        assert (first.words.replace("\xa0", " "), first.tone) == (words, tone)


def test_the_procedure_bites_among_the_other_dates(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    note_act(
        request, kind="commandement", served_on=date(2026, 11, 2), delay="deux_mois",
        by=cast.case_worker, at=at,
    )  # fmt: skip
    assert dates(path, request)[0] == ("02/01/2027", "Commandement de payer")
    first = page_of(path, request).context["deadlines"][0]
    assert first.after == "Le bail prend fin si la dette n’est pas payée (clause résolutoire)."
    assert "Commandement de payer" not in [
        label for _day, label in dates(path, request, cast.finance)
    ]


def test_a_refusal_may_be_contested_then_the_file_closes(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.decided(path.validated(), "refus").request
    notifying.notify(request, by=cast.secretary, at=at)
    assert dates(path, request) == [("23/01/2027", "Fin du délai pour contester le refus")]
    told = (
        "Personne n’agit : le ménage peut contester le refus jusqu’au 23/01/2027 (deux mois après "
        "la lettre, écrite le 23/11/2026, départ pas encore noté)"
    )
    for reader in (cast.manager, cast.reception):
        assert acts(path, request, reader) == [told], reader


@pytest.mark.parametrize(("day", "over"), [("2027-01-25", ""), ("2027-01-26", "passé")])
def test_the_delay_runs_from_the_posting_and_is_over_after_its_day(
    path: Path, monkeypatch: pytest.MonkeyPatch, day: str, over: str
) -> None:
    cast, at = path.cast, path.cast.at
    request = path.decided(path.validated(), "refus").request
    notifying.notify(request, by=cast.secretary, at=at)
    letter = request.letters.get(kind=LetterKind.DECISION)
    later = at + timedelta(days=3)
    post_letters([letter], sent_on=date(2026, 11, 25), by=cast.secretary, at=later)
    monkeypatch.setenv("PORTAIL_CLOCK", f"{day}T09:00+01:00")
    (only,) = acts(path, request)
    if over:
        worker = request.instructor.get_full_name()
        assert only == (
            f"{worker} clôt le dossier : le délai pour contester le refus est passé depuis le "
            "25/01/2027"
        )
        assert dates(path, request) == []
    else:
        assert "jusqu’au 25/01/2027 (deux mois après le départ de la lettre" in only


def test_the_reception_reads_who_acts_and_no_amount(path: Path) -> None:
    order = path.approved()
    request = order.award.decision.request
    path.plan(order.award.decision)
    answer = page_of(path, request, path.cast.reception)
    told = [f"{act.who} {act.what}" for act in answer.context["acts"]]
    assert "Le gestionnaire des dépenses suit le paiement, s’il y a une aide" in told
    assert order.end_to_end_id not in answer.content.decode()
    assert [one.label for one in answer.context["deadlines"]] == []


def test_the_page_asks_as_much_for_one_order_as_for_two(path: Path) -> None:
    def queries(request: RentRequest) -> int:
        page_of(path, request)
        with CaptureQueriesContext(connection) as captured:
            page_of(path, request)
        return len(captured)

    order = path.approved()
    request = order.award.decision.request
    before = queries(request)
    orders.cancel_order(order, by=path.cast.finance, at=path.cast.at)
    account, finance = path.account(), path.cast.finance
    orders.prepare_order(order.award, account=account, by=finance, at=path.cast.at)
    assert queries(request) == before


def test_every_state_says_who_acts_or_that_it_is_over(path: Path) -> None:
    over = {
        RequestState.NOTIFIED,
        RequestState.CLOSED,
        RequestState.DROPPED,
        RequestState.WITHDRAWN,
    }
    assert set(REQUEST) | over == set(RequestState.values) == set(NEXT)
    settled = {state for state in OrderState if state.startswith(("paye", "rapproche"))}
    assert set(ORDER) | set(UNANSWERED) | set(DEAD_ORDER) | settled == set(OrderState)
    ended = {PlanState.REPLACED, PlanState.BROKEN, PlanState.DROPPED, PlanState.SETTLED}
    assert set(PLAN) | ended | {PlanState.ACTIVE} == set(PlanState)
