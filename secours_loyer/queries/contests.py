"""A debt that its household contests, while the instructor did not answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import DebtContest, RentRequest
from secours_loyer.queries.landlord_statement import dispute_words, last_debt_words


def waiting_contest(request: RentRequest) -> DebtContest | None:
    """The one that waits for its answer."""
    return request.contests.open().first()


def open_contests(requests: Iterable[int]) -> dict[int, DebtContest]:
    """The contest that waits on each of these requests, in one query."""
    return {row.request_id: row for row in DebtContest.objects.open().filter(request__in=requests)}


def contest_words(contest: DebtContest | None) -> str:
    """The contested debt, in a sentence, while nobody answered; nothing otherwise."""
    if contest is None or contest.answer:
        return ""
    said = contest.get_part_display()
    return (
        f"Le ménage conteste la dette depuis le {contest.said_on:%d/%m/%Y} "
        f"({said[0].lower()}{said[1:]}) : l’instructeur note sur le dossier ce qui règle la "
        "contestation."
    )


def disagreements(request: RentRequest) -> list[str]:
    """Who contests the debt and waits for an answer: no plan is approved nor starts before."""
    landlord = dispute_words(request, last_debt_words([request.pk]).get(request.pk))
    household = contest_words(waiting_contest(request))
    return [told for told in (landlord, household) if told]


def first_day(request: RentRequest) -> date:
    """Nobody contests a debt before its statement, or the request that carries an older one. The
    same as `contest_sql.CONTEST_ANSWERED`."""
    days = [request.debt.statement_on]
    if request.filed_at is not None:
        days.append(paris_day(request.filed_at))
    return min(days)
