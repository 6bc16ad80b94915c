"""Inviting somebody to act for an organisation, and answering the invitation."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from actors.actions.accounts import open_account
from actors.actions.journal import record
from actors.actions.memberships import add_member
from actors.actions.messages import write_message
from actors.models import Invitation, Membership, Organisation, User
from actors.parameters import value
from actors.queries.invitations import digest
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused

NO_LONGER = (
    "Cette invitation n’est plus valable. Demandez-en une nouvelle à la personne qui vous a invité."
)


def _lock_organisation(organisation_id: int) -> Organisation:
    """First lock of every act on an organisation's people: one order, no deadlock."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)


@transaction.atomic
def invite(
    organisation: Organisation,
    email: str,
    *,
    as_manager: bool,
    by: User,
    at: datetime,
) -> Invitation:
    """Send a personal link, valid for the number of days that the CCAS decided.

    Refused for an agent already there, or while another invitation waits. The answer is the same
    whether the address has an account elsewhere or not.
    """
    locked = _lock_organisation(organisation.pk)
    return _send(locked, email, as_manager=as_manager, by=by, at=at)


def _send(
    organisation: Organisation, email: str, *, as_manager: bool, by: User, at: datetime
) -> Invitation:
    """`organisation` is locked."""
    address = email.strip().lower()
    if Membership.objects.active().filter(organisation=organisation, user__email=address).exists():
        raise Refused("Cette personne est déjà agent de votre organisation.", field="email")
    waiting = Invitation.objects.unanswered().filter(organisation=organisation, email=address)
    if any(invitation.is_live(at) for invitation in waiting):
        raise Refused(
            "Cette adresse a déjà une invitation en attente : annulez-la ou renvoyez-la.",
            field="email",
        )
    waiting.update(revoked_at=at, revoked_by=by)
    days: int = value("actors.invitation_days", on=paris_day(at))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=address,
        as_manager=as_manager,
        token_digest=digest(token),
        invited_by=by,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    write_message(
        "actors.invitation",
        to=address,
        dedupe_key=f"invitation:{invitation.pk}",
        context={
            "organisation": organisation.name,
            "invited_by": by.get_full_name(),
            "expires_at": invitation.expires_at,
        },
        secret=token,
        at=at,
    )
    record("invite", invitation, by=by, at=at, organisation=organisation.pk, as_manager=as_manager)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Withdraw an invitation; its link stops working at once."""
    _lock_organisation(invitation.organisation_id)
    _withdraw(invitation, by=by, at=at)


def _withdraw(invitation: Invitation, *, by: User, at: datetime) -> None:
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at:
        raise Refused("Cette invitation a déjà été acceptée.")
    if locked.revoked_at:
        raise Refused("Cette invitation est déjà annulée.")
    locked.revoked_at, locked.revoked_by = at, by
    locked.save(update_fields=["revoked_at", "revoked_by"])
    record("revoke_invitation", locked, by=by, at=at)


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Withdraw an unanswered invitation and send another link."""
    organisation = _lock_organisation(invitation.organisation_id)
    _withdraw(invitation, by=by, at=at)
    return _send(organisation, invitation.email, as_manager=invitation.as_manager, by=by, at=at)


@transaction.atomic
def accept_invitation(token: str, *, first_name: str, last_name: str, at: datetime) -> Membership:
    """Open the account if the address has none, and the membership. One use, under a lock.

    The person does not get a session: they sign in with a code sent to the same address.
    """
    found = Invitation.objects.filter(token_digest=digest(token)).first()
    if found is None:
        raise Refused(NO_LONGER)
    organisation = _lock_organisation(found.organisation_id)
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("invited_by")
        .get(pk=found.pk)
    )
    if not invitation.is_live(at):
        raise Refused(NO_LONGER)
    user = User.objects.filter(email=invitation.email).first()
    if user is not None and not user.is_active:
        raise Refused("Ce compte est fermé. Contactez le CCAS pour le rouvrir.")
    if user is None:
        user = open_account(
            invitation.email, first_name=first_name, last_name=last_name, by=None, at=at
        )
    membership = add_member(
        organisation, user, as_manager=invitation.as_manager, by=invitation.invited_by, at=at
    )
    invitation.accepted_at, invitation.accepted_by = at, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("accept_invitation", invitation, by=user, at=at, organisation=invitation.organisation_id)
    return membership
