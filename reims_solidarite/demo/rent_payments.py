"""The demo's payments: an order at each of its stops, from its checks to what the bank answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from actors.models import User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.demo.rent_stories import CHANNELS
from reims_solidarite.demo.repayment import Repayment
from reims_solidarite.demo.statement import statement
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.working_days import next_transfer_day
from secours_loyer.actions import batches, cheques, orders, plans, returns
from secours_loyer.actions.accountant import hold_order, refuse_visa
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import (
    Batch,
    Channel,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    digest_of,
)
from secours_loyer.queries.payment_decisions import digest_of_lines


@dataclass(frozen=True)
class PaymentStories:
    """Who prepares, approves and pays; `at` is some days before `today`, the demo's instant."""

    worker: User
    manager: User
    signatory: User
    finance: User
    accounts: Mapping[int, LandlordAccount]
    paper: bytes
    at: datetime
    today: datetime

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
        at: datetime = self.today if later else self.at
        day = next_transfer_day(paris_day(at) + timedelta(days=2))
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
        batch = Batch.objects.get(orders=order)
        digest = digest_of_lines(batch)
        sign_payments(batch, digest=digest, by=self.signatory, at=self.at)
        export_batch(batch, by=self.finance, at=self.at)
        return order

    def _handed_over(self, order: PaymentOrder) -> str:
        """Its batch is at the bank, or at the accountant’s; its reference, for what they say."""
        forward_batch(Batch.objects.get(orders=order), by=self.finance, at=self.at)
        return order.end_to_end_id

    def tell_cheque(self, request: RentRequest, story: str) -> None:
        """Handed over yesterday; the landlord has not signed yet."""
        order = self.tell_sent(request, story)
        day = paris_day(self.at)
        cheques.issue_cheque(order, number="1000001", issued_on=day, by=self.finance, at=self.at)

    def tell_sent(self, request: RentRequest, story: str) -> PaymentOrder:
        order = self.tell_closed(request, story)
        export_batch(Batch.objects.get(orders=order), by=self.finance, at=self.at)
        return order

    def tell_paid(self, request: RentRequest, story: str) -> None:
        """Paid, and what aid does not cover is in a running plan."""
        order = self.tell_sent(request, story)
        self._statement(order, self.at + timedelta(days=4))
        self.tell_repaid(request, story)

    def tell_repaid(self, request: RentRequest, story: str) -> None:
        """What aid does not cover is in a plan; its story says how it is kept."""
        began = self.at + timedelta(days=4)
        told = Repayment(self.worker, self.manager, began, self.today)
        told.tell(story, request, self.paper)

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
        reference = self._handed_over(self.tell_sent(request, story))
        at = self.at + timedelta(days=4)
        returns.reject_order(reference, code="MS03", by=self.finance, at=at)

    def tell_held(self, request: RentRequest, story: str) -> None:
        """The accountant waits for a piece."""
        reference = self.tell_mandated(request, story).end_to_end_id
        at = self.at + timedelta(days=4)
        hold_order(reference, words="RIB du bailleur à joindre", by=self.finance, at=at)

    def tell_visa(self, request: RentRequest, story: str) -> None:
        """Refused before it was taken in charge, then a new order, to check."""
        reference = self._handed_over(self.tell_mandated(request, story))
        at = self.at + timedelta(days=4)
        words = "Pièce 2 non signée"
        refused = refuse_visa(reference, words=words, by=self.finance, at=at)
        confirm_failure(refused, by=self.manager, at=at)
        replace_order(refused, account=refused.account, by=self.finance, at=at)
