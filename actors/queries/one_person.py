"""Accounts that look like those of one person: one human may not act twice as two."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef

from actors.models import OnePerson, RoleGrant, User
from actors.roles import STAFF_ROLES


def other_account(user: User, people: Iterable[int | None]) -> User | None:
    """The one of these accounts that looks like another of this very person’s."""
    others = {pk for pk in people if pk is not None} - {user.pk}
    if not others:
        return None
    return User.objects.filter(OnePerson(user.pk, F("pk")), pk__in=others).order_by("pk").first()


def look_alikes(user: User) -> list[User]:
    """Every other account that ever had a role at the CCAS and looks like theirs."""
    held = RoleGrant.objects.filter(user=OuterRef("pk"), role__in=STAFF_ROLES)
    rows = User.objects.filter(Exists(held), OnePerson(user.pk, F("pk")))
    return list(rows.exclude(pk=user.pk).order_by("pk"))


def alike_words(other: User) -> str:
    """Why somebody else must act."""
    return (
        f"Votre compte et celui de {other} (ouvert le {other.created_at:%d/%m/%Y}) semblent être "
        "à une seule personne : une autre personne fait cette étape. Si vous êtes deux, "
        "l’administrateur l’écrit dans « Comptes de deux personnes »."
    )
