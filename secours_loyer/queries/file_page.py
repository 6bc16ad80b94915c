"""What the page of one request tells: where it stands, what is missing, how the debt is covered."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from django.db.models import QuerySet

from actors import rules
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    AccountProposal,
    DebtContest,
    Decision,
    EntryKind,
    LandlordAccount,
    LandlordReport,
    Letter,
    LetterKind,
    Outcome,
    PaymentEntry,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    SocialNote,
)
from secours_loyer.queries.adjourned import adjourned_words
from secours_loyer.queries.answer_day import suspended_words
from secours_loyer.queries.appeals import Delay, appeals_of, decision_letter_of, delay_from
from secours_loyer.queries.checklist import checklist_lines
from secours_loyer.queries.computed import registry_gaps
from secours_loyer.queries.contests import contest_words
from secours_loyer.queries.derogation import above_words
from secours_loyer.queries.landlord_links import debt_word
from secours_loyer.queries.landlord_statement import dispute_words
from secours_loyer.queries.lease_end import until_words
from secours_loyer.queries.missing import before_decision, missing_of, still_missing
from secours_loyer.queries.paying import GOES_ON, paying_of
from secours_loyer.queries.payment_missing import account_missing, failed_words, to_pay
from secours_loyer.queries.plan_awaited import given_up_words
from secours_loyer.queries.readings import readings_of
from secours_loyer.queries.same_months import same_months
from secours_loyer.queries.situation import acts_of, deadlines_of, facts_of
from secours_loyer.queries.standing import badge_of
from secours_loyer.queries.timeline import timeline_of
from secours_loyer.queries.words import NEXT, TONES, stops_of
from secours_loyer.states import FAILED, PAYABLE, RequestState

# Written before anything is decided, or saying nothing of it.
EARLY = (LetterKind.FILED, LetterKind.MISSING, LetterKind.STATEMENT, LetterKind.APPEAL)


def classes_for(user: User) -> frozenset[str]:
    """Field classes of a file that this person's role needs; the page and the log both ask here."""
    classes = {"identity", "housing", "debts"}
    if (rules.SOCIAL_WORKER | rules.SIGNATORY | rules.SECRETARY).allows(user):
        classes.add("resources")
    if rules.SOCIAL_WORKER.allows(user):
        classes.add("notes")
    if rules.LEASE_READER.allows(user):
        classes.add("eviction")
    if (rules.FINANCE | rules.APPROVER).allows(user):
        classes.add("bank")
    return frozenset(classes)


def file_page(
    request: RentRequest, user: User, *, on: date, accounts: Sequence[LandlordAccount]
) -> dict[str, Any]:
    """The context of the staff's page; a constant number of queries."""
    classes = classes_for(user)
    paying_orders = PaymentOrder.objects.filter(award__decision__request=request)
    orders = list(paying_orders.select_related("account", "batch"))
    plans = list(RepaymentPlan.objects.filter(request=request))
    paid = _paid(request)
    reads_decision = rules.DECISION_READER.allows(user)
    decided: dict[str, Any] = (
        _decided(request, orders, plans) if reads_decision else {"decision": None}
    )
    # The reception reads that it is paid, never the amounts.
    decision = decided["decision"] or request.decisions.filter(replaced_by=None).first()
    letter = decision_letter_of(decision) if decision else None
    paying = paying_of(request.state, decision, orders, letter=letter)
    said, tone = badge_of(request, decision, orders)
    follows_lease = rules.LEASE_READER.allows(user)
    checklist = checklist_lines(request)
    alike = same_months(request)
    appeals = appeals_of(request)
    written = letters_for(user).filter(request=request)
    letters = list(written.select_related("file", "posting", "held_back"))
    reports, own, contests, disputes = _heard(request)
    unpaid = _unpaid(request, decision, orders, accounts, reads_decision=reads_decision)
    facts = facts_of(
        request,
        decision=decided["decision"],
        orders=orders if reads_decision else [],
        plans=plans if reads_decision else [],
        accounts=accounts,
        letters=letters,
        reads_procedure=follows_lease,
        appeals=appeals,
        refusal=_to_contest(decision, letter),
        contested=bool(disputes),
        account_awaited=to_pay(request, decision, orders) and bool(account_missing(accounts)),
    )
    return {
        **decided,
        "letters": letters,
        "appeals": appeals,
        "paid": paid,
        "reads_decision": reads_decision,
        "follows_lease": follows_lease,
        "until": until_words(request.tenancy),
        "file": request,
        "classes": classes,
        "badge": said,
        "tone": tone,
        "next": next_of(
            request,
            paying.words if paying else "",
            blocked=bool(unpaid or disputes or facts.events),
        ),
        "acts": acts_of(facts, on=on),
        "adjourned": adjourned_words(request) if reads_decision else "",
        "deadlines": deadlines_of(facts, on=on),
        "standstill": suspended_words(request),
        "missing": missing_of(request, own, disputes, on=on)
        + unpaid
        + before_decision(request, alike, classes)
        + still_missing(request, checklist, classes, on),
        "same_months": alike,
        "stops": _stops(request, paid),
        **_studied(request, user, classes, on),
        "checklist": checklist,
        "cofundings": list(request.cofundings.all()),
        "arrears": list(request.debt.arrears.all()),
        "pieces": request.pieces.select_related("file") if rules.FILE_WRITER.allows(user) else [],
        "tells": (rules.FILE_WRITER | rules.SIGNATORY | rules.SECRETARY).allows(user),
        **_said(request, user, reports, contests),
        "timeline": timeline_of(
            request,
            [*orders, *plans, *reports, *(row.replaced_by for row in decided.get("replaced", []))],
        ),
    }


