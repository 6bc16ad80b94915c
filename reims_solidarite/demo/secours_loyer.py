"""The demo's rent aid: requests at every stop, one batch sent, one paid, one plan running."""

from __future__ import annotations

from datetime import timedelta

from actors.households.models import Accompaniment, Household
from actors.roles import Role
from reims_solidarite.demo import leases
from reims_solidarite.demo.commission import (
    afternoon,
    decide_by_delegation,
    hold_session,
    prepare_session,
)
from reims_solidarite.demo.companions import ask_companion
from reims_solidarite.demo.duplicates import answer_all, studied_home, study_double
from reims_solidarite.demo.landlords import landlords
from reims_solidarite.demo.letters import send_letters
from reims_solidarite.demo.rent_filing import Filing
from reims_solidarite.demo.rent_payments import PaymentStories
from reims_solidarite.demo.rent_setup import check_accounts, decide_values, vote_credits
from reims_solidarite.demo.rent_stories import DECIDED, TRIED, UNDECIDED
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import checklist, filing, fund_checks, instruction
from secours_loyer.actions.alerts import raise_alerts
from secours_loyer.actions.board import plan_board
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Decision, FundAnswer, RentRequest
from secours_loyer.models.fund_check import CHECKED


def build(world: World, *, scale: int) -> None:
    """About 20 requests; the undecided ones are multiplied by the scale."""
    Demo(world).build(scale)
    send_letters(by=world.staff[Role.SECRETARY.value], at=world.at)
    raise_alerts(at=world.at)


class Demo:
    """One story a household, told by the portal's own actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        tried = world.agents[0].organisation_ids if world.agents else frozenset()
        accompanied = set(
            Accompaniment.objects.filter(ended_at=None, organisation__in=tried).values_list(
                "household", flat=True
            )
        )
        self.own = [home for home in world.households if home.pk in accompanied][: len(TRIED)]
        self.households = iter([home for home in world.households if home not in self.own])
        role = world.staff
        self.reception, self.worker = role[Role.RECEPTION.value], role[Role.CASE_WORKER.value]
        self.manager, self.signatory = role[Role.MANAGER.value], role[Role.SIGNATORY.value]
        self.finance, self.secretary = role[Role.FINANCE.value], role[Role.SECRETARY.value]
        self.apart = [self.finance]
        self.at = world.at - timedelta(days=12)

    def build(self, scale: int) -> None:
        at = self.at
        decide_values(by=self.manager, today=self.world.at, at=at)
        vote_credits(by=self.finance, at=at)
        rows = landlords(by=self.worker, at=at)
        accounts = check_accounts(rows, typist=self.reception, checker=self.finance, at=at)
        self.filing = Filing(self.world, rows, self.worker, at)
        self.payments = PaymentStories(
            *(self.worker, self.manager, self.signatory, self.finance),
            accounts=accounts,
            paper=self.filing.statement,
            at=at,
            today=self.world.at,
        )
        examined = [(story, row) for story in DECIDED if (row := self._ready(story))]
        if examined:
            hold_session(examined, secretary=self.secretary, signatory=self.signatory, at=at)
        for story, request in examined:
            name = f"tell_{story}"
            if follow := getattr(self, name, None) or getattr(self.payments, name, None):
                follow(request, story)
        if coming := [row for _ in range(2) if (row := self._ready("registered"))]:
            day = afternoon(self.world.at + timedelta(days=6))
            prepare_session(coming, held_at=day, secretary=self.secretary, at=at)
        board_on = paris_day(self.world.at) + timedelta(days=20)
        plan_board(held_on=board_on, by=self.secretary, at=at)
        for story in ("urgent", *(UNDECIDED * scale)):
            household = self._household(story)
            if household is None:
                return
            getattr(self, f"tell_{story}", self.tell_undecided)(household, story)

    def _household(self, story: str) -> Household | None:
        tried = story in TRIED and self.own
        return self.own.pop() if tried else next(self.households, None)

    def _ready(self, story: str) -> RentRequest | None:
        """A request ready for the commission, while there are households."""
        household = self._household(story)
        return self.tell_undecided(household, "validated") if household else None

    def tell_draft(self, household: Household, _story: str) -> None:
        """Half written: the landlord's statement has not come yet."""
        self.filing.draft(household)

    def tell_undecided(self, household: Household, story: str) -> RentRequest:
        """Filed, then as far as the story goes."""
        at, worker = self.at, self.worker
        request = self.filing.file(household)
        if story == "filed":
            return request
        if story == "withdrawn":
            return filing.withdraw(request, by=self.reception, at=at)
        if story == "dropped":
            return instruction.drop(request, by=self.manager, at=at)
        if story == "incomplete":
            missing = "Un décompte signé du bailleur, et la dernière quittance."
            return instruction.ask_missing(request, missing=missing, by=worker, at=at)
        request = instruction.assign(request, to=worker, by=worker, at=at)
        kept = instruction.compute_assessment(request, by=worker, at=at)
        if story == "studied":
            text = "Le ménage suit son budget avec l’association."
            instruction.add_note(request, text=text, by=worker, at=at)
            ask_companion(
                request, self.world.agents, answered=bool(self.filing.count % 2), by=worker, at=at
            )
            if self.apart:
                reason = "Lien inventé pour la démonstration : une ancienne voisine."
                declare_tie(request, reason=reason, by=self.apart.pop(), at=at)
            return request
        proposed = kept.aid_cents or 30_000
        opinion = "" if kept.aid_cents else "Le loyer est repris : une aide évite l’assignation."
        checklist.waive_rest(request, reason="Pièces vues à l’accueil.", by=worker, at=at)
        fund_checks.check_funds(request, _findings(request), by=worker, at=at)
        answer_all(request, by=worker, at=at)
        request = instruction.give_opinion(
            request, proposed_cents=proposed, opinion=opinion, by=worker, at=at
        )
        if story == "opinion":
            return request
        return instruction.validate_technically(request, by=self.manager, at=at)

    def tell_doubled(self, household: Household, story: str) -> None:
        """The home of a household whose request is studied, claimed by another one."""
        waits = story == "doubled_waiting"
        request = self.filing.file(household, studied_home(last=waits))
        study_double(request, self.worker, self.at, waits=waits)

    tell_doubled_waiting = tell_doubled

    def tell_urgent(self, household: Household, _story: str) -> Decision:
        """Granted by delegation: the commission sits too late."""
        request = self.tell_undecided(household, "opinion")
        leases.threaten(request, by=self.worker, at=self.at)
        return decide_by_delegation(request, by=self.signatory, at=self.at)

    def tell_granted(self, request: RentRequest, _story: str) -> None:
        leases.sell(request, by=self.worker, at=self.at)


def _findings(request: RentRequest) -> dict[str, tuple[str, str]]:
    """What each fund answered: nothing, but where the file says that it granted something."""
    given = request.cofundings.filter(state=FundAnswer.GRANTED).values_list("fund", flat=True)
    granted = set(given)
    owed = ("a_deduire", "Exemple : accord reçu pour ces mois.")
    return {fund.value: owed if fund in granted else ("rien", "") for fund in CHECKED}
