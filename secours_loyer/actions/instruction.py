"""Studying a request: who takes it, what is missing, the computation, the opinion, the check."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.checklist import missing_words
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.filing import release
from secours_loyer.actions.fund_checks import unanswered
from secours_loyer.actions.letters import keep_missing_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.recheck import lines_of
from secours_loyer.actions.rule_of_day import scale_inputs, scale_parameters
from secours_loyer.actions.statement_answer import need_answer
from secours_loyer.models import Assessment, RentRequest, SocialNote
from secours_loyer.parameters import STATEMENT_DAYS
from secours_loyer.queries.ties import is_tied
from secours_loyer.scale import propose
from secours_loyer.states import REQUEST, RequestState

OF_THE_FILER = (
    "Cette personne agit pour l’association qui a déposé la demande. Choisissez-en une autre."
)
TIED = "Cette personne a déclaré un lien avec ce dossier. Choisissez-en une autre."
TIED_SELF = "Vous avez déclaré un lien avec ce dossier : il revient à une autre personne."


@action
def ask_missing(request: RentRequest, *, missing: str, by: User, at: datetime) -> RentRequest:
    """Send the request back to whoever filed it, saying what is missing: the words given, then the
    papers of the checklist that are awaited or refused."""
    awaited = missing_words(request)
    told = ". ".join(part for part in (missing.strip().rstrip("."), awaited) if part)
    need(told, "Dites ce qui manque.", field="missing")
    asked = _take(request, "ask_missing", by=by, at=at, missing=told[:1000])
    keep_missing_letter(asked, missing.strip(), by=by, at=at)
    tell_filer(asked, "to_complete", event=f"{asked.number}:{at:%Y%m%d%H%M%S}", at=at)
    return asked


@action
def assign(request: RentRequest, *, to: User, by: User, at: datetime) -> RentRequest:
    """Give the request to a social worker; one may take it for oneself.

    Refused to whoever filed it from an organisation: nobody studies their own request.
    """
    need(to.roles & {"instructeur", "cadre"}, "Choisissez un instructeur ou un cadre.", field="to")
    need(
        request.organisation_id is None or request.organisation_id not in to.organisation_ids,
        OF_THE_FILER,
        field="to",
    )
    need(not is_tied(request, to), TIED, field="to")
    taken = _take(request, "assign", by=by, at=at, instructor=to)
    tell_filer(taken, "file_moves", event=f"{taken.number}:{at:%Y%m%d%H%M%S}", at=at)
    return taken


@action
def hand_over(request: RentRequest, *, to: User, by: User, at: datetime) -> RentRequest:
    """Another person goes on with the study: absence, too much work, or a declared tie."""
    need(to.roles & {"instructeur", "cadre"}, "Choisissez un instructeur ou un cadre.", field="to")
    need(
        request.organisation_id is None or request.organisation_id not in to.organisation_ids,
        OF_THE_FILER,
        field="to",
    )
    need(to.pk != request.instructor_id, "Cette personne a déjà le dossier.", field="to")
    need(not is_tied(request, to), TIED, field="to")
    return _take(request, "hand_over", by=by, at=at, instructor=to, validated_by=None)


@action
def compute_assessment(request: RentRequest, *, by: User, at: datetime) -> Assessment:
    """Compute under the rules of the Paris day and keep inputs, rules and explanation."""
    held = locked(request)
    need(not is_tied(held, by), TIED_SELF)
    need(
        held.state == RequestState.STUDIED,
        "Le calcul se fait pendant l’instruction. Rechargez la page.",
    )
    on = paris_day(at)
    try:
        proposal = propose(scale_inputs(held, on=on), scale_parameters(on))
    except ValueError as error:
        raise Refused(str(error)) from error
    kept = Assessment.objects.create(
        request=held,
        on=on,
        inputs=proposal.inputs.to_json(),
        parameters=proposal.parameters.to_json(),
        lines=lines_of(proposal),
        aid_cents=proposal.aid_cents,
        at=at,
        by=by,
    )
    seal(kept, at=at)
    record("compute_assessment", kept, by=by, at=at, household=held.household.uid)
    return kept


@action
def add_note(request: RentRequest, *, text: str, by: User, at: datetime) -> SocialNote:
    """A social note: social workers only, now and later."""
    need(by.roles & {"instructeur", "cadre"}, "Seul un travailleur social écrit une note.")
    need(text.strip(), "Écrivez la note.", field="text")
    note = SocialNote.objects.create(request=request, text=text.strip(), at=at, by=by)
    record("add_note", note, by=by, at=at, household=request.household.uid)
    return note


@action
def give_opinion(
    request: RentRequest, *, proposed_cents: int, by: User, at: datetime, opinion: str = ""
) -> RentRequest:
    """The instructor's opinion: an amount, after a computation and on a recent statement.

    Another amount than the computed one is explained.
    """
    held = locked(request)
    need(held.instructor_id == by.pk, "L’avis revient à l’instructeur de la demande.")
    need(not is_tied(held, by), TIED_SELF)
    latest = held.assessments.first()
    need(latest, "Faites d’abord le calcul.")
    need(
        0 <= proposed_cents <= held.debt.certified_cents,
        "L’aide proposée ne peut pas dépasser la dette.",
        field="proposed_cents",
    )
    need(
        latest is None or proposed_cents == latest.aid_cents or opinion.strip(),
        "Vous proposez un autre montant que le calcul : écrivez pourquoi.",
        field="opinion",
    )
    need(
        latest is None or latest.inputs["debt_cents"] == held.debt.certified_cents,
        "La dette a changé depuis le calcul : faites-le de nouveau.",
    )
    need_answer(held)
    unsettled = ", ".join(f"« {line} »" for line in held.checklist.unsettled())
    need(not unsettled, f"Vérifiez d’abord les pièces, ou dispensez-en le ménage : {unsettled}.")
    waiting = unanswered(held)
    need(not waiting, f"Vérifiez d’abord les autres organismes. {' '.join(waiting)}")
    _recent(held.debt.statement_on, on=paris_day(at))
    return _take(
        held,
        "give_opinion",
        by=by,
        at=at,
        proposed_cents=proposed_cents,
        opinion=opinion.strip(),
    )


@action
def send_back(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The manager wants the study reopened; what was validated no longer is."""
    return _take(request, "send_back", by=by, at=at, validated_by=None)


@action
def validate_technically(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """A manager other than the instructor checks the file before the decision."""
    need(
        request.instructor_id != by.pk,
        "La validation revient à une autre personne que l’instructeur.",
    )
    need(not is_tied(request, by), TIED_SELF)
    need_answer(request)
    return _take(request, "validate_technically", by=by, at=at, validated_by=by)


@action
def study_again(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The commission adjourned: the study goes on, towards another opinion."""
    return _take(request, "study_again", by=by, at=at)


@action
def drop(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """Close without decision; the months may be claimed again."""
    release(request, at=at)
    return _take(request, "drop", by=by, at=at, closed_at=at)


def _recent(statement_on: date, *, on: date) -> None:
    days = int(value(STATEMENT_DAYS.name, on=on))
    need(
        (on - statement_on).days <= days,
        f"Le décompte du bailleur a plus de {days} jours. Demandez-en un récent.",
    )


@transaction.atomic
def _take(
    request: RentRequest, name: str, *, by: User, at: datetime, **changes: object
) -> RentRequest:
    return take(
        request,
        name,
        table=REQUEST,
        by=by,
        at=at,
        household=request.household.uid,
        changes=changes,
    )
