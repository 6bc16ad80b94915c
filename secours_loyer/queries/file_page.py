"""What the page of one request tells: where it stands, what is missing, how the debt is covered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from actors import rules
from actors.models import JournalEntry, User
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    AccountProposal,
    Decision,
    EntryKind,
    LandlordAccount,
    LandlordReport,
    Letter,
    LetterKind,
    PaymentEntry,
    PaymentOrder,
    PieceState,
    RentRequest,
    RepaymentPlan,
    ReportKind,
    SocialNote,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.queries.checklist import checklist_lines
from secours_loyer.queries.landlord_links import debt_word
from secours_loyer.queries.landlord_statement import statement_words
from secours_loyer.queries.lease import blocked_words, open_events
from secours_loyer.queries.paying import paying_of
from secours_loyer.queries.situation import acts_of, deadlines_of, facts_of
from secours_loyer.queries.verbs import VERBS
from secours_loyer.queries.words import NEXT, TONES, stops_of
from secours_loyer.states import RequestState

TIMELINE = 60
BEFORE_OPINION = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)
PAPERS = (
    ("Pièces attendues", (PieceState.WAITED, PieceState.REFUSED)),
    ("Pièces reçues, à vérifier", (PieceState.RECEIVED,)),
)
# Written before anything is decided.
EARLY = (LetterKind.FILED, LetterKind.MISSING, LetterKind.STATEMENT)


def classes_for(user: User) -> frozenset[str]:
    """Field classes of a file that this person's role needs; the page and the log both ask here."""
    classes = {"identity", "housing", "debts"}
    if (rules.SOCIAL_WORKER | rules.SIGNATORY | rules.SECRETARY).allows(user):
        classes.add("resources")
    if rules.SOCIAL_WORKER.allows(user):
        classes.add("notes")
    if (rules.FILE_WRITER | rules.COMMISSION_READER).allows(user):
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
    paid = PaymentEntry.objects.filter(
        award__decision__request=request, kind=EntryKind.PAID
    ).balance()
    reads_decision = rules.DECISION_READER.allows(user)
    decided: dict[str, Any] = (
        _decided(request, orders, plans) if reads_decision else {"decision": None}
    )
    # The reception reads that it is paid, never the amounts.
    decision = (
        decided["decision"] or Decision.objects.filter(request=request, replaced_by=None).first()
    )
    paying = paying_of(request.state, decision, orders)
    follows_lease = (rules.FILE_WRITER | rules.COMMISSION_READER).allows(user)
    checklist = checklist_lines(request)
    letters = list(letters_for(user).filter(request=request).select_related("file"))
    facts = facts_of(
        request,
        decision=decided["decision"],
        orders=orders if reads_decision else [],
        plans=plans if reads_decision else [],
        accounts=accounts,
        letters=letters,
        reads_procedure=follows_lease,
    )
    reports = list(
        LandlordReport.objects.filter(link__request=request).select_related("instalment", "link")
    )
    landlord = request.tenancy.landlord_id
    own = [row for row in reports if row.link.landlord_id == landlord]
    return {
        **decided,
        "letters": letters,
        "paid": paid,
        "reads_decision": reads_decision,
        "follows_lease": follows_lease,
        "file": request,
        "classes": classes,
        "badge": (paying and paying.badge) or request.get_state_display(),
        "tone": (paying and paying.tone) or TONES[request.state],
        "next": paying.words if paying else NEXT[request.state],
        "acts": acts_of(facts),
        "deadlines": deadlines_of(facts, on=on),
        "missing": [*missing_of(request, own, on=on), *papers_missing(request, checklist)],
        "stops": stops_of(
            RequestState.REFUSED if request.debt.released_at else request.state, paid=bool(paid)
        ),
        "assessment": request.assessments.select_related("by").first()
        if "resources" in classes
        else None,
        "notes": SocialNote.objects.visible_to(user)
        .filter(request=request)
        .select_related("by")[:20],
        "checklist": checklist,
        "cofundings": list(request.cofundings.all()),
        "arrears": list(request.debt.arrears.all()),
        "pieces": request.pieces.select_related("file") if rules.FILE_WRITER.allows(user) else [],
        "tells": (rules.FILE_WRITER | rules.SIGNATORY | rules.SECRETARY).allows(user),
        "reports": reports[:20],
        "proposals": AccountProposal.objects.waiting_for(request)
        if rules.ACCOUNT_HANDLER.allows(user)
        else [],
        "timeline": timeline_of(
            request,
            [row.pk for row in orders],
            [row.pk for row in plans],
            [row.replaced_by.pk for row in decided.get("replaced", [])],
        ),
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
        "orders": [{"row": row, "tone": TONES[row.state]} for row in orders],
        "plans": [{"row": row, "tone": TONES[row.state]} for row in plans],
    }


def letters_for(user: User) -> QuerySet[Letter]:
    """A letter of a decision tells amounts, which the reception does not read."""
    rows = Letter.objects.all()
    return rows if rules.DECISION_READER.allows(user) else rows.filter(kind__in=EARLY)


def missing_of(request: RentRequest, reports: Sequence[LandlordReport], *, on: date) -> list[str]:
    """What keeps the file from going on, in sentences; `reports`, those of the
    landlord of today, the newest first."""
    found = []
    word = debt_word(reversed(reports))
    if word is not None and word.kind == ReportKind.DISPUTED:
        found.append("Le bailleur conteste la dette : rappelez-le et demandez un nouveau décompte.")
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
    if request.tenancy.ended_on is not None and request.tenancy.ended_on <= on:
        found.append(f"Le bail est terminé depuis le {request.tenancy.ended_on:%d/%m/%Y}.")
    return found + [blocked_words(event) for event in open_events(request.tenancy)]


def papers_missing(request: RentRequest, checklist: Sequence[dict[str, Any]]) -> list[str]:
    """The papers that keep the opinion from being given; what was asked in words says some."""
    if request.state not in BEFORE_OPINION:
        return []
    told = []
    for label, codes in PAPERS:
        names = ", ".join(line["label"] for line in checklist if line["code"] in codes)
        if names and not (request.missing and PieceState.WAITED in codes):
            told.append(f"{label} : {names}.")
    return told


def shares_of(decision: Decision) -> list[dict[str, Any]]:
    """The debt shared out, for the bar and its figures; `per_mille` places each part."""
    parts = (
        ("aide", "Aide du CCAS", decision.aid_cents),
        ("cofinancement", "Autres financements", decision.cofunding_cents),
        ("apport", "Apport du ménage", decision.down_payment_cents),
        ("plan", "Plan d’apurement", decision.plan_cents),
        ("solde", "Reste sans financement", decision.unfunded_cents),
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


def timeline_of(
    request: RentRequest, orders: list[int], plans: list[int], decisions: list[int]
) -> list[dict[str, Any]]:
    """The file's acts, from the journal, newest first; who, when, what: never why."""
    own = Q()
    for name, rows in (
        ("rentrequest", [request.pk]),
        ("paymentorder", orders),
        ("repaymentplan", plans),
        ("decision", decisions),
    ):
        own |= Q(object_type=f"secours_loyer.{name}", object_id__in=[str(pk) for pk in rows])
    entries = (
        JournalEntry.objects.filter(own, verb__in=VERBS)
        .select_related("actor")
        .order_by("-at", "-pk")[:TIMELINE]
    )
    return [
        {
            "date": f"{entry.at:%d/%m/%Y}",
            "title": VERBS[entry.verb],
            "by": entry.actor.get_full_name() if entry.actor else "",
            "text": "",
        }
        for entry in entries
    ]
