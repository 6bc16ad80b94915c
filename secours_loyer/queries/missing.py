"""What keeps a file from going on, in sentences: papers, answers, checks, the lease."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from actors.models import JournalEntry
from reims_solidarite.kit.templatetags.french import in_sentence, short_date
from secours_loyer.models import (
    LandlordReport,
    PieceState,
    RentRequest,
    ReportKind,
    SocialNote,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.models.study import SENT_BACK
from secours_loyer.queries.computed import stale_words
from secours_loyer.queries.derogation import above_words
from secours_loyer.queries.household_budget import known_budget
from secours_loyer.queries.landlord_statement import statement_words
from secours_loyer.queries.lease import blocked_words, open_events
from secours_loyer.queries.lease_end import end_words
from secours_loyer.queries.same_months import SameMonths
from secours_loyer.states import UNDECIDED, RequestState

BEFORE_OPINION = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)
PAPERS = (
    ("Pièces attendues", (PieceState.WAITED, PieceState.REFUSED)),
    ("Pièces reçues, à vérifier", (PieceState.RECEIVED,)),
)


def missing_of(
    request: RentRequest,
    reports: Sequence[LandlordReport],
    disputes: Sequence[str],
    *,
    on: date,
) -> list[str]:
    """What keeps the file from going on, in sentences; `reports`, those of the landlord of today,
    the newest first; `disputes`, who contests the debt and waits for an answer."""
    found = list(disputes)
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


def before_decision(
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
        # What was asked in words already names some of them.
        told_already = request.missing if PieceState.WAITED in codes else ""
        names = ", ".join(
            line["label"]
            for line in checklist
            if line["code"] in codes and line["label"] not in told_already
        )
        if names:
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
