"""Until when an aid that is granted may be paid."""

from __future__ import annotations

from datetime import date

from actors.parameters import value
from reims_solidarite.kit.dates import add_months, paris_day
from secours_loyer.alert_parameters import AWARD_MONTHS
from secours_loyer.models import Decision


def valid_until(decision: Decision, *, on: date) -> date:
    """Its last day, under the rule of the day `on`."""
    return add_months(paris_day(decision.decided_at), int(value(AWARD_MONTHS.name, on=on)))
