"""Two people at once on one session: one answer, nothing lost, nothing signed twice."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import delegation, entries, filing, minutes, sessions
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import AgendaItem, Award, CommissionSession, Decision, SessionMinutes
from secours_loyer.queries.agenda import digest_of_session, entered
from secours_loyer.states import SessionState
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_two_secretaries_enter_one_file_at_once(path: Path) -> None:
    """Both pages were opened before anything was entered: the second is told, not overwritten."""
    cast, at = path.cast, path.cast.at
    item = path.open_session().items.get()
    other = cast.person("adjointe", "secretaire")
    seen = marks(entered(item))

    def enter(number: int) -> int:
        row = entries.record_outcome(
            item,
            outcome="accord",
            motive=f"Saisie {number}",
            aid_cents=10_000 + number,
            seen=seen,
            by=(cast.secretary, other)[number],
            at=at,
        )
        return row.aid_cents

    found = run_at_once(2, enter)
    (kept,) = [result for result in found if isinstance(result, int)]
    (told,) = [result for result in found if isinstance(result, Refused)]
    assert "quelqu’un d’autre a changé" in told.message
    assert AgendaItem.objects.get().aid_cents == kept
    assert list(faults()) == []


def test_minutes_are_signed_while_a_file_is_entered(path: Path) -> None:
    """Entering reopens nothing: what is signed is what was read, or nothing is."""
    cast, at = path.cast, path.cast.at
    session = path.lifted(path.validated())
    item = session.items.get()
    digest = digest_of_session(session)

    def act(number: int) -> str:
        if number == 0:
            return minutes.sign_minutes(session, digest=digest, by=cast.signatory, at=at).state
        sessions.reopen_session(session, by=cast.secretary, at=at)
        return entries.record_outcome(
            item, outcome="accord", motive="Autre", aid_cents=50_000, by=cast.secretary, at=at
        ).outcome

    signing, entering = run_at_once(2, act)
    state = CommissionSession.objects.get().state
    if signing == SessionState.SIGNED:
        assert isinstance(entering, Refused)
        assert state == SessionState.SIGNED
        assert Decision.objects.get().aid_cents == 60_000
    else:
        assert isinstance(signing, Refused)
        assert entering == "accord"
        assert state == SessionState.OPEN
        assert not Decision.objects.exists()
        assert not SessionMinutes.objects.exists()
    assert list(faults()) == []


def test_eight_signatures_at_once_decide_once(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = path.lifted(path.validated())
    digest = digest_of_session(session)
    found = run_at_once(
        8, lambda _n: minutes.sign_minutes(session, digest=digest, by=cast.signatory, at=at).state
    )
    assert sorted(str(getattr(result, "message", result))[:6] for result in found) == sorted(
        ["signee", *["Le pro"] * 7]
    )
    assert (Decision.objects.count(), Award.objects.count()) == (1, 1)
    assert SessionMinutes.objects.count() == 1
    assert list(faults()) == []


def test_a_withdrawal_meets_the_signature(path: Path) -> None:
    """The household gives up while the minutes are signed: decided or withdrawn, never both."""
    cast, at = path.cast, path.cast.at
    request = path.validated()
    kept = path.validated(last="Suippe", reference="L-2")
    session = path.open_session(request, kept)
    for item in session.items.all():
        path.entered(item)
    session = sessions.lift_session(session, by=cast.secretary, at=at)
    digest = digest_of_session(session)

    def act(number: int) -> str:
        if number == 0:
            return minutes.sign_minutes(session, digest=digest, by=cast.signatory, at=at).state
        return filing.withdraw(request, by=cast.reception, at=at).state

    signing, leaving = run_at_once(2, act)
    request.refresh_from_db()
    if leaving == "retiree":
        assert isinstance(signing, Refused)
        assert not Decision.objects.exists()
    else:
        assert signing == SessionState.SIGNED
        assert request.state == "accordee"
    assert list(faults()) == []


def test_two_urgent_decisions_for_one_household_share_the_ceiling(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = path.validated(cents=300_000)
    second = path.validated(start=at.date().replace(month=10, day=1), months=1, cents=300_000)

    def decide(number: int) -> str:
        return delegation.decide_urgently(
            (first, second)[number],
            motive="x",
            urgency="Expulsion demain.",
            aid_cents=60_000,
            by=cast.signatory,
            at=at,
        ).number

    found = run_at_once(2, decide)
    assert sum(isinstance(result, str) for result in found) == 1
    (told,) = [result for result in found if isinstance(result, Refused)]
    assert "il reste 400,00" in told.message
    assert sum(award.amount_cents for award in Award.objects.all()) == 60_000
    assert list(faults()) == []
