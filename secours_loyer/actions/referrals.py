"""Referring a household to the CCAPEX or to the FSL, once it knows."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.letters import keep_letter
from secours_loyer.actions.procedure import note_act
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.letters.referral import ReferredTo, referral_sheet
from secours_loyer.models import ActKind, Letter, LetterKind, RentRequest, Signaller
from secours_loyer.states import RequestState


@action
def refer(request: RentRequest, *, to: str, informed: bool, by: User, at: datetime) -> Letter:
    """Keep the sheet as it is sent, once a day and an addressee; told to the CCAPEX, it is an act
    of the procedure."""
    need(rules.SOCIAL_WORKER.allows(by), "La fiche est écrite par un instructeur ou un cadre.")
    need(
        informed,
        "Informez d’abord le ménage : il doit savoir qui reçoit sa situation.",
        field="informed",
    )
    if to not in ReferredTo.values:
        raise Refused("Choisissez qui reçoit la fiche.", field="to")
    held, on = locked(request), paris_day(at)
    need(held.state != RequestState.DRAFT, "Cette demande n’est pas encore déposée.")
    # The act first: the sheet tells it.
    signals = held.tenancy.acts.standing().filter(kind=ActKind.SIGNAL, served_on=on)
    if to == ReferredTo.CCAPEX and not signals.exists():
        note_act(held, kind=ActKind.SIGNAL, served_on=on, signaller=Signaller.CCAS, by=by, at=at)
    data = referral_sheet(held, ReferredTo(to), unpaid_for_benefits(held, on=on).sentence, at=at)
    kept = keep_letter(
        held, LetterKind.REFERRAL, f"{held.number}-{to}-{on:%Y%m%d}", data, by=by, at=at
    )
    record("refer", held, by=by, at=at, household=held.household.uid, to=to)
    return kept
