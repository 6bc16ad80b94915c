"""Who answers for a decision, at the foot of its letter (CRPA L212-1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.contact_parameters import SIGNATORY_OFFICES, offices_of
from secours_loyer.models import CommissionSession, Decision

SIGNS = "Signataire des décisions"


def signature_of(
    signer: User, *, on: date, what: str, session: CommissionSession | None = None
) -> dict[str, Any]:
    """The signature of `base/letter.typ`; `what` was signed on that day. The office is the one
    noted for the session, or else the one that the CCAS decided for this person."""
    return {
        "role": ["Pour le CCAS de Reims", office_of(signer, session, on=on)],
        "name": [signer.get_full_name(), f"{what} le {french_date(on)}"],
    }


def minutes_signature(session: CommissionSession) -> dict[str, Any] | None:
    """Whoever signed the minutes, once they are."""
    if session.signed_by is None or session.signed_at is None:
        return None
    on = paris_day(session.signed_at)
    return signature_of(session.signed_by, on=on, what="Procès-verbal signé", session=session)


def session_of(decision: Decision) -> CommissionSession | None:
    """The session that decided, if one did."""
    return decision.item.session if decision.item else None


def office_of(signer: User, session: CommissionSession | None, *, on: date) -> str:
    """In what quality this person signed; without a word of it, that decisions are theirs to
    sign."""
    seat = (
        session.members.filter(user=signer).exclude(title="").first()
        if session is not None
        else None
    )
    if seat is not None:
        return seat.title
    known = offices_of(value(SIGNATORY_OFFICES.name, on=on))
    office = known.get(folded(signer.get_full_name()), "")
    return office[:1].upper() + office[1:] if office else SIGNS
