"""Who answers for a decision, at the foot of its letter (CRPA L212-1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.models import User
from actors.roles import Role
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.models import CommissionSession, Decision


def signature_of(
    signer: User, *, on: date, what: str, session: CommissionSession | None = None
) -> dict[str, Any]:
    """The signature of `base/letter.typ`; `what` was signed on that day. The office is the one
    noted for the session, or else the role."""
    return {
        "role": ["Pour le CCAS de Reims", _office(signer, session)],
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


def _office(signer: User, session: CommissionSession | None) -> str:
    seat = (
        session.members.filter(user=signer).exclude(title="").first()
        if session is not None
        else None
    )
    return seat.title if seat else str(Role.SIGNATORY.label)
