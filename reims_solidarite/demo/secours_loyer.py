"""The demo's rent aid: requests at every stop, one batch sent, one paid, one plan running."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from actors.actions.parameters import decide_parameter
from actors.households.models import Accompaniment, Household
from actors.models import Organisation, User
from actors.roles import Role
from reims_solidarite.demo import leases
from reims_solidarite.demo.commission import (
    afternoon,
    decide_by_delegation,
    hold_session,
    prepare_session,
)
from reims_solidarite.demo.companions import ask_companion
from reims_solidarite.demo.landlords import checked_account, landlords
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.demo.rent_stories import CHANNELS, DECIDED, SUMMARIES, TRIED, UNDECIDED
from reims_solidarite.demo.repayment import Repayment
from reims_solidarite.demo.statement import statement
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import Period, add_months, month_start, paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions import (
    accounts,
    batches,
    checklist,
    cheques,
    drafts,
    filing,
    fund_checks,
    instruction,
    orders,
    plans,
    returns,
)
from secours_loyer.actions.accountant import hold_order, refuse_visa
from secours_loyer.actions.alerts import raise_alerts
from secours_loyer.actions.board import plan_board
from secours_loyer.actions.budget import open_credits
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.plausible import Claim, Lease
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import (
    Channel,
    Decision,
    PaymentOrder,
    RentRequest,
    digest_of,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.queries.payment_decisions import digest_of_lines

CONTACT = {
    "secours.telephone": "03 26 00 00 00 (numéro de démonstration)",
    "secours.adresse": "1 rue de la Démonstration, 51100 Reims",
}


def build(world: World, *, scale: int) -> None:
    """About 20 requests; the undecided ones are multiplied by the scale."""
    Demo(world).build(scale)
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
        self.count = 0
        role = world.staff
        self.reception, self.worker = role[Role.RECEPTION.value], role[Role.CASE_WORKER.value]
        self.manager, self.signatory = role[Role.MANAGER.value], role[Role.SIGNATORY.value]
        self.finance, self.secretary = role[Role.FINANCE.value], role[Role.SECRETARY.value]
        self.apart = [self.finance]
        self.at = world.at - timedelta(days=12)
        self.statement = render_pdf(
            "base/sheet.typ",
            {"title": "Décompte de démonstration, sans valeur", "body": []},
            at=self.at,
        )

    def build(self, scale: int) -> None:
        decide_parameter(
            "secours.payeur",
            {"name": "REGIE DE DEMONSTRATION", "iban": made_up_iban(1), "bic": "PSSTFRPPPAR"},
            since=paris_day(self.world.at).replace(month=1, day=1),
            decision="Compte inventé pour la démonstration",
            by=self.manager,
            at=self.at,
        )
        for name, text in CONTACT.items():
            decide_parameter(
                name,
                text,
                since=paris_day(self.world.at).replace(month=1, day=1),
                decision="Coordonnées inventées pour la démonstration",
                by=self.manager,
                at=self.at,
            )
        open_credits(
            year=paris_day(self.at).year,
            account="65888",
            cents=20_000_000,
            deliberation="Délibération inventée pour la démonstration",
            by=self.finance,
            at=self.at,
        )
        self.landlords = landlords(by=self.worker, at=self.at)
        people = {"typist": self.reception, "checker": self.finance}
        self.accounts = {
            row.pk: checked_account(row, number, **people, at=self.at)
            for number, row in enumerate(self.landlords, 2)
        }
        typed = self.landlords[1]
        accounts.enter_account(
            typed, iban=made_up_iban(90), holder=typed.legal_name, by=self.reception, at=self.at
        )
        examined = [(story, row) for story in DECIDED if (row := self._ready(story))]
        if examined:
            hold_session(examined, secretary=self.secretary, signatory=self.signatory, at=self.at)
        for story, request in examined:
            if follow := getattr(self, f"tell_{story}", None):
                follow(request, story)
        if coming := [row for _ in range(2) if (row := self._ready("registered"))]:
            day = afternoon(self.world.at + timedelta(days=6))
            prepare_session(coming, held_at=day, secretary=self.secretary, at=self.at)
        board_on = paris_day(self.world.at) + timedelta(days=20)
        plan_board(held_on=board_on, by=self.secretary, at=self.at)
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

    def _file(self, household: Household) -> RentRequest:
        self.count += 1
        chance = self.world.random
        today = paris_day(self.at)
        months = chance.randint(2, 4)
        first = add_months(month_start(today), -months - 1)
        rent = chance.randrange(35_000, 70_000, 100)
        home = household.housings.first()
        by, organisation = self._filer(household)
        return filing.open_request(
            household,
            landlord=self.landlords[self.count % len(self.landlords)],
            lease=Lease(
                address=home.address if home else "1 rue de l’Essai",
                postcode="51100",
                city="Reims",
                lease_date=date(2019 + chance.randint(0, 6), chance.randint(1, 12), 1),
                rent_cents=rent,
                charges_cents=chance.randrange(3_000, 9_000, 100),
                reference=f"DEMO-{self.count:04d}",
                housing_aid_cents=chance.randrange(0, 25_000, 100),
            ),
            claim=Claim(
                months=Period(first, add_months(first, months)),
                certified_cents=rent * months + chance.randint(0, 99),
                statement_on=today - timedelta(days=chance.randint(2, 20)),
                summary=chance.choice(SUMMARIES),
                cofunding_cents=chance.choice((0, 0, 10_000)),
                down_payment_cents=chance.choice((0, 5_000)),
                helped_by="" if self.count % 4 else "Une voisine inventée",
                agreed=True,
            ),
            organisation=organisation,
            statement=filing.Upload("decompte.pdf", self.statement),
            by=by,
            at=self.at,
        )

    def _filer(self, household: Household) -> tuple[User, Organisation | None]:
        """An agent of the association that accompanies the household, or else the CCAS."""
        for row in household.accompaniments.filter(ended_at=None).select_related("organisation"):
            for agent in self.world.agents:
                if row.organisation_id in agent.organisation_ids:
                    return agent, row.organisation
        return self.worker, None

    def tell_draft(self, household: Household, _story: str) -> None:
        """Half written: the landlord's statement has not come yet."""
        by, organisation = self._filer(household)
        home = household.housings.first()
        drafts.keep_draft(
            uuid.uuid5(uuid.NAMESPACE_URL, f"demo-draft-{household.number}"),
            typed={
                "household": str(household.pk),
                "organisation": str(organisation.pk) if organisation else "",
                "summary": SUMMARIES[0],
                "address": home.address if home else "",
                "postcode": "51100",
                "city": "Reims",
                "rent": "480,00",
            },
            household=household,
            organisation=organisation,
            by=by,
            at=self.at,
        )

    def tell_undecided(self, household: Household, story: str) -> RentRequest:
        """Filed, then as far as the story goes."""
        at, worker = self.at, self.worker
        request = self._file(household)
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
                request, self.world.agents, answered=bool(self.count % 2), by=worker, at=at
            )
            if self.apart:
                reason = "Lien inventé pour la démonstration : une ancienne voisine."
                declare_tie(request, reason=reason, by=self.apart.pop(), at=at)
            return request
        proposed = kept.aid_cents or 30_000
        opinion = "" if kept.aid_cents else "Le loyer est repris : une aide évite l’assignation."
        checklist.waive_rest(request, reason="Pièces vues à l’accueil.", by=worker, at=at)
        findings = {fund.value: ("rien", "") for fund in CHECKED}
        fund_checks.check_funds(request, findings, by=worker, at=at)
        request = instruction.give_opinion(
            request, proposed_cents=proposed, opinion=opinion, by=worker, at=at
        )
        if story == "opinion":
            return request
        return instruction.validate_technically(request, by=self.manager, at=at)

    def tell_urgent(self, household: Household, _story: str) -> Decision:
        """Granted by delegation: the commission sits too late."""
        request = self.tell_undecided(household, "opinion")
        leases.threaten(request, by=self.worker, at=self.at)
        return decide_by_delegation(request, by=self.signatory, at=self.at)

    def tell_granted(self, request: RentRequest, _story: str) -> None:
        leases.sell(request, by=self.worker, at=self.at)

    def tell_checked(self, request: RentRequest, story: str) -> PaymentOrder:
        decision = plans.current_decision(request)
        account = self.accounts[request.tenancy.landlord_id]
        order = orders.prepare_order(
            decision.award,
            account=account,
            channel=CHANNELS.get(story, Channel.REGIE),
            by=self.finance,
            at=self.at,
        )
        return orders.check_order(order, by=self.finance, at=self.at)

    def tell_approved_once(self, request: RentRequest, story: str) -> PaymentOrder:
        order = self.tell_checked(request, story)
        return orders.approve_order(order, digest=digest_of(order), by=self.manager, at=self.at)

    def tell_closed(self, request: RentRequest, story: str) -> PaymentOrder:
        """In a batch of its own, ready to be exported."""
        order = self.tell_approved_once(request, story)
        order = orders.approve_order(order, digest=digest_of(order), by=self.signatory, at=self.at)
        later = story in ("closed", "to_sign")
        at: datetime = self.world.at if later else self.at
        day = paris_day(at) + timedelta(days=2)
        batch = batches.open_batch(channel=order.channel, execute_on=day, by=self.finance, at=at)
        batches.put_in_batch(batch, [order], by=self.finance, at=at)
        batches.close_batch(batch, execute_on=day, by=self.finance, at=at)
        return PaymentOrder.objects.select_related("batch").get(pk=order.pk)

    def tell_to_sign(self, request: RentRequest, story: str) -> PaymentOrder:
        """The accountant pays it, once the signatory decided so."""
        return self.tell_closed(request, story)

    def tell_mandated(self, request: RentRequest, story: str) -> PaymentOrder:
        """Its package is ready for the accountant."""
        order = self.tell_closed(request, story)
        if order.batch is None:
            raise ValueError("an order in a batch has one")
        digest = digest_of_lines(order.batch)
        sign_payments(order.batch, digest=digest, by=self.signatory, at=self.at)
        export_batch(order.batch, by=self.finance, at=self.at)
        return order

    def tell_cheque(self, request: RentRequest, story: str) -> None:
        """Handed over yesterday; the landlord has not signed yet."""
        order = self.tell_sent(request, story)
        day = paris_day(self.at)
        cheques.issue_cheque(order, number="1000001", issued_on=day, by=self.finance, at=self.at)

    def tell_sent(self, request: RentRequest, story: str) -> PaymentOrder:
        order = self.tell_closed(request, story)
        if order.batch is None:
            raise ValueError("an order in a batch has one")
        export_batch(order.batch, by=self.finance, at=self.at)
        return order

    def tell_paid(self, request: RentRequest, story: str) -> None:
        """Paid, and what aid does not cover is in a running plan."""
        order = self.tell_sent(request, story)
        self._statement(order, self.at + timedelta(days=4))
        self.tell_repaid(request, story)

    def tell_repaid(self, request: RentRequest, story: str) -> None:
        """What aid does not cover is in a plan; its story says how it is kept."""
        began = self.at + timedelta(days=4)
        told = Repayment(self.worker, self.manager, began, self.world.at)
        told.tell(story, request, self.statement)

    tell_late = tell_suspended = tell_proposed = tell_repaid

    def _statement(self, order: PaymentOrder, at: datetime) -> None:
        """The day's statement: this payment, and bank charges that no order explains."""
        content = statement(
            made_up_iban(1),
            [(order.end_to_end_id, order.amount_cents), ("FRAIS-DEMO", 1_250)],
            on=paris_day(at),
        )
        import_returns(content, name="releve de demonstration", by=self.finance, at=at)

    def tell_rejected(self, request: RentRequest, story: str) -> None:
        order = self.tell_sent(request, story)
        at = self.at + timedelta(days=4)
        returns.reject_order(order.end_to_end_id, code="MS03", by=self.finance, at=at)

    def tell_held(self, request: RentRequest, story: str) -> None:
        """The accountant waits for a piece."""
        reference = self.tell_mandated(request, story).end_to_end_id
        at = self.at + timedelta(days=4)
        hold_order(reference, words="RIB du bailleur à joindre", by=self.finance, at=at)

    def tell_visa(self, request: RentRequest, story: str) -> None:
        """Refused before it was taken in charge, then a new order, to check."""
        order = self.tell_mandated(request, story)
        at = self.at + timedelta(days=4)
        words = "Pièce 2 non signée"
        refused = refuse_visa(order.end_to_end_id, words=words, by=self.finance, at=at)
        replace_order(refused, account=refused.account, by=self.finance, at=at)
