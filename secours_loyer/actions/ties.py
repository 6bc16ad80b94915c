"""Declaring a tie with a file, and lifting one that was declared by mistake."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import DeclaredTie, RentRequest
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.ties import stands_apart
from secours_loyer.states import RequestState

TIED_LIFTER = (
    "Vous avez un lien avec ce dossier : un cadre qui n’en a pas lève celui d’un collègue."
)


@action
def declare_tie(request: RentRequest, *, reason: str, by: User, at: datetime) -> DeclaredTie:
    """One declares one's own tie; from then on the database keeps one apart from the file."""
    need(rules.AID_READER.allows(by), "Un lien se déclare par qui travaille sur le dossier.")
    held = locked(request)
    need(held.state != RequestState.CLOSED, "Ce dossier est clos.")
    need(reason.strip(), "Dites quel est ce lien.", field="reason")
    tie = DeclaredTie.objects.create(request=held, user=by, reason=reason.strip()[:200], at=at)
    seal(tie, at=at)
    record("declare_tie", held, by=by, at=at, household=held.household.uid, **named(tie))
    return tie


@action
def lift_tie(tie: DeclaredTie, *, reason: str, by: User, at: datetime) -> DeclaredTie:
    """A manager, never the person themselves, says why it does not count; both stay written.

    Refused to a manager who declared a tie too: two of them would free each other.
    """
    need(rules.MANAGER.allows(by), "Un lien est levé par un cadre.")
    request = locked(tie.request)
    row = locked(tie)
    need(row.user_id != by.pk, "Votre propre lien est levé par un autre cadre.")
    need(not stands_apart(request, by), TIED_LIFTER)
    need(row.lifted_at is None, "Ce lien est déjà levé. Rechargez la page.")
    need(reason.strip(), "Dites pourquoi ce lien ne compte pas.", field="reason")
    row.lifted_by, row.lifted_at, row.lifted_reason = by, at, reason.strip()[:200]
    row.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    seal(row, at=at)
    record("lift_tie", request, by=by, at=at, household=request.household.uid)
    return row
