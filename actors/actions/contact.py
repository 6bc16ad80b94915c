"""Correcting the name, the address and the telephone of an account."""

from __future__ import annotations

import uuid
from copy import copy
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from actors import rules
from actors.actions.identity import need_as_told
from actors.actions.journal import record
from actors.actions.messages import Letter, write_messages
from actors.actions.names import name_typed
from actors.identity_digest import identity_digest, is_identity_of
from actors.models import Membership, RoleGrant, User
from actors.no_address import has_none
from actors.roles import Role
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused

CONTACT = ("first_name", "last_name", "email", "phone")


def may_correct(by: User, user: User) -> bool:
    """The administrator, anybody; the grocery's coordinator, people who are volunteers only.

    Whoever changes the address of an account may sign in to it: nobody gains a right that way.
    """
    if by.pk == user.pk:
        return False
    if rules.ADMINISTRATOR.allows(by):
        return True
    other = RoleGrant.objects.live().filter(user=OuterRef("pk")).exclude(role=Role.VOLUNTEER)
    member = Membership.objects.active().filter(user=OuterRef("pk"))
    alone = User.objects.filter(~Exists(other), ~Exists(member), pk=user.pk)
    return rules.GROCERY.allows(by) and alone.exists()


@transaction.atomic
def correct_contact(
    user: User,
    *,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> User:
    """Refused for an address that another account has, and to those who would gain rights.

    A new address ends every session; both addresses are told.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not may_correct(by, locked):
        raise Refused(
            "Cette personne a aussi un autre rôle : demandez à l’administrateur de corriger son "
            "compte."
        )
    need_as_told(locked, is_identity_of)
    refuse_if_changed(seen, {name: getattr(locked, name) for name in CONTACT}, labels_of(locked))
    if not email.strip() and not has_none(locked.email):
        raise Refused("Indiquez l’adresse e-mail de la personne.", field="email")
    before, locked.email = locked.email, email.strip().lower() or locked.email
    locked.first_name, locked.last_name = name_typed(first_name, last_name)
    locked.phone = phone.strip()
    moved = before != locked.email
    if moved:
        locked.session_epoch += 1
    try:
        with transaction.atomic():
            locked.save(update_fields=[*CONTACT, "session_epoch"])
            if moved:
                EmailAddress.objects.filter(user=locked).delete()
                EmailAddress.objects.create(
                    user=locked, email=locked.email, primary=True, verified=True
                )
    except IntegrityError as error:
        raise Refused(
            "Un autre compte a déjà cette adresse. Vérifiez-la avec la personne.", field="email"
        ) from error
    told = identity_digest(locked)
    record("correct_contact", locked, by=by, at=at, address=moved, identity=told)
    if moved:
        _tell(locked, before, at=at)
    return locked


def _tell(user: User, before: str, *, at: datetime) -> None:
    event, old = uuid.uuid4(), copy(user)
    old.email = before
    write_messages(
        "actors.address_changed",
        [
            Letter(
                to=person,
                dedupe_key=f"adresse:{event}:{rank}",
                context={"first_name": user.first_name, "old": person is old},
            )
            for rank, person in enumerate((old, user))
        ],
        at=at,
    )
