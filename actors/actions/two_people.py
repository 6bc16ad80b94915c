"""Noting that two accounts of one name are those of two people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.identity_digest import identity_digest
from actors.models import TwoPeople, User
from actors.queries.one_person import other_account
from reims_solidarite.kit.transitions import Refused

SHORTEST_REASON = 20


@transaction.atomic
def note_two_people(first: User, second: User, *, reason: str, by: User, at: datetime) -> TwoPeople:
    """An administrator who is neither of them says how it is known."""
    if not rules.ADMINISTRATOR.allows(by):
        raise Refused("L’administrateur note que deux comptes sont ceux de deux personnes.")
    older, younger = sorted((first, second), key=lambda user: user.pk)
    if older.pk == younger.pk:
        raise Refused("Choisissez deux comptes différents.", field="second_email")
    if by.pk in (older.pk, younger.pk) or other_account(by, (older.pk, younger.pk)):
        raise Refused("Un de ces comptes est le vôtre : un autre administrateur le note.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            "Écrivez en une phrase comment on sait que ce sont deux personnes.", field="reason"
        )
    if TwoPeople.objects.filter(first=older, second=younger).exists():
        raise Refused("C’est déjà noté pour ces deux comptes.")
    if other_account(older, (younger.pk,)) is None:
        raise Refused("Ces deux comptes ne se ressemblent pas : il n’y a rien à noter.")
    note = TwoPeople.objects.create(
        first=older, second=younger, reason=reason.strip(), noted_by=by, noted_at=at
    )
    record(
        "note_two_people",
        note,
        by=by,
        at=at,
        first=older.pk,
        second=younger.pk,
        identity=identity_digest(note),
    )
    return note
