"""What an order may pay, and which orders a batch may take; their pages ask the rule first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from secours_loyer.models import Decision, LandlordAccount, Outcome, PaymentOrder, RentRequest
from secours_loyer.queries.approvers import gone
from secours_loyer.queries.failures import unconfirmed
from secours_loyer.states import DEAD_ORDER, FAILED, PAYABLE, AccountState, OrderState


def granted_decision(request: RentRequest) -> Decision | None:
    """The decision in force of a request whose aid is paid and planned, if it grants one."""
    if request.state not in PAYABLE:
        return None
    found = request.decisions.filter(replaced_by=None, outcome=Outcome.GRANTED)
    return found.select_related("award").first()


def accounts_of(landlord: int) -> QuerySet[LandlordAccount]:
    """Active accounts of the landlord of the file."""
    return LandlordAccount.objects.filter(landlord=landlord, state=AccountState.ACTIVE)


def to_replace() -> QuerySet[PaymentOrder]:
    """Orders that failed beyond doubt, of an aid still in force, for which no other stands yet."""
    live = PaymentOrder.objects.filter(
        award=OuterRef("award"), tranche=OuterRef("tranche")
    ).exclude(state__in=DEAD_ORDER)
    return PaymentOrder.objects.filter(
        ~Exists(live),
        ~Exists(unconfirmed().filter(award=OuterRef("award"))),
        state__in=FAILED,
        replaced_by=None,
        award__revoked_at=None,
    )


def successor_of(order: PaymentOrder) -> PaymentOrder | None:
    """The order that stands for one that failed, if there is one."""
    return PaymentOrder.objects.filter(replaces=order).first()


def approved_orders(channel: str) -> QuerySet[PaymentOrder]:
    """Orders of a channel that two people approved and that are in no batch yet."""
    ready = PaymentOrder.objects.filter(~gone(), state=OrderState.APPROVED, channel=channel)
    return ready.select_related("account", "award__decision__request__household")
