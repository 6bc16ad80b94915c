"""Payment orders: prepared by one person, approved by two others, exactly as they read them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Sum

from actors.actions.journal import Code, record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people, need_untied, need_untied_order
from secours_loyer.actions.doors import action, first_problem, locked, need, seal, step, unforged
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.payment_rows import unforged_payments
from secours_loyer.exports.sepa_text import sepa_text
from secours_loyer.models import (
    Approval,
    Award,
    Channel,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    digest_of,
)
from secours_loyer.models.order import MOST_TRANCHES
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from secours_loyer.queries.approvers import approver_gone
from secours_loyer.queries.failures import unconfirmed_of, unconfirmed_words, who_noted
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.lease import owed_words
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.queries.order_holds import held_back
from secours_loyer.queries.sentences_of_money import GONE, MONEY
from secours_loyer.states import DEAD_ORDER, ORDER, OrderState

CONCERNED = (
    "Vous êtes intervenu dans ce dossier (instruction, compte ou préparation) : l’approbation "
    "revient à une autre personne."
)


@action
def prepare_order(
    award: Award,
    *,
    account: LandlordAccount,
    by: User,
    at: datetime,
    channel: str = Channel.REGIE,
    amount_cents: int | None = None,
    tranche: int = 1,
    replaces: PaymentOrder | None = None,
) -> PaymentOrder:
    """A draft order for what is left of the award (or less), to one account of the landlord.

    `replaces`: the rejected, returned or cancelled order that this one stands for.
    """
    need("depenses" in by.roles, "Un ordre est préparé par le gestionnaire des dépenses.")
    need(
        1 <= tranche <= MOST_TRANCHES,
        f"Une aide se paie en {MOST_TRANCHES} tranches au plus : numérotez celle-ci de 1 à "
        f"{MOST_TRANCHES}.",
        field="tranche",
    )
    held = locked(award)
    unforged(held.decision, locked(account))
    need_untied(held.decision.request, by)
    if (doubtful := unconfirmed_of(held)) is not None:
        raise Refused(unconfirmed_words(doubtful))
    live = held.orders.exclude(state__in=DEAD_ORDER).aggregate(total=Sum("amount_cents"))["total"]
    left = held.amount_cents - (live or 0)
    _within(held, amount_cents)
    request = held.decision.request
    order = PaymentOrder.objects.create(
        award=held,
        tranche=tranche,
        amount_cents=left if amount_cents is None else amount_cents,
        account=account,
        payee_name=account.holder,
        label=label_of(request),
        channel=channel,
        budget_year=paris_day(at).year,
        end_to_end_id=next_number("OP", paris_day(at).year, 6),
        prepared_by=by,
        prepared_at=at,
        replaces=replaces,
    )
    seal(order, at=at)
    _journal_preparation(order, request, by=by, at=at)
    return order


@action
def check_order(order: PaymentOrder, *, by: User, at: datetime) -> PaymentOrder:
    """Run the automatic checks; the order then waits for two approvals."""
    held = locked(order)
    unforged_payments([held])
    need_untied_order(held, by)
    first_problem(_told(held, on=paris_day(at)))
    return _step(held, "check_order", by=by, at=at)


@action
def approve_order(order: PaymentOrder, *, digest: str, by: User, at: datetime) -> PaymentOrder:
    """Approve what one has read: `digest` is that of the order on the page.

    Refused to the instructor, to whoever typed or verified the account, to whoever prepared the
    order, and to the first approver; the database refuses them too.
    """
    held = locked(order)
    unforged_payments([held])
    payments_open(at)
    need(
        held.state in (OrderState.CHECKED, OrderState.APPROVED_ONCE),
        "Cet ordre n’attend pas d’approbation. Rechargez la page.",
    )
    request = held.award.decision.request
    apart = (
        *(request.instructor_id, *request.past_instructors, held.prepared_by_id),
        *(held.account.entered_by_id, held.account.verified_by_id, held.account.activated_by_id),
    )
    need(by.pk not in apart, CONCERNED)
    given = held.approvals.filter(round=held.round).values_list("approver", flat=True)
    noted = who_noted(held)
    need_two_people(by, *apart, *given, *noted)
    need_untied(request, by)
    need(by.pk not in noted, MONEY["approval_apart_from_failure"])
    need(digest == digest_of(held), "L’ordre a changé depuis votre lecture. Relisez-le.")
    first_problem(_told(held, on=paris_day(at)))
    rank = 1 if held.state == OrderState.CHECKED else 2
    need(rank == 1 or not approver_gone(held), GONE)
    need(
        rank == 1 or not held.approvals.filter(round=held.round, approver=by).exists(),
        "La seconde approbation revient à une autre personne que la première.",
    )
    approval = Approval.objects.create(
        order=held, round=held.round, rank=rank, approver=by, digest=digest, at=at
    )
    seal(approval, at=at)
    name = "approve_first" if rank == 1 else "approve_second"
    return _step(held, name, by=by, at=at, rank=rank, **named(approval))


@action
def rework_order(order: PaymentOrder, *, by: User, at: datetime) -> PaymentOrder:
    """Take an order back to change it: its approvals are void."""
    held = locked(order)
    need_untied_order(held, by)
    return _step(held, "rework_order", by=by, at=at, changes={"round": held.round + 1})


@action
def change_order(
    order: PaymentOrder,
    *,
    account: LandlordAccount,
    amount_cents: int,
    channel: str | None = None,
    by: User,
    at: datetime,
) -> PaymentOrder:
    """Change a draft: another account, amount or channel, on this year's budget; its label says
    what the months are called now."""
    need("depenses" in by.roles, "Un ordre est préparé par le gestionnaire des dépenses.")
    held = locked(order)
    locked(account)
    need_untied_order(held, by)
    if held.state != OrderState.DRAFT:
        raise Refused("L’ordre est contrôlé : reprenez-le avant de le changer.")
    _within(held.award, amount_cents)
    held.account, held.payee_name = account, account.holder
    held.amount_cents, held.budget_year = amount_cents, paris_day(at).year
    held.channel, held.label = channel or held.channel, label_of(held.award.decision.request)
    held.moved_by = by
    held.save(
        update_fields=[
            *("account", "payee_name", "label", "amount_cents", "channel", "budget_year"),
            "moved_by",
        ]
    )
    seal(held, at=at)
    _journal_preparation(held, held.award.decision.request, by=by, at=at, again=True)
    return held


@action
def cancel_order(order: PaymentOrder, *, by: User, at: datetime) -> PaymentOrder:
    """Nothing was sent: the order ends, another one may be prepared."""
    held = locked(order)
    need_untied_order(held, by)
    return _step(held, "cancel_order", by=by, at=at)


def _within(award: Award, cents: int | None) -> None:
    """What other orders leave is counted by the database; no amount is wider than the award."""
    need(
        cents is None or cents <= award.amount_cents,
        f"Le montant dépasse l’aide accordée, {format_cents(award.amount_cents)}.",
        field="amount_cents",
    )


def payments_open(at: datetime) -> None:
    """The kill switch."""
    need(
        value(PAYMENTS_OPEN.name, on=paris_day(at)),
        "Les paiements sont arrêtés par décision du CCAS : un cadre les rouvre.",
    )


def label_of(request: RentRequest) -> str:
    """What the landlord's bank prints: the months it pays (C. civ. 1342-10), never « secours ».

    Of the tenant's reference, only the words that hold a digit: a name typed there is not printed.
    """
    start, last = request.debt.period.start, request.debt.period.last_day()
    months = f"{start:%m/%Y}"
    if last is not None and f"{last:%m/%Y}" != months:
        months = f"{months}-{last:%m/%Y}"
    words = request.tenancy.reference.split()
    numbered = " ".join(word for word in words if any(sign.isdigit() for sign in word))
    reference = numbered or request.number
    try:
        said = sepa_text(f"CCAS REIMS {owed_words(request)} {months} ref {reference}")
        return said[:140].rstrip()
    except ValueError as error:
        raise Refused(f"Référence du locataire : {error}") from error


def _journal_preparation(
    order: PaymentOrder, request: RentRequest, *, by: User, at: datetime, again: bool = False
) -> None:
    verb = "change_order" if again else "prepare_order"
    record(verb, order, by=by, at=at, household=request.household.uid, to=order.state)


def _told(order: PaymentOrder, *, on: date) -> list[str]:
    """Everything that keeps the order from going further on that day."""
    return [*problems_of(order, on=on), *held_back([order], on=on)[order.pk]]


def _step(
    order: PaymentOrder,
    name: str,
    *,
    by: User,
    at: datetime,
    changes: dict[str, object] | None = None,
    **details: Code,
) -> PaymentOrder:
    request = order.award.decision.request
    return step(order, name, table=ORDER, by=by, at=at, request=request, changes=changes, **details)
