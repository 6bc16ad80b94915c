"""Opening and closing accounts, giving and taking roles: each cuts the sessions it concerns."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from actors.actions.identity import told_identity
from actors.actions.journal import record
from actors.actions.names import name_typed
from actors.identity_digest import identity_digest, is_identity_of
from actors.models import Invitation, Membership, RoleGrant, User
from actors.roles import INCOMPATIBLE_WITH_ADMINISTRATOR, Role
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def open_account(
    email: str,
    *,
    first_name: str,
    last_name: str,
    by: User | None,
    at: datetime,
    phone: str = "",
    password: str | None = None,
    is_demo: bool = False,
) -> User:
    """Open an account for an address that has none. Refused when the address is taken."""
    first_name, last_name = name_typed(first_name, last_name)
    user = User(
        email=email.strip().lower(),
        first_name=first_name,
        last_name=last_name,
        phone=phone.strip(),
        is_demo=is_demo,
        created_at=at,
    )
    if password is None:
        user.set_unusable_password()
    else:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Refused(" ".join(error.messages), field="password") from error
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            # Without a verified address allauth would ask for a second code after the first.
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    except IntegrityError as error:
        raise Refused(
            "Un compte existe déjà pour cette adresse. Cherchez la personne dans la liste des "
            "comptes.",
            field="email",
        ) from error
    record("open_account", user, by=by, at=at, identity=identity_digest(user))
    return user


def cut_sessions(user: User) -> None:
    """End every session of the person at their next request."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


@transaction.atomic
def grant_role(
    user: User, role: str, *, by: User | None, at: datetime, team: str = ""
) -> RoleGrant:
    """Give a role. Refused: given to oneself, held already, or incompatible with another."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if by is not None and by.pk == locked.pk:
        raise Refused("Personne ne se donne un rôle à soi-même : demandez à un collègue.")
    held = set(RoleGrant.objects.live().filter(user=locked).values_list("role", flat=True))
    if role in held:
        raise Refused("Cette personne a déjà ce rôle.")
    if (role == Role.ADMINISTRATOR and held & INCOMPATIBLE_WITH_ADMINISTRATOR) or (
        Role.ADMINISTRATOR in held and role in INCOMPATIBLE_WITH_ADMINISTRATOR
    ):
        raise Refused(
            "Un administrateur ouvre les comptes : il ne peut ni instruire un dossier, ni décider, "
            "ni payer. Retirez d’abord l’autre rôle."
        )
    grant = RoleGrant.objects.create(
        user=locked, role=role, team=team, granted_at=at, granted_by=by
    )
    cut_sessions(locked)
    record("grant_role", locked, by=by, at=at, role=role)
    return grant


@transaction.atomic
def revoke_role(user: User, role: str, *, by: User | None, at: datetime) -> None:
    """Take a role back; refused when it is not held."""
    changed = RoleGrant.objects.live().filter(user=user, role=role).update(revoked_at=at)
    if not changed:
        raise Refused("Cette personne n’a pas, ou n’a plus, ce rôle.")
    if role == Role.NETWORK:
        # Otherwise a link sent to another address of theirs would give them rights again.
        managed = Membership.objects.active().managers().filter(user=user)
        sent = Invitation.objects.unanswered().filter(invited_by=user)
        sent.exclude(organisation__in=managed.values("organisation")).update(
            revoked_at=at, revoked_by=by
        )
    cut_sessions(user)
    record("revoke_role", user, by=by, at=at, role=role)


@transaction.atomic
def close_account(user: User, *, by: User, at: datetime) -> None:
    """Close an account: roles, memberships and sessions end together; its history stays."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.pk == by.pk:
        raise Refused("Demandez à un collègue de fermer votre compte.")
    if not locked.is_active:
        raise Refused("Ce compte est déjà fermé.")
    told = told_identity(locked)
    forged = told is not None and not is_identity_of(told, locked)
    RoleGrant.objects.live().filter(user=locked).update(revoked_at=at)
    Membership.objects.active().filter(user=locked).update(
        is_manager=False, ended_at=at, ended_by=by
    )
    # An account that is closed leaves no door ajar behind it.
    Invitation.objects.unanswered().filter(Q(invited_by=locked) | Q(email=locked.email)).update(
        revoked_at=at, revoked_by=by
    )
    locked.is_active = False
    locked.set_unusable_password()
    locked.session_epoch += 1
    locked.save(update_fields=["is_active", "password", "session_epoch"])
    # A forged account may be closed, and stays named as forged.
    kept = told if forged else identity_digest(locked)
    record("close_account", locked, by=by, at=at, identity=kept)
