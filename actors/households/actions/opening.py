"""Opening a household's file: people, home and accompaniment in one go, after a duplicate check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from actors.actions.identity import need_as_told
from actors.actions.journal import record
from actors.households.actions.accompaniment import start_accompaniment
from actors.households.actions.composition import NewPerson, settle
from actors.households.actions.housing import NewHousing, lodge
from actors.households.actions.numbers import next_number
from actors.households.identity_digest import identity_digest, is_identity_of
from actors.households.models import Household, PlaceInHousehold
from actors.households.queries.duplicates import find_duplicates
from actors.models import Organisation, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def open_household(
    name: str,
    *,
    members: Sequence[NewPerson],
    by: User,
    at: datetime,
    housing: NewHousing | None = None,
    phone: str = "",
    email: str = "",
    organisation: Organisation | None = None,
    reason: str = "",
    no_duplicate: bool = False,
    is_demo: bool = False,
) -> Household:
    """Open a file, numbered without a gap.

    Refused while resembling households exist and nobody said that none is the same
    (`no_duplicate`). Somebody who may not read the resembling household cannot say so: they are
    sent to the CCAS, which opens the existing file to their organisation.
    """
    if not members or all(person.place != PlaceInHousehold.ADULT for person in members):
        raise Refused("Un ménage compte au moins un adulte.", field="members")
    # The sequence's row is the one lock that every opening shares: two people opening the same
    # household at once see each other's file here.
    number = next_number()
    found = find_duplicates(members, user=by)
    if any(not candidate.readable for candidate in found):
        raise Refused("Un ménage ressemblant existe déjà : contactez le CCAS.")
    if found and not no_duplicate:
        raise Refused(
            "Des ménages ressemblants existent déjà : vérifiez-les, ou confirmez qu’aucun n’est "
            "celui-ci.",
            field="no_duplicate",
        )
    today = paris_day(at)
    household = Household.objects.create(
        number=number,
        name=name.strip() or members[0].last_name.strip(),
        phone=phone.strip(),
        email=email.strip(),
        created_at=at,
        last_contact_on=today,
        is_demo=is_demo,
    )
    for person in members:
        settle(household, person, since=today, at=at)
    if housing is not None:
        lodge(household, housing, since=today)
    record(
        "open_household",
        household,
        by=by,
        at=at,
        household=household.uid,
        members=len(members),
        despite=len(found),
        identity=identity_digest(household),
    )
    if organisation is not None:
        start_accompaniment(household, organisation, reason=reason, by=by, at=at)
    return household


def identity_of(household: Household) -> dict[str, str]:
    """What the form of `change_identity` shows."""
    return {"name": household.name, "phone": household.phone, "email": household.email}


@transaction.atomic
def change_identity(
    household: Household,
    *,
    name: str,
    phone: str,
    email: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> Household:
    """Correct how it is called and reached; refused when somebody else changed what was `seen`."""
    held = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    need_as_told(held, is_identity_of)
    refuse_if_changed(seen, identity_of(held), labels_of(held))
    if not name.strip():
        raise Refused("Donnez un nom au ménage.", field="name")
    held.name, held.phone, held.email = name.strip(), phone.strip(), email.strip()
    held.save(update_fields=["name", "phone", "email"])
    told = identity_digest(held)
    record("change_identity", held, by=by, at=at, household=held.uid, identity=told)
    return held
