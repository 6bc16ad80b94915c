"""A session of the commission, from its agenda to the letters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    agenda,
    closing,
    delegation,
    entries,
    filing,
    instruction,
    notifying,
    returns,
    sessions,
)
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.minutes import sign_minutes
from secours_loyer.models import (
    AgendaItem,
    Award,
    CommissionSession,
    Decision,
    Letter,
    LetterKind,
    Origin,
    RentRequest,
    SessionMember,
)
from secours_loyer.queries.agenda import digest_of_session, entered, next_to_enter
from secours_loyer.states import RequestState, SessionState
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def three(path: Path) -> list[RentRequest]:
    names = ("Vesle", "Suippe", "Marne")
    return [path.validated(last=last, reference=f"L-{number}") for number, last in enumerate(names)]


def state_of(request: RentRequest) -> str:
    return RentRequest.objects.get(pk=request.pk).state


def test_a_session_grants_refuses_and_adjourns(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    asked = three(path)
    session = path.open_session(*asked)
    assert {state_of(row) for row in asked} == {RequestState.REGISTERED}
    for item, outcome in zip(session.items.all(), ("accord", "refus", "ajourne"), strict=True):
        path.entered(item, outcome)
    assert not Decision.objects.exists()
    lifted = sessions.lift_session(session, by=cast.secretary, at=at)
    signed = path.signed(lifted)
    assert signed.state == SessionState.SIGNED
    assert [state_of(row) for row in asked] == ["accordee", "refusee", "ajournee"]
    granted, refused = Decision.objects.order_by("pk")
    assert (granted.origin, granted.item.session) == (Origin.COMMISSION, session)
    assert (granted.aid_cents, refused.aid_cents) == (60_000, 0)
    assert Award.objects.get().decision == granted
    assert bytes(signed.minutes.content).startswith(b"%PDF")
    assert {letter.kind for letter in Letter.objects.all()} == {LetterKind.FILED}

    assert notifying.notify_session(signed, by=cast.secretary, at=at) == 3
    assert [state_of(row) for row in asked] == ["notifiee", "notifiee", "ajournee"]
    assert sorted(letter.kind for letter in Letter.objects.exclude(kind=LetterKind.FILED)) == [
        *(LetterKind.ADJOURNED, LetterKind.DECISION, LetterKind.DECISION),
    ]
    with pytest.raises(Refused, match="déjà écrites"):
        notifying.notify_session(signed, by=cast.secretary, at=at)
    connection.check_constraints()
    assert list(faults()) == []

    again = instruction.study_again(asked[2], by=cast.case_worker, at=at)
    assert again.state == RequestState.STUDIED
    kept = again.assessments.first()
    again = instruction.give_opinion(
        again, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at
    )
    again = instruction.validate_technically(again, by=cast.manager, at=at)
    assert path.decided(again).aid_cents == 60_000


def test_no_session_without_quorum_nor_agenda(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = path.prepared_session(members=2)
    with pytest.raises(Refused, match="il en faut 3"):
        sessions.open_session(session, by=cast.secretary, at=at)
    sessions.seat(session, name="Troisième", by=cast.secretary, at=at)
    with pytest.raises(Refused, match="il en faut 3"):  # on the list, not said to be here
        sessions.open_session(session, by=cast.secretary, at=at)
    path.all_here(session)
    with pytest.raises(Refused, match="déjà dans la liste"):
        sessions.seat(session, name="Troisième", by=cast.secretary, at=at)
    agenda.take_off(session.items.get(), by=cast.secretary, at=at)
    with pytest.raises(Refused, match="Aucun dossier"):
        sessions.open_session(session, by=cast.secretary, at=at)


def test_the_quorum_is_counted_for_each_file_without_those_who_step_aside(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    item = path.open_session().items.get()
    member = item.session.members.first()
    recusal = entries.recuse(item, member=member, reason="Cousin", by=cast.secretary, at=at)
    with pytest.raises(Refused, match="2 membres siègent"):
        path.entered(item)
    entries.lift_recusal(recusal, by=cast.secretary, at=at)
    assert path.entered(item).voters == 3
    with pytest.raises(Refused, match="effacez-le"):
        entries.recuse(item, member=member, reason="Cousin", by=cast.secretary, at=at)


def test_an_absent_member_does_not_count(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    item = path.open_session().items.get()
    here = list(item.session.members.all())[:2]
    sessions.mark_presence(item.session, present=here, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="2 membres siègent"):
        path.entered(item)


def test_the_instructor_and_the_recused_signatory_stay_out(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = path.prepared_session()
    for name, user in (("Instructrice", cast.case_worker), ("Présidente", cast.signatory)):
        sessions.seat(session, name=name, user=user, by=cast.secretary, at=at)
    path.all_here(session)
    sessions.open_session(session, by=cast.secretary, at=at)
    item = session.items.get()
    with pytest.raises(Refused, match="L’instructeur de ce dossier siège"):
        path.entered(item)
    for name in ("Instructrice", "Présidente"):
        member = SessionMember.objects.get(session=session, name=name)
        entries.recuse(item, member=member, reason="Lien", by=cast.secretary, at=at)
    path.entered(item)
    lifted = sessions.lift_session(session, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="un autre signataire"):
        path.signed(lifted)
    assert path.signed(lifted, by=cast.person("adjoint", "signataire")).state == "signee"


def test_an_entry_is_corrected_until_the_session_is_lifted(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    item = path.entered(path.open_session().items.get(), "refus")
    seen = marks(entered(item))
    path.entered(item, "accord", 50_000)
    with pytest.raises(Refused, match="quelqu’un d’autre a changé"):
        entries.record_outcome(
            item, outcome="refus", motive="x", seen=seen, by=cast.secretary, at=at
        )
    cleared = entries.clear_outcome(item, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="Il reste 1 dossier"):
        sessions.lift_session(item.session, by=cast.secretary, at=at)
    item = path.entered(cleared, "accord", 40_000)
    lifted = sessions.lift_session(item.session, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="pas ouverte"):
        path.entered(item)
    again = sessions.reopen_session(lifted, by=cast.secretary, at=at)
    path.entered(item, "accord", 45_000)
    path.signed(sessions.lift_session(again, by=cast.secretary, at=at))
    assert Decision.objects.get().aid_cents == 45_000


def test_what_was_read_is_what_is_signed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    lifted = path.lifted(path.validated())
    digest = digest_of_session(lifted)
    again = sessions.reopen_session(lifted, by=cast.secretary, at=at)
    path.entered(again.items.get(), "accord", 50_000)
    lifted = sessions.lift_session(again, by=cast.secretary, at=at)

    with pytest.raises(Refused, match="a changé depuis la lecture"):
        sign_minutes(lifted, digest=digest, by=cast.signatory, at=at)
    for stranger in (cast.secretary, cast.manager):
        with pytest.raises(Refused):
            path.signed(lifted, by=stranger)
    assert not Decision.objects.exists()


def test_only_the_secretary_prepares_and_enters(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    item = path.open_session().items.get()
    member = item.session.members.first()
    for user in (cast.manager, cast.signatory, cast.case_worker):
        for act in (
            lambda by: sessions.plan_session(held_at=at, place="x", by=by, at=at),
            lambda by: sessions.seat(item.session, name="x", by=by, at=at),
            lambda by: sessions.mark_presence(item.session, present=[], by=by, at=at),
            lambda by: entries.record_outcome(item, outcome="refus", motive="x", by=by, at=at),
            lambda by: entries.recuse(item, member=member, reason="x", by=by, at=at),
            lambda by: entries.clear_outcome(item, by=by, at=at),
            lambda by: agenda.register(item.session, [], by=by, at=at),
        ):
            with pytest.raises(Refused):
                act(user)
    assert item.session.members.filter(present=True).count() == 3


def test_a_cancelled_session_gives_its_files_back(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    asked = three(path)
    session = path.prepared_session(*asked)
    agenda.place_first(session.items.get(rank=3), by=cast.secretary, at=at)
    assert [item.request_id for item in session.items.order_by("rank")] == [
        *(asked[2].pk, asked[0].pk, asked[1].pk)
    ]
    sessions.cancel_session(session, by=cast.secretary, at=at)
    assert {state_of(row) for row in asked} == {RequestState.VALIDATED}
    later = path.prepared_session(asked[0])
    assert later.members.count() == 3
    connection.check_constraints()
    assert list(faults()) == []


def test_withdrawing_leaves_the_agenda(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    asked = three(path)
    session = path.open_session(*asked)
    first, second, third = session.items.order_by("rank")
    assert next_to_enter(second) == third
    filing.withdraw(asked[2], by=cast.reception, at=at)
    assert next_to_enter(second) == first
    assert AgendaItem.objects.get(pk=third.pk).left_at == at
    for item in (first, second):
        path.entered(item)
    lifted = sessions.lift_session(session, by=cast.secretary, at=at)
    filing.withdraw(asked[1], by=cast.reception, at=at)
    path.signed(lifted)
    assert [state_of(row) for row in asked] == ["accordee", "retiree", "retiree"]


def test_urgency_is_granted_and_told_at_once(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    for stop in (path.studied, path.validated):
        request = stop(last=stop.__name__, reference=stop.__name__)
        if stop == path.studied:
            with pytest.raises(Refused, match="Rien n’est calculé"):
                urgent(path, request, 40_000)
            instruction.compute_assessment(request, by=cast.case_worker, at=at)
            path.checked_elsewhere(request)
        decision = urgent(path, request, 40_000)
        assert decision.origin == Origin.DELEGATION
        assert state_of(request) == RequestState.NOTIFIED
        assert decision.award.amount_cents == 40_000
        assert {letter.kind for letter in request.letters.all()} == {
            *(LetterKind.FILED, LetterKind.DECISION),
        }
    connection.check_constraints()
    assert list(faults()) == []


def urgent(path: Path, request: RentRequest, cents: int, **more: str) -> Decision:
    return delegation.decide_urgently(
        request,
        **{"motive": "x", "urgency": "Expulsion demain.", **more},
        aid_cents=cents,
        by=path.cast.signatory,
        at=path.cast.at,
    )


def test_urgencies_do_not_split_what_the_commission_should_see(path: Path) -> None:
    """100 000 by default: two requests of one household count together, others do not."""
    first = path.validated(cents=300_000)
    with pytest.raises(Refused, match="Écrivez pourquoi"):
        urgent(path, first, 60_000, urgency=" ")
    urgent(path, first, 60_000)
    second = path.validated(start=date(2026, 10, 1), months=1, cents=300_000)
    with pytest.raises(Refused, match="il reste 400,00"):
        urgent(path, second, 40_001)
    other = path.validated(last="Suippe", reference="L-2", cents=300_000)
    urgent(path, other, 100_000)
    urgent(path, second, 40_000)
    third = path.validated(start=date(2026, 5, 1), months=1, cents=300_000)
    with pytest.raises(Refused, match="il reste 0,00"):
        urgent(path, third, 1)
    assert path.decided(third).aid_cents == 60_000


def test_the_ceiling_of_the_delegation_is_a_dated_parameter(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decide_parameter(
        "secours.delegation_plafond", 30_000, since=date(2026, 1, 1), decision="essai", by=None,
        at=at,
    )  # fmt: skip
    request = path.validated()
    with pytest.raises(Refused, match="300,00"):
        urgent(path, request, 30_001)
    for user in (cast.secretary, cast.manager, cast.finance):
        with pytest.raises(Refused, match="signée par le président"):
            delegation.decide_urgently(
                request, motive="x", urgency="x", aid_cents=1, by=user, at=at
            )
    assert urgent(path, request, 30_000).delegation_ceiling_cents == 30_000


def test_a_file_closes_once_paid_or_no_longer_contestable(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = order.award.decision.request
    notifying.notify(request, by=cast.secretary, at=at)
    export_batch(path.closed(order), by=cast.finance, at=at)
    with pytest.raises(Refused, match="Il reste 600,00"):
        closing.close_request(request, by=cast.case_worker, at=at)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    path.unplanned(request)
    assert closing.close_request(request, by=cast.case_worker, at=at).state == "close"
    assert request.letters.filter(kind=LetterKind.CLOSED).count() == 1

    refused = path.decided(path.validated(last="Suippe", reference="L-2"), "refus").request
    notifying.notify(refused, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="contester jusqu’au 23/01/2027"):
        closing.close_request(refused, by=cast.case_worker, at=at + timedelta(days=61))
    done = closing.close_request(refused, by=cast.case_worker, at=at + timedelta(days=62))
    assert done.state == RequestState.CLOSED


def test_sessions_are_numbered_and_keep_the_quorum_of_their_day(path: Path) -> None:
    at = path.cast.at
    first = path.prepared_session()
    decide_parameter("secours.quorum", 5, since=date(2026, 1, 1), decision="essai", by=None, at=at)
    second = sessions.plan_session(held_at=at, place="x", by=path.cast.secretary, at=at)
    assert (first.number, first.quorum) == ("COM-2026-001", 3)
    assert (second.number, second.quorum) == ("COM-2026-002", 5)
    with pytest.raises(Refused, match="date est passée"):
        sessions.plan_session(
            held_at=at - timedelta(minutes=1), place="x", by=path.cast.secretary, at=at
        )
    assert CommissionSession.objects.count() == 2
