"""Signing a decision: numbered, immutable, the whole debt shared out, the credit committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actors import rules
from actors.households.models import Household
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.budget import line_of
from secours_loyer.actions.doors import action, locked, need, seal, step_request, unforged
from secours_loyer.actions.filing import release
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.rule_of_day import Counted, counted
from secours_loyer.models import (
    AgendaItem,
    Award,
    Decision,
    EntryKind,
    Origin,
    Outcome,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.queries.appeals import less_than_contested
from secours_loyer.queries.derogation import above_words, explained
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.ties import stands_apart
from secours_loyer.scale import Funding, PlanTooLarge


@dataclass(frozen=True)
class Delegated:
    """Why it could not wait, and what the delegation had already granted to the household."""

    urgency: str
    since: datetime
    before_cents: int
    ceiling_cents: int


@dataclass(frozen=True)
class Content:
    """What is decided; the plan takes what is left of the debt unless its amount is given."""

    outcome: str
    motive: str
    aid_cents: int = 0
    plan_cents: int | None = None


@action
def decide_item(item: AgendaItem, *, by: User, at: datetime) -> Decision:
    """Sign what the session recorded for one file (grant or refusal); the minutes follow."""
    household_held(item.request)
    held = locked(item.request)
    unforged(item)
    may_sign(held, by)
    granted = item.outcome == Outcome.GRANTED
    content = Content(item.outcome, item.motive, item.aid_cents, item.plan_cents)
    decision = write_decision(held, content, item=item, by=by, at=at)
    name = "grant" if granted else "refuse"
    step_request(held, name, by=by, at=at, number=decision.number, **named(decision))
    if granted:
        open_award(decision, by=by, at=at)
    else:
        release(held, at=at)
    return decision


def household_held(request: RentRequest) -> None:
    """Two decisions at once for one household share one ceiling: they wait for each other."""
    Household.objects.select_for_update(of=("self",)).get(pk=request.household_id)


def may_sign(request: RentRequest, by: User) -> None:
    need(rules.SIGNATORY.allows(by), "Une décision est signée par le président ou son délégué.")
    need(request.instructor_id != by.pk, "L’instructeur de la demande ne signe pas la décision.")
    need(
        by.pk not in request.past_instructors,
        "Vous avez instruit cette demande : un autre signataire signe la décision.",
    )
    need(
        request.filed_by_id != by.pk,
        "Vous avez déposé cette demande : un autre signataire signe la décision.",
    )
    need(
        not stands_apart(request, by),
        "Vous avez un lien avec ce dossier : un autre signataire signe.",
    )


def shares_for(
    request: RentRequest, content: Content, *, at: datetime, former: Decision | None = None
) -> tuple[Funding, Counted]:
    """How the debt would be shared out, and what held it that day; refused above the ceiling.
    `former`: what it granted is not counted, its award is about to be taken back."""
    need(content.motive.strip(), "Écrivez le motif : il figure sur la lettre.", field="motive")
    rule = counted(request.household, on=paris_day(at), former=former)
    rule.need_under(content.aid_cents, field="aid_cents")
    need(
        content.outcome == Outcome.REFUSED or content.aid_cents > 0,
        "Indiquez le montant accordé.",
        field="aid_cents",
    )
    try:
        shares = Funding.of(
            debt_cents=request.debt.certified_cents,
            aid_cents=content.aid_cents,
            cofunding_cents=request.cofunding_cents,
            down_payment_cents=request.down_payment_cents,
            plan_cents=content.plan_cents,
        )
    except PlanTooLarge as error:
        raise Refused(str(error), field="plan_cents") from error
    except ValueError as error:
        raise Refused(str(error), field="aid_cents") from error
    above = above_words(request.assessments.first(), content.aid_cents)
    need(
        not above or explained(content.motive),
        f"{above} Le motif dit pourquoi, en une phrase au moins.",
        field="motive",
    )
    return shares, rule


def need_not_less(former: Decision, aid_cents: int) -> None:
    """Whoever contests does not get less by contesting."""
    need(not (told := less_than_contested(former, aid_cents)), told, field="aid_cents")


def write_decision(
    request: RentRequest,
    content: Content,
    *,
    by: User,
    at: datetime,
    item: AgendaItem | None = None,
    delegated: Delegated | None = None,
    replaces: Decision | None = None,
) -> Decision:
    if replaces is not None:
        need_not_less(replaces, content.aid_cents)
    shares, rule = shares_for(request, content, at=at)
    decision = Decision.objects.create(
        number=next_number("D", paris_day(at).year, 5),
        request=request,
        outcome=content.outcome,
        motive=content.motive.strip(),
        debt_cents=shares.debt_cents,
        aid_cents=shares.aid_cents,
        cofunding_cents=shares.cofunding_cents,
        down_payment_cents=shares.down_payment_cents,
        plan_cents=shares.plan_cents,
        unfunded_cents=shares.unfunded_cents,
        ceiling_cents=rule.ceiling_cents,
        period_since=rule.since,
        period_before_cents=rule.before_cents,
        period_cap_cents=rule.cap_cents,
        decided_at=at,
        signed_by=by,
        replaces=replaces,
        origin=Origin.COMMISSION if item else Origin.DELEGATION,
        item=item,
        urgency=delegated.urgency if delegated else "",
        delegated_since=delegated.since if delegated else None,
        delegated_before_cents=delegated.before_cents if delegated else None,
        delegation_ceiling_cents=delegated.ceiling_cents if delegated else None,
    )
    seal(decision, at=at)
    return decision


def open_award(decision: Decision, *, by: User, at: datetime) -> Award:
    award = Award.objects.create(decision=decision, amount_cents=decision.aid_cents)
    entry = PaymentEntry.objects.create(
        at=at,
        amount=award.amount_cents,
        kind=EntryKind.COMMITTED,
        award=award,
        budget_line=line_of(paris_day(at).year),
        by=by,
    )
    seal(award, entry, at=at)
    return award


def take_back(award: Award, *, by: User, at: datetime) -> list[PaymentEntry]:
    """Nothing is paid any more under a decision that another one replaces."""
    award.revoked_at = at
    award.save(update_fields=["revoked_at"])
    standing = award.entries.filter(kind=EntryKind.COMMITTED, corrects=None, corrected_by=None)
    entries = [
        PaymentEntry.objects.create(
            at=at,
            amount=-promised.amount,
            kind=EntryKind.COMMITTED,
            award=award,
            by=by,
            corrects=promised,
            budget_line_id=promised.budget_line_id,
        )
        for promised in standing.order_by("pk")
    ]
    seal(award, *entries, at=at)
    return entries
