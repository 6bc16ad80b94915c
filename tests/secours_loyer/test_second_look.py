"""A decision is replaced, never edited; a file adjourned comes back to a session that knows it."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import entries, instruction, notifying, orders, sessions
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Decision, LetterKind, RentRequest
from secours_loyer.queries.sheet import sheets_of
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of
from tests.secours_loyer.test_prove_again import signed_in

pytestmark = pytest.mark.django_db
STEP = "replace_decision"
REPLACE = {
    f"{STEP}-urgency": "L’audience est demain.",
    f"{STEP}-aid_cents": "500,00",
    f"{STEP}-motive": "Nouveau décompte.",
}


def offered(path: Path, request: RentRequest, user=None) -> bool:
    client = path.cast.client(user or path.cast.signatory)
    page = client.get(reverse("secours_loyer:file", args=[request.uid]))
    return STEP in {item["step"].name for item in page.context["offered"]}


def test_the_signatory_replaces_a_decision_from_the_page(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = path.granted()
    request = first.request
    notifying.notify(request, by=cast.secretary, at=at)
    assert offered(path, request)
    assert not offered(path, request, cast.manager)
    url = reverse("secours_loyer:file_step", args=[request.uid, STEP])
    assert cast.client(cast.manager).post(url, REPLACE).status_code == 403
    client = signed_in(cast.signatory, proved_at=time.time())
    refused = client.post(url, {**REPLACE, f"{STEP}-aid_cents": "1000,01"})
    assert refused.status_code == 422
    assert Decision.objects.get() == first
    assert client.post(url, REPLACE).status_code == 302
    second = Decision.objects.get(replaces=first)
    assert (second.aid_cents, second.origin, second.signed_by) == (
        50_000, "delegation", cast.signatory,
    )  # fmt: skip
    first.award.refresh_from_db()
    assert first.award.revoked_at is not None
    assert request.letters.filter(kind=LetterKind.DECISION).count() == 2
    page = cast.client(cast.manager).get(reverse("secours_loyer:file", args=[request.uid]))
    text = page.content.decode()
    assert f"Décision {second.number}" in text
    assert f"remplacée par {second.number}" in text
    assert "Décision remplacée" in text
    connection.check_constraints()
    assert list(faults()) == []


def test_nothing_is_replaced_once_it_is_paid_or_repaid(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.prepared()
    request = order.award.decision.request
    assert not offered(path, request)
    with pytest.raises(Refused, match="Un ordre de paiement existe"):
        path.replaced(order.award.decision, 50_000)
    orders.cancel_order(order, by=cast.finance, at=at)
    assert offered(path, request)
    refused = path.decided(path.validated(last="Suippe", reference="L-2"), "refus").request
    assert not offered(path, refused)
    both = cast.person("double", "signataire", "instructeur")
    own = path.granted(last="Marne", reference="L-3", worker=both).request
    assert not offered(path, own, both)


def test_an_adjourned_file_is_examined_again_by_a_session_that_knows_why(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    numbers = []
    for motive in ("Attendre la réponse du FSL.", "Le bail de Vesle manque."):
        session = path.open_session(request)
        item = session.items.get()
        assert [label for label, _ in sheets_of([item])[0].lines].count("Déjà examinée") == len(
            numbers
        )
        entries.record_outcome(item, outcome="ajourne", motive=motive, by=cast.secretary, at=at)
        path.signed(sessions.lift_session(session, by=cast.secretary, at=at))
        numbers.append(session.number)
        notifying.notify_session(session, by=cast.secretary, at=at)
        request = instruction.study_again(
            RentRequest.objects.get(pk=request.pk), by=cast.case_worker, at=at
        )
        kept = request.assessments.first()
        request = instruction.give_opinion(
            request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at
        )
        request = instruction.validate_technically(request, by=cast.manager, at=at)
    session = path.open_session(request)
    item = session.items.get()
    told = [value for label, value in sheets_of([item])[0].lines if label == "Déjà examinée"]
    day = f"{at:%d/%m/%Y}"
    assert told[0] == f"séance {numbers[0]} du {day}, ajournée : Attendre la réponse du FSL."
    assert numbers[1] in told[1]
    assert "Vesle" not in told[1]
    client = cast.client(cast.secretary)
    page = client.get(reverse("secours_loyer:item", args=[session.number, 1])).content.decode()
    assert "Attendre la réponse du FSL." in page
    paper = client.get(reverse("secours_loyer:session_sheets", args=[session.number]))
    assert numbers[0] in text_of(paper.content)
    path.entered(item)
    path.signed(sessions.lift_session(session, by=cast.secretary, at=at))
    decision = Decision.objects.get(request=request)
    assert decision.item == item
    assert request.letters.filter(kind=LetterKind.ADJOURNED).count() == 2
    assert list(faults()) == []
