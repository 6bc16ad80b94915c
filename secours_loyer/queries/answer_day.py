"""The day from which silence is a refusal."""

from __future__ import annotations

from datetime import date

from reims_solidarite.kit.dates import add_months

MONTHS = 2


def answer_day(filed_on: date) -> date:
    """Two months after the request was received (CRPA L231-4)."""
    return add_months(filed_on, MONTHS)
