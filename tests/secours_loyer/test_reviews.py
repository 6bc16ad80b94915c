"""The commission looks again at what a household contests: kept, or another decision."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    agenda,
    appeals,
    closing,
    entries,
    minutes,
    notifying,
    orders,
    reviews,
    sessions,
)
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.posting import post_letters
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import (
    AgendaItem,
    Appeal,
    Award,
    CommissionSession,
    Debt,
    Decision,
    EntryKind,
    LetterKind,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.queries.agenda import contested_requests, digest_of_session
from secours_loyer.queries.sheet import sheets_of
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_appeals import SAID, address, noted, told
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_told import words
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
MOTIVE = "Le loyer est repris depuis deux mois."


def judged_now() -> None:
    """As at the commit of the refusal, which the review follows days later."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def second_session(
    path: Path, request: RentRequest, at: datetime | None = None
) -> CommissionSession:
    """Prepared, with its members and the appeal on its agenda."""
    cast, at = path.cast, at or path.cast.at
    session = sessions.plan_session(
        held_at=at + timedelta(hours=2),
        place="Salle du conseil",
        by=cast.secretary,
        at=at,
    )
    reviews.register_reviews(session, [request], by=cast.secretary, at=at)
    return session


def opened(path: Path, request: RentRequest) -> AgendaItem:
    session = second_session(path, request)
    path.all_here(session)
    sessions.open_session(session, by=path.cast.secretary, at=path.cast.at)
    return session.items.get()


def entered(path: Path, item: AgendaItem, outcome: str, aid_cents: int = 0) -> AgendaItem:
    return entries.record_outcome(
        item, outcome=outcome, motive=MOTIVE, aid_cents=aid_cents, by=path.cast.secretary,
        at=path.cast.at,
    )  # fmt: skip


def signed(path: Path, item: AgendaItem) -> CommissionSession:
    cast = path.cast
    session = sessions.lift_session(item.session, by=cast.secretary, at=cast.at)
    return path.signed(session)


def test_a_decision_is_maintained(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    appeal = noted(path, request)
    assert list(contested_requests()) == [request]
    item = opened(path, request)
    assert list(contested_requests()) == []
    with pytest.raises(Refused, match="inscrit à une séance"):
        appeals.drop_appeal(
            appeal, request=request, motive="x", by=cast.person("cadre-b", "cadre"), at=at
        )
    page = reverse("secours_loyer:item", args=[item.session.number, item.rank])
    shown = browser(path, cast.secretary).get(page).content.decode()
    assert "Réexamen" in shown
    assert SAID in shown
    assert "refus : Situation passagère, loyer repris." in shown
    with pytest.raises(Refused, match="résultats proposés"):
        entered(path, item, "refus")
    assert "Refus confirmé" in shown
    take(browser(path, cast.secretary), page, "record_outcome", outcome="maintien", motive=MOTIVE)
    session = signed(path, item)
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answer_motive) == ("maintenue", MOTIVE)
    assert Decision.objects.filter(request=request).count() == 1
    assert notifying.notify_session(session, by=cast.secretary, at=at) == 1
    said = " ".join(words(request.letters.get(kind=LetterKind.CONFIRMED)).split())
    for part in (
        "confirme le refus de la décision D-2026-00001",
        MOTIVE,
        "saisir le tribunal administratif",
        "dans les deux mois qui suivent la réception de cette lettre",
        "votre recours reçu le lundi 23",
        "Une nouvelle demande est possible",
    ):
        assert part in said, part
    with pytest.raises(Refused, match="déjà écrites"):
        notifying.notify_session(session, by=cast.secretary, at=at)
    page = reverse("secours_loyer:session", args=[session.number])
    assert "Décision maintenue" in browser(path, cast.signatory).get(page).content.decode()
    assert list(faults()) == []


