"""Signing a decision: numbered, immutable, the whole debt shared out, the credit committed."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.actions.transition import take
from actors.households.models import Household
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.filing import release
from secours_loyer.actions.letters import keep_decision_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.rule_of_day import ceiling
from secours_loyer.models import (
    Award,
    Decision,
    EntryKind,
    Outcome,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.scale import Funding
from secours_loyer.states import DEAD_ORDER, REQUEST, RUNNING_PLAN


@action
def decide(
    request: RentRequest,
    *,
    outcome: str,
    motive: str,
    by: User,
    at: datetime,
    aid_cents: int = 0,
    plan_cents: int | None = None,
) -> Decision:
    """Grant or refuse; the plan takes what is left of the debt unless its amount is given.

    Refused above the ceiling of the day, to the instructor of the request, and to anyone but a
    signatory. The household's row is locked: two decisions at once share one ceiling.
    """
    Household.objects.select_for_update(of=("self",)).get(pk=request.household_id)
    held = locked(request)
    _may_sign(held, by)
    step = "grant" if outcome == Outcome.GRANTED else "refuse"
    decision = _write(
        held, outcome, motive, aid_cents if step == "grant" else 0, plan_cents, by=by, at=at
    )
    moved = take(
        held,
        step,
        table=REQUEST,
        by=by,
        at=at,
        household=held.household.uid,
        changes={"closed_at": at},
        number=decision.number,
    )
    if step == "grant":
        _open_award(decision, by=by, at=at)
    else:
        release(held, at=at)
    _announce(moved, decision, by=by, at=at)
    return decision


@action
def replace_decision(
    decision: Decision,
    *,
    motive: str,
    aid_cents: int,
    by: User,
    at: datetime,
    plan_cents: int | None = None,
) -> Decision:
    """Sign a new decision of grant over an older one, as long as no order was made under it and
    nobody repays what it left to a plan."""
    Household.objects.select_for_update(of=("self",)).get(pk=decision.request.household_id)
    held = locked(decision.request)
    _may_sign(held, by)
    need(decision.outcome == Outcome.GRANTED, "Un refus se revoit par une nouvelle demande.")
    award = locked(decision.award)
    need(award.revoked_at is None, "Cette décision est déjà remplacée. Rechargez la page.")
    need(
        not held.plans.filter(state__in=RUNNING_PLAN).exists(),
        "Un plan est en cours sur cette décision. Constatez sa rupture avant de la remplacer.",
    )
    need(
        not award.orders.exclude(state__in=DEAD_ORDER).exists(),
        "Un ordre de paiement existe pour cette aide. Annulez-le avant de remplacer la décision.",
    )
    award.revoked_at = at
    award.save(update_fields=["revoked_at"])
    entry = PaymentEntry.objects.create(
        at=at,
        amount=-award.amount_cents,
        kind=EntryKind.COMMITTED,
        award=award,
        by=by,
        corrects=award.entries.get(kind=EntryKind.COMMITTED, corrects=None),
    )
    seal(award, entry, at=at)
    new = _write(
        held, Outcome.GRANTED, motive, aid_cents, plan_cents, by=by, at=at, replaces=decision
    )
    _open_award(new, by=by, at=at)
    record("replace_decision", new, by=by, at=at, household=held.household.uid)
    _announce(held, new, by=by, at=at)
    return new


def _may_sign(request: RentRequest, by: User) -> None:
    need(rules.SIGNATORY.allows(by), "Une décision est signée par le président ou son délégué.")
    need(request.instructor_id != by.pk, "L’instructeur de la demande ne signe pas la décision.")


def _write(
    request: RentRequest,
    outcome: str,
    motive: str,
    aid_cents: int,
    plan_cents: int | None,
    *,
    by: User,
    at: datetime,
    replaces: Decision | None = None,
) -> Decision:
    need(motive.strip(), "Écrivez le motif : il figure sur la lettre.", field="motive")
    on = paris_day(at)
    most = ceiling(request.household, on=on)
    if aid_cents > most:
        raise Refused(
            f"L’aide dépasse le plafond de ce ménage, {format_cents(most)} aujourd’hui.",
            field="aid_cents",
        )
    need(
        outcome == Outcome.REFUSED or aid_cents > 0,
        "Indiquez le montant accordé.",
        field="aid_cents",
    )
    try:
        shares = Funding.of(
            debt_cents=request.debt.certified_cents,
            aid_cents=aid_cents,
            cofunding_cents=request.cofunding_cents,
            down_payment_cents=request.down_payment_cents,
            plan_cents=plan_cents,
        )
    except ValueError as error:
        raise Refused(str(error), field="aid_cents") from error
    decision = Decision.objects.create(
        number=next_number("D", on.year, 5),
        request=request,
        outcome=outcome,
        motive=motive.strip(),
        debt_cents=shares.debt_cents,
        aid_cents=shares.aid_cents,
        cofunding_cents=shares.cofunding_cents,
        down_payment_cents=shares.down_payment_cents,
        plan_cents=shares.plan_cents,
        unfunded_cents=shares.unfunded_cents,
        ceiling_cents=most,
        decided_at=at,
        signed_by=by,
        replaces=replaces,
    )
    seal(decision, at=at)
    return decision


def _open_award(decision: Decision, *, by: User, at: datetime) -> Award:
    award = Award.objects.create(decision=decision, amount_cents=decision.aid_cents)
    entry = PaymentEntry.objects.create(
        at=at, amount=award.amount_cents, kind=EntryKind.COMMITTED, award=award, by=by
    )
    seal(award, entry, at=at)
    return award


def _announce(request: RentRequest, decision: Decision, *, by: User, at: datetime) -> None:
    keep_decision_letter(decision, by=by, at=at)
    tell_filer(request, "document_waiting", event=decision.number, at=at)
