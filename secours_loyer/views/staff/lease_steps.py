"""What may be noted about a lease and its procedure, from the page of one request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import lease_corrections, procedure, referrals, tenancy_events
from secours_loyer.actions.plausible import Lease
from secours_loyer.forms.steps.lease import AnswerForm, EventForm
from secours_loyer.forms.steps.lease_correction import CorrectionForm
from secours_loyer.forms.steps.procedure import ActForm, CrossOutForm, DelayForm, ReferralForm
from secours_loyer.models import ActDelay, RentRequest
from secours_loyer.queries.lease import open_events
from secours_loyer.queries.procedure import standing_acts
from secours_loyer.states import UNDECIDED, RequestState
from secours_loyer.views.staff.step_page import Step


def _note(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return tenancy_events.note_event(file, **given, by=by, at=at)


def _answer(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given}
    return tenancy_events.answer_event(said.pop("event"), request=file, **said, by=by, at=at)


def _correct(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    lease = Lease(**given["facts"], lease_date=file.tenancy.lease_date)
    return lease_corrections.correct_lease(file, lease=lease, paper=given["paper"], by=by, at=at)


def _correctable(file: RentRequest, user: User) -> bool:
    mine = file.instructor_id == user.pk or rules.MANAGER.allows(user)
    return mine and file.state in UNDECIDED


def _act(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return procedure.note_act(file, **given, by=by, at=at)


def _read(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given}
    return procedure.read_delay(said.pop("act"), request=file, **said, by=by, at=at)


def _cross_out(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given}
    return procedure.cross_out(said.pop("act"), request=file, **said, by=by, at=at)


def _refer(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return referrals.refer(file, **given, by=by, at=at)


def _unread(file: RentRequest, _user: User) -> bool:
    return any(act.delay == ActDelay.UNKNOWN for act in standing_acts(file.tenancy))


def _has_acts(file: RentRequest, _user: User) -> bool:
    return bool(standing_acts(file.tenancy))


def _waits(file: RentRequest, user: User) -> bool:
    return any(event.noted_by_id != user.pk for event in open_events(file.tenancy))


STEPS = (
    Step("answer_event", "Trancher un événement du bail", rules.MANAGER, _answer,
         "C’est tranché.", _waits, form=AnswerForm),
    Step("read_delay", "Noter le délai lu sur un acte", rules.FILE_WRITER, _read,
         "Le délai est noté.", _unread, form=DelayForm),
    Step("note_act", "Noter un acte de procédure", rules.FILE_WRITER, _act,
         "L’acte est noté.", lambda _f, _u: True, form=ActForm, tone=""),
    Step("note_event", "Noter un événement du bail", rules.FILE_WRITER, _note,
         "L’événement est noté : paiements et plans attendent qu’un cadre le tranche.",
         lambda _f, _u: True, form=EventForm, tone=""),
    Step("correct_lease", "Corriger le bail", rules.SOCIAL_WORKER, _correct,
         "Le bail est corrigé. Si le loyer ou l’aide a changé, refaites le calcul.",
         _correctable, form=CorrectionForm, tone=""),
    Step("refer", "Écrire une fiche d’orientation (CCAPEX ou FSL)", rules.SOCIAL_WORKER, _refer,
         "La fiche est écrite : elle est dans les lettres du dossier.",
         lambda f, _u: f.state != RequestState.DRAFT, form=ReferralForm, tone=""),
    Step("cross_out", "Rayer un acte noté par erreur", rules.SOCIAL_WORKER, _cross_out,
         "L’acte est rayé.", _has_acts, form=CrossOutForm, tone="danger"),
)  # fmt: skip
