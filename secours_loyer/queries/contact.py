"""How people reach the CCAS, and what is not decided of it yet, for those who may decide it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actors import rules
from actors.models import User
from actors.parameters import Key, values
from secours_loyer.contact_parameters import CCAS_ADDRESS, CCAS_PHONE


@dataclass(frozen=True)
class Contact:
    """As the CCAS decided for that day; empty where it decided nothing."""

    phone: str
    address: str


def contact_of(*, on: date) -> Contact:
    """Where to call and to write; one query."""
    known = values(CCAS_PHONE.name, CCAS_ADDRESS.name, on=on)
    return Contact(known[CCAS_PHONE.name].strip(), known[CCAS_ADDRESS.name].strip())


def contact_untold(user: User, *, on: date) -> list[Key]:
    """The parameters that the letters miss; nothing to whoever may not fill them in."""
    if not rules.PARAMETER_DECIDER.allows(user):
        return []
    known = values(CCAS_PHONE.name, CCAS_ADDRESS.name, on=on)
    return [key for key in (CCAS_PHONE, CCAS_ADDRESS) if not known[key.name].strip()]
