"""The dates of a file, the one that bites first on top; each says what happens after it.

Another kind of date is one function of `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import count
from secours_loyer.intake_parameters import STATEMENT_DAYS
from secours_loyer.models import Outcome
from secours_loyer.queries.answer_day import answer_day_of
from secours_loyer.queries.appeals import appeal_answer_day
from secours_loyer.queries.award_validity import valid_until
from secours_loyer.queries.lease_end import last_day
from secours_loyer.queries.papers_day import papers_day_of
from secours_loyer.queries.procedure import coming_days
from secours_loyer.queries.situation.facts import Facts
from secours_loyer.states import UNANSWERED, UNDECIDED, OrderState, PlanState, RequestState

SOON = 7
NEEDS_STATEMENT = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)


@dataclass(frozen=True)
class Deadline:
    """`after`: what happens once the day is past."""

    day: date
    label: str
    after: str
    left: int

    @property
    def words(self) -> str:
        """How far the day is, in words."""
        if self.left < 0:
            return f"dépassée de {count(-self.left, 'jour,jours')}"
        return "aujourd’hui" if not self.left else f"dans {count(self.left, 'jour,jours')}"

    @property
    def tone(self) -> str:
        if self.left < 0:
            return "danger"
        return "warning" if self.left <= SOON else "neutral"


Found = Iterator[tuple[date, str, str]]


def deadlines_of(facts: Facts, *, on: date) -> list[Deadline]:
    """Every date of the file that still matters."""
    found = [row for source in SOURCES for row in source(facts, on)]
    return [Deadline(day, label, after, (day - on).days) for day, label, after in sorted(found)]


def _answer(facts: Facts, on: date) -> Found:
    request = facts.request
    day = answer_day_of(request)
    if request.state in UNDECIDED and day is not None:
        waited = (
            f" {count(request.waited_days, 'jour,jours')} d’attente des pièces compris."
            if request.waited_days
            else ""
        )
        told = f"Sans réponse, la demande est refusée d’office.{waited}"
        yield day, "Réponse due au ménage", told


def _papers(facts: Facts, on: date) -> Found:
    day = papers_day_of(facts.request)
    if day is not None:
        yield day, "Pièces demandées, à recevoir", "Relancez qui a déposé la demande."


def _statement(facts: Facts, on: date) -> Found:
    request = facts.request
    if request.state in NEEDS_STATEMENT:
        days = timedelta(days=int(value(STATEMENT_DAYS.name, on=on)))
        day = request.debt.statement_on + days
        yield day, "Décompte du bailleur trop ancien", "L’avis demandera un décompte récent."


def _session(facts: Facts, on: date) -> Found:
    if (session := facts.session or facts.review) is not None:
        day = paris_day(session.held_at)
        yield day, f"Séance {session.number}", "La commission dit ce qu’elle décide."


def _appeal(facts: Facts, on: date) -> Found:
    decision = facts.decision
    if decision is None or decision.outcome != Outcome.REFUSED or facts.delay is None:
        return
    # Once past, nothing is late: who acts next says that the delay is over.
    if facts.request.state == RequestState.NOTIFIED and on <= facts.delay.until:
        after = f"Le dossier peut être clos ({facts.delay.words})."
        yield facts.delay.until, "Fin du délai pour contester le refus", after


def _contested(facts: Facts, on: date) -> Found:
    if facts.appeal is not None:
        day = appeal_answer_day(facts.appeal)
        yield day, "Réponse due au recours", "Sans réponse, le recours est rejeté d’office."


def _payment(facts: Facts, on: date) -> Found:
    for order in facts.live_orders:
        if order.batch is not None and order.state in (OrderState.IN_BATCH, *UNANSWERED):
            label = f"Virement de {format_cents(order.amount_cents)} au bailleur"
            yield order.batch.execute_on, label, "La banque ou le comptable doit avoir répondu."


def _year(facts: Facts, on: date) -> Found:
    """An order that nobody took in charge before the year ends is carried over by hand."""
    early = (OrderState.DRAFT, OrderState.CHECKED, OrderState.APPROVED_ONCE, OrderState.APPROVED)
    for order in facts.live_orders:
        if order.state in early:
            day = date(order.budget_year, 12, 31)
            yield day, f"Fin de l’exercice {order.budget_year}", "L’aide sera à reporter."


def _instalment(facts: Facts, on: date) -> Found:
    plan, due = facts.running_plan, facts.instalment
    if plan is not None and due is not None and plan.state != PlanState.SUSPENDED:
        label = f"Échéance n° {due.number} du plan, {format_cents(due.cents)}"
        yield due.due_on, label, "Le plan passe en alerte si elle n’est pas payée."


def _lease(facts: Facts, on: date) -> Found:
    lease = facts.request.tenancy
    day = last_day(lease)
    if day is not None and lease.ended_on is None:
        yield day, "Fin du bail", "Le plan et le paiement sont à revoir."


def _procedure(facts: Facts, on: date) -> Found:
    if facts.reads_procedure:
        for one in coming_days(facts.request.tenancy, on=on):
            yield one.day, one.title, f"{one.words[0].upper()}{one.words[1:]}."


def _award(facts: Facts, on: date) -> Found:
    """An aid that no order pays grows old."""
    if facts.award is not None and facts.decision is not None and not facts.live_orders:
        day = valid_until(facts.decision, on=on)
        yield day, "Fin de validité de l’aide", "La commission sera à saisir de nouveau."


SOURCES: tuple[Callable[[Facts, date], Found], ...] = (
    *(_answer, _papers, _statement, _session, _appeal, _contested),
    *(_payment, _year, _instalment, _lease, _procedure, _award),
)