def _to_contest(decision: Decision | None, letter: Letter | None) -> Delay | None:
    """The delay to contest the refusal in force, once its letter is written."""
    if decision is None or letter is None or decision.outcome != Outcome.REFUSED:
        return None
    return delay_from(letter)


def _unpaid(
    request: RentRequest,
    decision: Decision | None,
    orders: Sequence[PaymentOrder],
    accounts: Sequence[LandlordAccount],
    *,
    reads_decision: bool,
) -> list[str]:
    """Why a granted aid is not on its way; an order that failed tells an amount."""
    if not to_pay(request, decision, orders):
        return []
    told = [failed_words(orders) if reads_decision else "", account_missing(accounts)]
    return [words for words in told if words]


def next_of(request: RentRequest, paying: str, *, blocked: bool) -> str:
    """The sentence at the top; it promises no payment that waits for something else, and says who
    takes up again a request that came back."""
    if request.state in PAYABLE and blocked and paying.endswith(GOES_ON):
        return f"{paying.removesuffix(GOES_ON)}. Le paiement attend : voyez ce qui manque."
    if request.state == RequestState.FILED and request.instructor is not None:
        return f"La demande est revenue : {request.instructor} en reprend l’étude."
    return paying or NEXT[request.state]


def _stops(request: RentRequest, paid: int) -> list[dict[str, str]]:
    state = RequestState.REFUSED if request.debt.released_at else request.state
    return stops_of(state, paid=bool(paid))


def _heard(
    request: RentRequest,
) -> tuple[list[LandlordReport], list[LandlordReport], list[DebtContest], list[str]]:
    """What landlords said, what the one of today did, the contests of the household, and who
    contests the debt and waits for an answer; the newest first."""
    reports = list(
        LandlordReport.objects.filter(link__request=request).select_related("instalment", "link")
    )
    own = [row for row in reports if row.link.landlord_id == request.tenancy.landlord_id]
    contests = list(request.contests.select_related("noted_by", "answered_by"))
    waiting = next((row for row in contests if not row.answer), None)
    told = (dispute_words(request, debt_word(reversed(own))), contest_words(waiting))
    return reports, own, contests, [words for words in told if words]


def _said(
    request: RentRequest,
    user: User,
    reports: Sequence[LandlordReport],
    contests: Sequence[DebtContest],
) -> dict[str, Any]:
    """What the landlord and the household said since."""
    handles = rules.ACCOUNT_HANDLER.allows(user)
    return {
        "reports": reports[:20],
        "contests": contests,
        "proposals": AccountProposal.objects.waiting_for(request) if handles else [],
    }


def _studied(request: RentRequest, user: User, classes: Set[str], on: date) -> dict[str, Any]:
    """The computation, what the registry says beside it, and the notes."""
    reads = "resources" in classes
    notes = SocialNote.objects.visible_to(user).filter(request=request)
    return {
        "assessment": (made := request.assessments.select_related("by").first() if reads else None),
        "readings": readings_of(made) if made else (),
        "gaps": registry_gaps(request, on=on) if reads else [],
        "notes": notes.select_related("by")[:20],
    }


def _decided(
    request: RentRequest, orders: list[PaymentOrder], plans: list[RepaymentPlan]
) -> dict[str, Any]:
    """The amounts decided and where they are told: the decision, its payments and plans."""
    signed = list(
        Decision.objects.filter(request=request)
        .select_related(
            *("signed_by", "award", "item__session", "replaced_by", "plan_given_up__by")
        )
        .order_by("-decided_at", "-pk")
    )
    replaced = [row for row in signed if getattr(row, "replaced_by", None) is not None]
    decision = next((row for row in signed if row not in replaced), None)
    return {
        "decision": decision,
        "replaced": replaced,
        "shares": shares_of(decision) if decision else [],
        "above": above_words(request.assessments.first(), decision.aid_cents) if decision else "",
        "orders": [
            {"row": row, "tone": TONES[row.state], "failed": row.state in FAILED} for row in orders
        ],
        "plans": [{"row": row, "tone": TONES[row.state]} for row in plans],
        "no_plan": given_up_words(decision),
    }


def _paid(request: RentRequest) -> int:
    """Cents that the landlord received for it."""
    rows = PaymentEntry.objects.filter(award__decision__request=request, kind=EntryKind.PAID)
    return rows.balance()


def letters_for(user: User) -> QuerySet[Letter]:
    """A letter of a decision tells amounts, which the reception does not read."""
    rows = Letter.objects.all()
    return rows if rules.DECISION_READER.allows(user) else rows.filter(kind__in=EARLY)


def shares_of(decision: Decision) -> list[dict[str, Any]]:
    """The debt shared out, for the bar and its figures; refused, no plan covers what is owed."""
    left = (
        (("solde", "Reste à la charge du ménage", decision.plan_cents + decision.unfunded_cents),)
        if decision.outcome == Outcome.REFUSED
        else (
            ("plan", "Plan d’apurement", decision.plan_cents),
            ("solde", "Reste sans financement", decision.unfunded_cents),
        )
    )
    parts = (
        ("aide", "Aide du CCAS", decision.aid_cents),
        ("cofinancement", "Autres financements", decision.cofunding_cents),
        ("apport", "Apport du ménage", decision.down_payment_cents),
        *left,
    )
    shares, start = [], 0
    for key, label, cents in parts:
        end = start + cents
        if cents:
            shares.append(
                {
                    "key": key,
                    "label": label,
                    "text": format_cents(cents),
                    "x": start * 1000 // decision.debt_cents,
                    "width": end * 1000 // decision.debt_cents
                    - start * 1000 // decision.debt_cents,
                }
            )
        start = end
    return shares
