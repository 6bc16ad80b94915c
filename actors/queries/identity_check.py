"""Accounts, organisations and « two people », against the chained journal: what changed behind the
portal. Who stands apart from whom is read from these names, addresses and telephones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F, Model

from actors.identity_digest import is_identity_of
from actors.models import JournalEntry, Organisation, TwoPeople, User

OPENED, NOTED = "open_account", "note_two_people"


def identity_faults() -> Iterator[str]:
    """One sentence for each row that the journal tells otherwise."""
    yield from _accounts()
    yield from _organisations()
    yield from _two_people()


def digests_told(model: type[Model]) -> dict[int, str]:
    """By key of row: the last digest that the journal holds; none before the acts kept one."""
    acts = JournalEntry.objects.filter(
        object_type=model._meta.label_lower, details__has_key="identity"
    )
    rows = acts.order_by("pk").values_list("object_id", "details__identity")
    return {int(key): digest for key, digest in rows.iterator()}


def _accounts() -> Iterator[str]:
    told = digests_told(User)
    opened = JournalEntry.objects.filter(object_type=User._meta.label_lower, verb=OPENED)
    left = {int(key) for key in opened.values_list("object_id", flat=True).iterator()}
    for user in User.objects.order_by("pk").iterator(chunk_size=500):
        if user.pk not in left:
            yield f"actors.user {user.pk} : compte ouvert sans passer par le portail."
        elif user.pk in told and not is_identity_of(told[user.pk], user):
            yield (
                f"actors.user {user.pk} : nom, adresse, téléphone ou ouverture du compte changés "
                "sans passer par le portail."
            )
        left.discard(user.pk)
    for pk in sorted(left):
        yield f"actors.user {pk} : effacé."
    # A code to sign in goes to this address.
    others = EmailAddress.objects.exclude(email=F("user__email")).order_by("pk")
    for pk, user_pk in others.values_list("pk", "user"):
        yield f"account.emailaddress {pk} : le compte {user_pk} se connecte par une autre adresse."


def _organisations() -> Iterator[str]:
    told = digests_told(Organisation)
    for row in Organisation.objects.order_by("pk").iterator(chunk_size=500):
        digest = told.pop(row.pk, None)
        if digest is not None and not is_identity_of(digest, row):
            yield f"actors.organisation {row.pk} : nom ou type changé sans passer par le portail."
    for pk in sorted(told):
        yield f"actors.organisation {pk} : effacé."


def _two_people() -> Iterator[str]:
    label = TwoPeople._meta.label_lower
    acts = JournalEntry.objects.filter(object_type=label, verb=NOTED).order_by("pk")
    told: dict[int, tuple[Any, ...]] = {
        int(key): (said.get("first"), said.get("second"), by, at)
        for key, by, at, said in acts.values_list("object_id", "actor_id", "at", "details")
    }
    reasons = digests_told(TwoPeople)
    for row in TwoPeople.objects.order_by("pk"):
        known = told.pop(row.pk, None)
        if known is None:
            yield f"{label} {row.pk} : écrit sans passer par le portail."
        elif known != (row.first_id, row.second_id, row.noted_by_id, row.noted_at) or (
            row.pk in reasons and not is_identity_of(reasons[row.pk], row)
        ):
            yield f"{label} {row.pk} : changé sans passer par le portail."
    for pk in sorted(told):
        yield f"{label} {pk} : effacé."
