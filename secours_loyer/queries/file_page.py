"""What the page of one request tells: where it stands, what is missing, how the debt is covered."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from django.db.models import QuerySet

from actors import rules
from actors.models import JournalEntry, User
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import in_sentence, short_date
from secours_loyer.models import (
    AccountProposal,
    Decision,
    EntryKind,
    LandlordAccount,
    LandlordReport,
    Letter,
    LetterKind,
    Outcome,
    PaymentEntry,
    PaymentOrder,
    PieceState,
    RentRequest,
    RepaymentPlan,
    ReportKind,
    SocialNote,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.models.study import SENT_BACK
from secours_loyer.queries.adjourned import adjourned_words
from secours_loyer.queries.answer_day import suspended_words
from secours_loyer.queries.appeals import Delay, appeals_of, decision_letter_of, delay_from
from secours_loyer.queries.checklist import checklist_lines
from secours_loyer.queries.computed import registry_gaps, stale_words
from secours_loyer.queries.contests import contest_words, waiting_contest
from secours_loyer.queries.derogation import above_words
from secours_loyer.queries.household_budget import known_budget
from secours_loyer.queries.landlord_links import debt_word
from secours_loyer.queries.landlord_statement import dispute_words, statement_words
from secours_loyer.queries.lease import blocked_words, open_events
from secours_loyer.queries.lease_end import end_words, until_words
from secours_loyer.queries.paying import paying_of
from secours_loyer.queries.readings import readings_of
from secours_loyer.queries.same_months import SameMonths, same_months
from secours_loyer.queries.situation import acts_of, deadlines_of, facts_of
from secours_loyer.queries.standing import badge_of
from secours_loyer.queries.timeline import timeline_of
from secours_loyer.queries.words import NEXT, TONES, stops_of
from secours_loyer.states import UNDECIDED, RequestState

BEFORE_OPINION = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)
PAPERS = (
    ("Pièces attendues", (PieceState.WAITED, PieceState.REFUSED)),
    ("Pièces reçues, à vérifier", (PieceState.RECEIVED,)),
)
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
    orders = list(
        PaymentOrder.objects.filter(award__decision__request=request).select_related(
            "account", "batch"
        )
    )
    plans = list(RepaymentPlan.objects.filter(request=request))
    paid = _paid(request)
    reads_decision = rules.DECISION_READER.allows(user)
    decided: dict[str, Any] = (
        _decided(request, orders, plans) if reads_decision else {"decision": None}
    )
    # The reception reads that it is paid, never the amounts.
    decision = (
        decided["decision"] or Decision.objects.filter(request=request, replaced_by=None).first()
    )
    letter = decision_letter_of(decision) if decision else None
    paying = paying_of(request.state, decision, orders, letter=letter)
    said, tone = badge_of(request, decision, orders)
    follows_lease = rules.LEASE_READER.allows(user)
    checklist = checklist_lines(request)
    alike = same_months(request)
    appeals = appeals_of(request)
    letters = list(
        letters_for(user).filter(request=request).select_related("file", "posting", "held_back")
    )
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
    )
    reports = list(
        LandlordReport.objects.filter(link__request=request).select_related("instalment", "link")
    )
    own = [row for row in reports if row.link.landlord_id == request.tenancy.landlord_id]
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
        "next": paying.words if paying else NEXT[request.state],
        "acts": acts_of(facts, on=on),
        "adjourned": adjourned_words(request) if reads_decision else "",
        "deadlines": deadlines_of(facts, on=on),
        "standstill": suspended_words(request),
        "missing": missing_of(request, own, on=on)
        + _before_decision(request, alike, classes)
        + still_missing(request, checklist, classes, on),
        "same_months": alike,
        "stops": stops_of(
            RequestState.REFUSED if request.debt.released_at else request.state, paid=bool(paid)
        ),
        **_studied(request, user, classes, on),
        "checklist": checklist,
        "cofundings": list(request.cofundings.all()),
        "arrears": list(request.debt.arrears.all()),
        "pieces": request.pieces.select_related("file") if rules.FILE_WRITER.allows(user) else [],
        "tells": (rules.FILE_WRITER | rules.SIGNATORY | rules.SECRETARY).allows(user),
        **_said(request, user, reports),
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


def _said(request: RentRequest, user: User, reports: Sequence[LandlordReport]) -> dict[str, Any]:
    """What the landlord and the household said since."""
    handles = rules.ACCOUNT_HANDLER.allows(user)
    return {
        "reports": reports[:20],
        "contests": list(request.contests.select_related("noted_by", "answered_by")),
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
        .select_related("signed_by", "award", "item__session", "replaced_by")
        .order_by("-decided_at", "-pk")
    )
    replaced = [row for row in signed if getattr(row, "replaced_by", None) is not None]
    decision = next((row for row in signed if row not in replaced), None)
    return {
        "decision": decision,
        "replaced": replaced,
        "shares": shares_of(decision) if decision else [],
        "above": above_words(request.assessments.first(), decision.aid_cents) if decision else "",
        "orders": [{"row": row, "tone": TONES[row.state]} for row in orders],
        "plans": [{"row": row, "tone": TONES[row.state]} for row in plans],
    }


def _paid(request: RentRequest) -> int:
    """Cents that the landlord received for it."""
    rows = PaymentEntry.objects.filter(award__decision__request=request, kind=EntryKind.PAID)
    return rows.balance()


def letters_for(user: User) -> QuerySet[Letter]:
    """A letter of a decision tells amounts, which the reception does not read."""
    rows = Letter.objects.all()
    return rows if rules.DECISION_READER.allows(user) else rows.filter(kind__in=EARLY)


def missing_of(request: RentRequest, reports: Sequence[LandlordReport], *, on: date) -> list[str]:
    """What keeps the file from going on, in sentences; `reports`, those of the
    landlord of today, the newest first."""
    found = []
    word = debt_word(reversed(reports))
    if told := dispute_words(request, word):
        found.append(told)
    if told := contest_words(waiting_contest(request)):
        found.append(told)
    certified = next((row for row in reports if row.kind == ReportKind.STATEMENT), None)
    if told := statement_words(request, certified):
        found.append(told)
    if request.debt.statement_id is None:
        found.append("Le décompte du bailleur manque.")
    if request.missing:
        found.append(f"Demandé : {request.missing}")
    if not request.tenancy.landlord.known_phone:
        found.append("Le téléphone connu du bailleur manque : il sert à vérifier son compte.")
    elif request.tenancy.landlord.phone_confirmed_at is None:
        found.append("Le téléphone du bailleur, donné par l’association, est à confirmer.")
    if request.state == RequestState.STUDIED and request.fund_checks.count() < len(CHECKED):
        found.append("Il reste à vérifier si d’autres organismes ont déjà payé ces mois.")
    if request.state == RequestState.STUDIED and not request.assessments.exists():
        found.append("Le calcul n’est pas fait.")
    return found + _lease_words(request, on=on)


def _lease_words(request: RentRequest, *, on: date) -> list[str]:
    """A lease that ended, or whose written end nobody answered; its events that wait."""
    found = []
    ended_on = request.tenancy.ended_on
    if told := end_words(request, on=on):
        found.append(told)
    if ended_on is not None and ended_on <= on:
        found.append(f"Le bail est terminé depuis le {ended_on:%d/%m/%Y}.")
    return found + [blocked_words(event) for event in open_events(request.tenancy)]


def _before_decision(
    request: RentRequest, alike: Sequence[SameMonths], classes: Set[str]
) -> list[str]:
    return [
        *_unsettled(request, alike),
        *_derogation(request, classes),
        *_sent_back(request, classes),
    ]


def _unsettled(request: RentRequest, alike: Sequence[SameMonths]) -> list[str]:
    """Before the decision: facts that changed since the computation, duplicates not answered."""
    if request.state not in UNDECIDED:
        return []
    told = stale_words(request)
    return [*([told] if told else []), *(claim.words for claim in alike if claim.waits)]


def _derogation(request: RentRequest, classes: Set[str]) -> list[str]:
    """An opinion above the calculation, until the decision, for those who read amounts computed."""
    if "resources" not in classes or request.state not in UNDECIDED:
        return []
    told = above_words(request.assessments.first(), request.proposed_cents)
    return [f"{told} Lisez pourquoi dans l’avis."] if told else []


def _sent_back(request: RentRequest, classes: Set[str]) -> list[str]:
    """What the manager asked to take up again, while the study goes on."""
    if "notes" not in classes or request.state != RequestState.STUDIED:
        return []
    notes = SocialNote.objects.filter(request=request, text__startswith=SENT_BACK)
    note = notes.select_related("by").first()
    return [f"{note.text} ({note.by}, le {short_date(note.at)})"] if note else []


def papers_missing(request: RentRequest, checklist: Sequence[dict[str, Any]]) -> list[str]:
    """The papers that keep the opinion from being given; what was asked in words says some."""
    if request.state not in BEFORE_OPINION:
        return []
    told = []
    for label, codes in PAPERS:
        names = ", ".join(line["label"] for line in checklist if line["code"] in codes)
        if names and not (request.missing and PieceState.WAITED in codes):
            told.append(f"{label}{_sent_without(request, codes)} : {names}.")
    return told


def _sent_without(request: RentRequest, codes: Sequence[PieceState]) -> str:
    """The papers were asked for, and the request came back without them."""
    if PieceState.WAITED not in codes or request.state == RequestState.INCOMPLETE:
        return ""
    back = JournalEntry.objects.filter(
        object_type="secours_loyer.rentrequest",
        object_id=str(request.pk),
        verb="complete_request",
    ).first()
    return f" (la demande est revenue le {short_date(back.at)} sans elles)" if back else ""


def still_missing(
    request: RentRequest, checklist: Sequence[dict[str, Any]], classes: Set[str], on: date
) -> list[str]:
    """The papers; then resources unknown, or not looked at for long while the aid may still be
    computed, for those who read them."""
    papers = papers_missing(request, checklist)
    if "resources" not in classes or request.state not in BEFORE_OPINION:
        return papers
    words = known_budget(request.household, on=on).age_words
    return [*papers, f"Ressources du ménage : {in_sentence(words)}"] if words else papers


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
