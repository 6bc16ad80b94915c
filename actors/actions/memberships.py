"""Agents of an organisation: adding, ending, making responsible. Each cuts the sessions touched."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.accounts import cut_sessions
from actors.actions.journal import record
from actors.actions.messages import write_message
from actors.models import Invitation, Membership, Organisation, User
from reims_solidarite.kit.transitions import Refused

LAST_MANAGER = (
    "C’est le dernier responsable de cette organisation, qui a d’autres agents : nommez d’abord un "
    "autre responsable."
)


def _lock(organisation_id: int) -> Organisation:
    """Every change of an organisation's agents waits here: counting managers must be exact."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)


@transaction.atomic
def add_member(
    organisation: Organisation,
    user: User,
    *,
    as_manager: bool = False,
    function: str = "",
    by: User | None,
    at: datetime,
) -> Membership:
    """Add an agent, or bring back one who left: the same row, without the rights it had.

    Refused when the person already acts for the organisation.
    """
    locked = _lock(organisation.pk)
    membership = Membership.objects.filter(organisation=locked, user=user).first()
    if membership is None:
        membership = Membership(organisation=locked, user=user)
        verb = "add_member"
    elif membership.ended_at is None:
        raise Refused("Cette personne est déjà agent de cette organisation.")
    else:
        verb = "reopen_member"
    membership.is_manager = as_manager
    membership.function = function.strip() or membership.function
    membership.joined_at = at
    membership.ended_at = membership.ended_by = None
    membership.save()
    cut_sessions(user)
    record(verb, membership, by=by, at=at, organisation=locked.pk, as_manager=as_manager)
    return membership


def _locked_member(membership: Membership) -> tuple[Organisation, Membership]:
    organisation = _lock(membership.organisation_id)
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=membership.pk)
    )
    if locked.ended_at is not None:
        raise Refused("Cette personne n’est plus agent de cette organisation.")
    return organisation, locked


def _refuse_last_manager(membership: Membership) -> None:
    others = Membership.objects.active().filter(organisation=membership.organisation_id)
    others = others.exclude(pk=membership.pk).filter(user__is_active=True)
    if membership.is_manager and others.exists() and not others.managers().exists():
        raise Refused(LAST_MANAGER)


@transaction.atomic
def end_membership(membership: Membership, *, by: User, at: datetime) -> Membership:
    """End an agent's rights: sessions, and the invitations they sent or were sent, end with them.

    Refused for the last manager of an organisation that has other agents.
    """
    organisation, locked = _locked_member(membership)
    _refuse_last_manager(locked)
    locked.is_manager = False
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["is_manager", "ended_at", "ended_by"])
    waiting = Invitation.objects.unanswered().filter(organisation=organisation)
    # Otherwise somebody put out could come back through a link they prepared.
    waiting.filter(invited_by=locked.user).update(revoked_at=at, revoked_by=by)
    waiting.filter(email=locked.user.email).update(revoked_at=at, revoked_by=by)
    cut_sessions(locked.user)
    write_message(
        "actors.membership_ended",
        to=locked.user,
        dedupe_key=f"membership_ended:{locked.pk}:{at.isoformat()}",
        context={"first_name": locked.user.first_name, "organisation": organisation.name},
        at=at,
    )
    record("end_membership", locked, by=by, at=at, organisation=organisation.pk)
    return locked


@transaction.atomic
def make_manager(membership: Membership, *, by: User, at: datetime) -> Membership:
    """Let an agent look after the organisation's sheet and agents."""
    _, locked = _locked_member(membership)
    if locked.is_manager:
        raise Refused("Cette personne est déjà responsable.")
    locked.is_manager = True
    locked.save(update_fields=["is_manager"])
    cut_sessions(locked.user)
    record("make_manager", locked, by=by, at=at, organisation=locked.organisation_id)
    return locked


@transaction.atomic
def unmake_manager(membership: Membership, *, by: User, at: datetime) -> Membership:
    """Back to a simple agent; refused for the last manager of an organisation with agents.

    The invitations they sent end with the right to send them: one of them may be to themselves.
    """
    organisation, locked = _locked_member(membership)
    if not locked.is_manager:
        raise Refused("Cette personne n’est pas responsable.")
    _refuse_last_manager(locked)
    locked.is_manager = False
    locked.save(update_fields=["is_manager"])
    sent = Invitation.objects.unanswered().filter(organisation=organisation, invited_by=locked.user)
    sent.update(revoked_at=at, revoked_by=by)
    cut_sessions(locked.user)
    record("unmake_manager", locked, by=by, at=at, organisation=locked.organisation_id)
    return locked