def test_the_answer_to_an_appeal_is_somebodys_task_until_it_left(path: Path) -> None:
    """Written and posted: a maintained decision told nobody that a letter was owed."""
    cast, at = path.cast, path.cast.at
    request = told(path)
    noted(path, request)
    desk = browser(path, cast.secretary)
    tasks = reverse("secours_loyer:board")
    owed = "réponse au recours à écrire"
    session = signed(path, entered(path, opened(path, request), "maintien"))
    shown = desk.get(address(request)).content.decode()
    assert f"écrit la réponse au recours, décidée à la séance {session.number}" in shown
    assert "Écrire la réponse au recours" in shown
    assert owed in desk.get(tasks).content.decode()
    assert "Écrire la réponse" not in browser(path, cast.manager).get(address(request)).text
    take(desk, address(request), "notify_review")
    letter = request.letters.get(kind=LetterKind.CONFIRMED)
    shown = desk.get(address(request)).content.decode()
    assert "écrit la réponse au recours" not in shown
    assert "Écrire la réponse au recours" not in shown
    with pytest.raises(Refused, match="Aucune réponse"):
        notifying.notify_review(request, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="secrétaire ou le signataire"):
        notifying.notify_review(request, by=cast.manager, at=at)
    with pytest.raises(Refused, match="déjà écrites"):
        notifying.notify_session(session, by=cast.secretary, at=at)
    assert owed in desk.get(tasks).content.decode()
    post_letters([letter], sent_on=paris_day(at), by=cast.secretary, at=at)
    assert owed not in desk.get(tasks).content.decode()
    assert list(faults()) == []


def test_a_refusal_gives_way_to_a_grant(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    judged_now()
    first = Decision.objects.get(request=request)
    appeal = noted(path, request)
    item = opened(path, request)
    entered(path, item, "accord", 40_000)
    session = signed(path, item)
    second = Decision.objects.get(request=request, replaced_by=None)
    assert (second.replaces, second.aid_cents, second.item) == (first, 40_000, item)
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answer) == ("remplacee", second)
    assert Debt.objects.get(request=request).released_at is None
    assert RentRequest.objects.get(pk=request.pk).state == RequestState.NOTIFIED
    notifying.notify_session(session, by=cast.secretary, at=at)
    assert request.letters.filter(kind=LetterKind.DECISION).count() == 2
    said = " ".join(words(request.letters.get(event=second.number)).split())
    assert f"remplace la décision {first.number}" in said
    assert "répond à votre recours reçu le lundi 23" in said
    orders.prepare_order(second.award, account=path.account(), channel="regie", by=cast.finance,
                         at=at)  # fmt: skip
    assert list(faults()) == []


def test_months_claimed_by_another_request_are_not_taken_back(path: Path) -> None:
    request = told(path)
    noted(path, request)
    item = opened(path, request)
    entered(path, item, "accord", 40_000)
    path.filed()
    with pytest.raises(Refused):
        signed(path, item)
    assert Decision.objects.filter(request=request).count() == 1


def test_another_amount_takes_the_place_of_the_first(path: Path) -> None:
    request = told(path, "accord")
    first = Decision.objects.get(request=request)
    noted(path, request)
    item = opened(path, request)
    entered(path, item, "accord", 70_000)
    signed(path, item)
    assert Award.objects.get(decision=first).revoked_at is not None
    second = Decision.objects.get(request=request, replaced_by=None)
    assert second.aid_cents == 70_000
    of_request = PaymentEntry.objects.filter(award__decision__request=request)
    assert of_request.filter(kind=EntryKind.COMMITTED).balance() == 70_000
    assert list(faults()) == []


def test_an_order_keeps_the_decision(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path, "accord")
    decision = Decision.objects.get(request=request)
    noted(path, request)
    item = opened(path, request)
    order = orders.prepare_order(decision.award, account=path.account(), channel="regie",
                                 by=cast.finance, at=at)  # fmt: skip
    with pytest.raises(Refused, match="complément"):
        entered(path, item, "accord", 70_000)
    entered(path, item, "maintien")
    signed(path, item)
    order.refresh_from_db()
    assert order.state == "brouillon"


