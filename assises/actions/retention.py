"""Forgetting what was asked only to prepare the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from actors import parameters
from actors.actions.journal import record
from assises.models import Edition, Registration


@transaction.atomic
def erase_measures(*, on: date, at: datetime) -> int:
    """Erase the measures of editions that ended long enough ago; how many people it concerned."""
    days = parameters.value("assises.needs_days", on=on)
    ended = Edition.objects.filter(date__lt=on - timedelta(days=days))
    erased = 0
    for edition in ended.filter(registrations__measures_consent_at__isnull=False).distinct():
        rows = Registration.objects.filter(edition=edition, measures_consent_at__isnull=False)
        number = rows.update(measures=[], measures_consent_at=None)
        record("erase_measures", edition, by=None, at=at, people=number)
        erased += number
    return erased
