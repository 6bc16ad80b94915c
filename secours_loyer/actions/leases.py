"""The lease of a request that is filed: found again, or new; never rewritten under a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from actors.households.models import Household
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import locked_all, need, seal
from secours_loyer.addresses import building_of, foreign_letter, in_full, seen
from secours_loyer.models import Landlord, RentRequest, RepaymentPlan, Tenancy
from secours_loyer.queries.lease import NAMES
from secours_loyer.states import LEFT_THE_LEASE, RUNNING_PLAN

if TYPE_CHECKING:
    from secours_loyer.actions.plausible import Lease

# Where the form asks for it, when its name is not the column's.
FIELDS = {"rent_cents": "rent", "charges_cents": "charges", "housing_aid_cents": "housing_aid"}


def lease_of(household: Household, landlord: Landlord, lease: Lease, *, at: datetime) -> Tenancy:
    """The lease already known for this household and landlord, or a new one.

    Its facts follow the paper that was typed last, unless another live request or a running plan
    rests on them.
    """
    known = Tenancy.objects.filter(landlord=landlord, lease_date=lease.lease_date)
    if lease.reference.strip():
        known = Tenancy.objects.filter(landlord=landlord, reference__iexact=lease.reference.strip())
        stranger = known.exclude(household=household).exists()
        need(
            not stranger,
            "Un bail porte déjà cette référence chez ce bailleur, pour un autre ménage : "
            "contactez le CCAS.",
            field="reference",
        )
    facts = facts_of(lease)
    same = known.filter(household=household)
    # A lease that ended is still the same debt's: found again, its months are not claimed twice.
    ended = same.filter(lease_date=lease.lease_date)
    held = locked_all(same.filter(ended_on=None)[:1]) or locked_all(ended[:1])
    found = held[0] if held else None
    if found is None:
        made = Tenancy.objects.create(
            household=household,
            landlord=landlord,
            reference=lease.reference.strip(),
            lease_date=lease.lease_date,
            created_at=at,
            **facts,
        )
        seal(made, at=at)
        return made
    if _relied_on(found):
        _same_facts(found, facts)
        return found
    for name, value in facts.items():
        setattr(found, name, value)
    found.save(update_fields=list(facts))
    seal(found, at=at)
    return found


def facts_of(lease: Lease) -> dict[str, object]:
    """What a lease says, by column; the building is read from the address.

    Refused for an address with a letter of another alphabet: it would not be found again.
    """
    address, city = as_typed(lease.address, "address"), as_typed(lease.city, "city")
    postcode = seen(lease.postcode)
    return {
        "address": address,
        "postcode": postcode,
        "city": city,
        "building": building_of(address, postcode),
        "lease_end": lease.lease_end,
        "rent_cents": lease.rent_cents,
        "charges_cents": lease.charges_cents,
        "housing_aid_cents": lease.housing_aid_cents,
        "aid_paid_to_landlord": lease.aid_paid_to_landlord,
    }


def as_typed(said: str, field: str) -> str:
    """The words as they are seen; refused with a letter of another alphabet."""
    shown = seen(said)
    letter = foreign_letter(shown)
    need(
        not letter,
        f"« {letter} » est d’un autre alphabet, même si ce caractère ressemble à l’un des nôtres. "
        "Retapez l’adresse au clavier, sans la copier.",
        field=field,
    )
    return shown


def _relied_on(lease: Tenancy) -> bool:
    """Another file was read, studied, decided or planned with these facts."""
    live = RentRequest.objects.filter(tenancy=lease, debt__released_at=None)
    return (
        live.exclude(state__in=LEFT_THE_LEASE).exists()
        or RepaymentPlan.objects.filter(debt__tenancy=lease, state__in=RUNNING_PLAN).exists()
    )


def _same_facts(lease: Tenancy, facts: Mapping[str, object]) -> None:
    """An end of lease left blank says nothing; the rest is what the lease already says.

    The known values are not told: the other file may be another organisation's.
    """
    others = [
        name
        for name, said in facts.items()
        if name in NAMES
        and not _alike(name, said, lease)
        and not (name == "lease_end" and said is None)
    ]
    if not others:
        return
    raise Refused(
        f"Un autre dossier porte sur ce bail, avec d’autres faits : "
        f"{', '.join(NAMES[name] for name in others)}. Recopiez ceux de ce dossier et dites "
        "dans la situation ce qui a changé, ou contactez le CCAS.",
        field=FIELDS.get(others[0], others[0]),
    )


def _alike(name: str, said: object, lease: Tenancy) -> bool:
    """An address typed in other words (« 12 r. des Capucins apt 4 ») is the one known."""
    known = getattr(lease, name)
    if name == "address":
        where, typed = lease.postcode, str(said)
        return in_full(typed, where) == in_full(known, where) and (
            building_of(typed, where) == building_of(known, where)
        )
    return _read(said) == _read(known)


def _read(fact: object) -> object:
    """As somebody reads it: a town typed with other accents or commas is the same one."""
    return re.sub(r"\W+", " ", folded(fact)).strip() if isinstance(fact, str) else fact
