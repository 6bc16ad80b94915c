"""A household contests its debt: noted at once, answered by the instructor."""

from __future__ import annotations

from datetime import date, datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.filing import own_request
from secours_loyer.models import ContestedPart, DebtContest, RentRequest
from secours_loyer.queries.contests import disagreements, first_day, waiting_contest
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import DECIDED, UNDECIDED, RequestState

# A draft is still its author's to correct; what came to nothing pays nothing.
OPEN = tuple(state for state in (*UNDECIDED, *DECIDED) if state != RequestState.DRAFT)


@action
def note_contest(
    request: RentRequest, *, part: str, said_on: date, words: str, by: User, at: datetime
) -> DebtContest:
    """From now on no order leaves and no plan starts, until the instructor answers."""
    own_request(request, by)
    held = locked(request)
    need_untied(held, by)
    need(
        held.state in OPEN and held.debt.released_at is None,
        "Cette demande est terminée, ou l’aide est refusée : rien n’est plus payé. Le ménage "
        "conteste un refus par un recours.",
    )
    need(part in ContestedPart.values, "Dites ce que le ménage conteste.", field="part")
    need(words.strip(), "Écrivez ce que dit le ménage.", field="words")
    need(said_on <= paris_day(at), "Cette date est à venir.", field="said_on")
    first = first_day(held)
    need(
        said_on >= first,
        f"La dette n’est connue que depuis le {first:%d/%m/%Y} : indiquez ce jour-là, ou après.",
        field="said_on",
    )
    need(
        waiting_contest(held) is None,
        "Une contestation du ménage attend déjà sa réponse sur cette demande.",
    )
    contest = DebtContest.objects.create(
        request=held,
        part=part,
        said_on=said_on,
        words=words.strip()[:500],
        noted_by=by,
        noted_at=at,
    )
    seal(contest, at=at)
    household = held.household.uid
    record("note_contest", held, by=by, at=at, household=household, part=part, **named(contest))
    return contest


@action
def answer_contest(request: RentRequest, *, why: str, by: User, at: datetime) -> DebtContest:
    """What came of it: a newer statement, a correction, or why the debt stays."""
    held = locked(request)
    need(held.instructor_id == by.pk, "L’instructeur de la demande répond au ménage.")
    need_untied(held, by)
    waiting = waiting_contest(held)
    if waiting is None:
        raise Refused("Le ménage ne conteste pas la dette, ou la suite est déjà notée.")
    need(why.strip(), "Écrivez ce qui règle la contestation.", field="why")
    contest = locked(waiting)
    contest.answer, contest.answered_by, contest.answered_at = why.strip()[:500], by, at
    contest.save(update_fields=["answer", "answered_by", "answered_at"])
    seal(contest, at=at)
    household = held.household.uid
    record("answer_contest", held, by=by, at=at, household=household, **named(contest))
    return contest


def need_agreed_debt(held: RentRequest) -> None:
    """For a plan: neither the landlord nor the household waits for an answer about the debt. The
    request is locked."""
    if told := disagreements(held):
        raise Refused(f"{told[0]} Le plan attend.")