def test_an_adjourned_appeal_waits_for_another_session(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    appeal = noted(path, request)
    session = signed(path, entered(path, opened(path, request), "ajourne"))
    appeal.refresh_from_db()
    assert appeal.waits
    assert RentRequest.objects.get(pk=request.pk).state == RequestState.NOTIFIED
    assert notifying.notify_session(session, by=cast.secretary, at=at) == 1
    said = " ".join(words(request.letters.get(kind=LetterKind.ADJOURNED)).split())
    for part in (
        "Ce n’est pas un rejet",
        MOTIVE,
        "La date limite ne change pas",
        "23 janvier 2027",
    ):
        assert part in said, part
    assert "reprend l’étude" not in said
    again = second_session(path, request)
    agenda.take_off(again.items.get(), by=cast.secretary, at=at)
    assert list(contested_requests()) == [request]


def test_recusals_and_ties_hold_as_for_any_file(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    noted(path, request)
    item = opened(path, request)
    declare_tie(request, reason="Voisine.", by=cast.signatory, at=at)
    entered(path, item, "maintien")
    session = sessions.lift_session(item.session, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="lien"):
        minutes.sign_minutes(session, digest=digest_of_session(session), by=cast.signatory, at=at)


def test_only_what_is_contested_and_told_is_looked_at_again(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.decided(path.validated(), "refus", 0)
    with pytest.raises(Refused, match="aucun recours n’attend"):
        second_session(path, decision.request)
    noted(path, decision.request)
    with pytest.raises(Refused, match="lettre de décision"):
        second_session(path, decision.request)
    notifying.notify(decision.request, by=cast.secretary, at=at)
    session = sessions.plan_session(
        held_at=at + timedelta(hours=2), place="Salle", by=cast.secretary, at=at
    )
    page = reverse("secours_loyer:session", args=[session.number])
    take(browser(path, cast.secretary), page, "register_reviews", requests=[decision.request_id])
    item = session.items.select_related(
        "request__household", "request__debt", "request__tenancy__landlord", "appeal__decision"
    ).get()
    told_before = dict(sheets_of([item])[0].lines)
    assert "refus" in told_before["Réexamen"]


def test_a_closed_file_opens_again_for_an_appeal(path: Path) -> None:
    """Refused, closed when the delay was over; an appeal comes late, and is answered."""
    cast = path.cast
    request = told(path)
    refused("UPDATE secours_loyer_rentrequest SET state = 'close', closed_at = now(); "
            "UPDATE secours_loyer_rentrequest SET state = 'notifiee', closed_at = NULL",
            by="request_reopened_by_appeal")  # fmt: skip
    later = cast.at + timedelta(days=62)
    closing.close_request(request, by=cast.case_worker, at=later)
    noted(path, request, at=later, received_on=paris_day(later))
    request.refresh_from_db()
    assert (request.state, request.closed_at) == (RequestState.NOTIFIED, None)
    session = second_session(path, request, at=later)
    shown = browser(path, cast.case_worker).get(address(request)).content.decode()
    assert f"à la séance {session.number}" in shown
    assert "inscrit à une séance le recours" not in shown
    agenda.take_off(session.items.get(), by=cast.secretary, at=later)
    shown = browser(path, cast.case_worker).get(address(request)).content.decode()
    assert "inscrit à une séance le recours" in shown
    appeal = Appeal.objects.get(decision__request=request)
    other = cast.person("cadre-b", "cadre")
    appeals.drop_appeal(appeal, request=request, motive="Renoncé.", by=other, at=later)
    closing.close_request(request, by=cast.case_worker, at=later)
    assert request.letters.filter(kind=LetterKind.CLOSED).count() == 2
    assert list(faults()) == []


def test_months_are_taken_back_for_an_aid_alone(path: Path) -> None:
    """The session says grant, its minutes are not signed: the months stay given back."""
    request = told(path)
    judged_now()
    noted(path, request)
    item = opened(path, request)
    entered(path, item, "accord", 40_000)
    take_back = "UPDATE secours_loyer_debt SET released_at = NULL"
    refused(take_back, by="debt_released_frozen")
    sessions.lift_session(item.session, by=path.cast.secretary, at=path.cast.at)
    refused(take_back, by="debt_reclaimed_for_award")
    path.signed(item.session)
    judged_now()
    assert Debt.objects.get(request=request).released_at is None


def test_an_appeal_answered_meanwhile_is_named_before_the_minutes_are_signed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted(aid_cents=30_000)
    request = notifying.notify(decision.request, by=cast.secretary, at=at)
    noted(path, request)
    item = entered(path, opened(path, request), "accord", 50_000)
    sessions.lift_session(item.session, by=cast.secretary, at=at)
    new = path.replaced(decision, 40_000)
    session = item.session
    session.refresh_from_db()
    told = f"Dossier n° {item.rank} : le recours a déjà sa réponse, « décision remplacée »"
    with pytest.raises(Refused) as caught:
        path.signed(session)
    assert caught.value.message.startswith(f"{told} ({new.number}).")
    assert "rouvre la séance et ajourne ce dossier" in caught.value.message
    sessions.reopen_session(session, by=cast.secretary, at=at)
    item.refresh_from_db()
    entered(path, item, "ajourne")
    session = sessions.lift_session(session, by=cast.secretary, at=at)
    assert path.signed(session).state == "signee"
