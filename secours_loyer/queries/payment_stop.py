"""Are payments stopped, by whom and why: the kill switch as pages show it."""

from __future__ import annotations

from datetime import date

from actors import rules
from actors.models import Parameter, User
from secours_loyer.payment_parameters import PAYMENTS_OPEN


def stopped(on: date) -> bool:
    """Nothing leaves that day."""
    return _stop(on) is not None


def payment_stop(user: User, *, on: date) -> Parameter | None:
    """The decision that stopped payments, for those who read them; None while they are open."""
    return _stop(on) if rules.BATCH_READER.allows(user) else None


def _stop(on: date) -> Parameter | None:
    rows = Parameter.objects.on(on).filter(key=PAYMENTS_OPEN.name, value=False)
    return rows.select_related("set_by").first()
