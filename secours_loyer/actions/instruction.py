"""Studying a request: who takes it, what is missing, the computation, the opinion, the check."""

from __future__ import annotations

from datetime import date, datetime

from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people, need_untied
from secours_loyer.actions.checklist import await_paper, missing_words
from secours_loyer.actions.computed import need_computed
from secours_loyer.actions.doors import action, locked, need, seal, step_request
from secours_loyer.actions.duplicate_claims import need_duplicates_answered
from secours_loyer.actions.filing import release
from secours_loyer.actions.fund_checks import unanswered
from secours_loyer.actions.lease_end import need_lease_running
from secours_loyer.actions.letters import keep_missing_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.recheck import lines_of
from secours_loyer.actions.rule_of_day import counted, scale_inputs, scale_parameters
from secours_loyer.actions.statement_answer import need_answer
from secours_loyer.actions.waits import standing_still
from secours_loyer.intake_parameters import STATEMENT_DAYS
from secours_loyer.models import Assessment, RentRequest, SocialNote
from secours_loyer.models.study import SENT_BACK
from secours_loyer.queries.derogation import above_words, explained
from secours_loyer.queries.papers_day import papers_day
from secours_loyer.queries.ties import stands_apart
from secours_loyer.scale import propose
from secours_loyer.states import RequestState

OF_THE_FILER = (
    "Cette personne agit pour l’association qui a déposé la demande. Choisissez-en une autre."
)
TIED = (
    "Cette personne a un lien avec ce dossier, sous ce compte ou un autre à son nom. Choisissez-en "
    "une autre."
)


@action
def ask_missing(request: RentRequest, *, missing: str, by: User, at: datetime) -> RentRequest:
    """Send the request back to whoever filed it, saying what is missing: the words given, then the
    papers of the checklist that are awaited or refused. When none is, the words name one, which is
    then a line of the checklist: the delay stands still for a paper, never for nothing."""
    held = locked(request)
    if not held.checklist.missing().exists():
        await_paper(held, missing.strip().rstrip("."), by=by, at=at)
        missing = ""
    awaited = missing_words(held)
    told = ". ".join(part for part in (missing.strip().rstrip("."), awaited) if part)
    still = standing_still(held, at=at)
    asked = _take(request, "ask_missing", by=by, at=at, missing=told[:1000], **still)
    keep_missing_letter(asked, missing.strip(), by=by, at=at)
    event, until = f"{asked.number}:{at:%Y%m%d%H%M%S}", french_date(papers_day(paris_day(at)))
    tell_filer(asked, "to_complete", event=event, at=at, until=until)
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
    need(not stands_apart(request, to), TIED, field="to")
    taken = _give(request, "assign", to=to, by=by, at=at)
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
    need(not stands_apart(request, to), TIED, field="to")
    return _give(request, "hand_over", to=to, by=by, at=at, validated_by=None)


@action
def compute_assessment(request: RentRequest, *, by: User, at: datetime) -> Assessment:
    """Compute under the rules of the Paris day and keep inputs, rules and explanation."""
    held = locked(request)
    need_untied(held, by)
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
    seal(note, at=at)
    record("add_note", note, by=by, at=at, household=request.household.uid)
    return note


@action
def give_opinion(
    request: RentRequest, *, proposed_cents: int, by: User, at: datetime, opinion: str = ""
) -> RentRequest:
    """The instructor's opinion: an amount, after a computation and on a recent statement.

    Another amount than the computed one is explained; none is above what may be decided that day.
    """
    held = locked(request)
    need(held.instructor_id == by.pk, "L’avis revient à l’instructeur de la demande.")
    need_untied(held, by)
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
    counted(held.household, on=paris_day(at)).need_under(proposed_cents, field="proposed_cents")
    above = above_words(latest, proposed_cents)
    need(
        not above or explained(opinion),
        f"{above} Écrivez au moins une phrase qui dit pourquoi.",
        field="opinion",
    )
    need(
        latest is None or latest.inputs["debt_cents"] == held.debt.certified_cents,
        "La dette a changé depuis le calcul : faites-le de nouveau.",
    )
    need_computed(held)
    need_answer(held)
    unsettled = ", ".join(f"« {line} »" for line in held.checklist.unsettled())
    need(not unsettled, f"Vérifiez d’abord les pièces, ou dispensez-en le ménage : {unsettled}.")
    waiting = unanswered(held)
    need(not waiting, f"Vérifiez d’abord les autres organismes. {' '.join(waiting)}")
    need_duplicates_answered(held)
    need_lease_running(held, on=paris_day(at))
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
def take_back_opinion(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The instructor reads their opinion again before anybody validated it; what was written stays
    in the form, to be corrected."""
    need(request.instructor_id == by.pk, "L’avis est repris par l’instructeur de la demande.")
    need_untied(request, by)
    return _take(request, "take_back_opinion", by=by, at=at)


@action
def send_back(request: RentRequest, *, reason: str, by: User, at: datetime) -> RentRequest:
    """The manager wants the study reopened, and says why in a social note; what was validated no
    longer is."""
    need(reason.strip(), "Dites à l’instructeur ce qu’il doit reprendre.", field="reason")
    back = _take(request, "send_back", by=by, at=at, validated_by=None)
    add_note(back, text=f"{SENT_BACK}{reason}", by=by, at=at)
    return back


@action
def validate_technically(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """A manager other than the instructor checks the file before the decision."""
    need(
        request.instructor_id != by.pk,
        "La validation revient à une autre personne que l’instructeur.",
    )
    need(
        by.pk not in request.past_instructors,
        "Vous avez instruit cette demande : un autre cadre la valide.",
    )
    need_two_people(by, request.instructor_id)
    need_untied(request, by)
    need_answer(request)
    need_duplicates_answered(request)
    need_computed(request)
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


def _give(
    request: RentRequest, name: str, *, to: User, by: User, at: datetime, **changes: object
) -> RentRequest:
    """The journal says to whom: the file cannot say somebody else later."""
    changes["instructor"] = to
    return step_request(request, name, by=by, at=at, changes=changes, instructor=to.pk)


def _take(
    request: RentRequest, name: str, *, by: User, at: datetime, **changes: object
) -> RentRequest:
    return step_request(request, name, by=by, at=at, changes=changes)
