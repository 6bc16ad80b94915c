"""Bringing a colleague in: the account, the first role and the e-mail, all or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.accounts import grant_role, open_account
from actors.actions.messages import write_message
from actors.models import User
from actors.roles import STAFF_ROLES
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def welcome_colleague(
    email: str,
    *,
    first_name: str,
    last_name: str,
    role: str,
    by: User,
    at: datetime,
    phone: str = "",
    team: str = "",
) -> User:
    """Open an account without a password, give its first role, and say how to sign in."""
    user = open_account(
        email, first_name=first_name, last_name=last_name, phone=phone, by=by, at=at
    )
    grant_role(user, role, by=by, at=at, team=team)
    _tell(user, staff=role in STAFF_ROLES, key=f"account_opened:{user.pk}", at=at)
    return user


@transaction.atomic
def tell_again(user: User, *, by: User, at: datetime) -> None:
    """Send the way in once more; refused on a closed account."""
    if not user.is_active:
        raise Refused("Ce compte est fermé : il ne peut plus se connecter.")
    key = f"account_opened:{user.pk}:{at:%Y%m%d%H%M}"
    _tell(user, staff=bool(user.is_staff), key=key, at=at)


def _tell(user: User, *, staff: bool, key: str, at: datetime) -> None:
    context = {"first_name": user.first_name, "email": user.email, "staff": staff}
    write_message("actors.account_opened", to=user, dedupe_key=key, context=context, at=at)
