"""What an association promises to fill, and the convention that each volunteer signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import Organisation, User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import Promise, Volunteer
from reims_solidarite.kit.dates import add_months, month_start, paris_day
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def promise_places(
    organisation: Organisation, places_a_month: int, *, since: date, by: User, at: datetime
) -> Promise:
    """From the first of the month of `since` on; the promise in force ends there.

    Refused when a later promise is already noted.
    """
    require_coordinator(by)
    start = month_start(since)
    # The organisation's row orders two coordinators who write at once.
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    known = Promise.objects.filter(organisation=organisation, period__overlap=(start, None))
    for old in known.select_for_update(of=("self",)):
        if old.period.lower >= start:
            raise Refused(
                "Un engagement est déjà noté à partir de ce mois ou plus tard : choisissez un mois "
                "suivant, ou terminez-le.",
                field="since",
            )
        old.period = DateRange(old.period.lower, start)
        old.save(update_fields=["period"])
    with walls():
        promise = Promise.objects.create(
            organisation=organisation,
            period=DateRange(start, None),
            places_a_month=places_a_month,
            said_at=at,
        )
    record("promise_places", organisation, by=by, at=at, places=places_a_month)
    return promise


@transaction.atomic
def end_promise(promise: Promise, *, on: date, by: User, at: datetime) -> None:
    """No more places are promised from the month after `on`; one to come is erased."""
    require_coordinator(by)
    locked = Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    end = add_months(month_start(on), 1)
    if locked.period.upper and locked.period.upper <= end:
        raise Refused("Cet engagement se termine déjà avant cette date.", field="on")
    if locked.period.lower >= end:
        locked.delete()
    else:
        locked.period = DateRange(locked.period.lower, end)
        locked.save(update_fields=["period"])
    record("end_promise", promise.organisation, by=by, at=at)


@transaction.atomic
def note_convention(
    volunteer: Volunteer, signed_on: date | None, *, by: User, at: datetime, seen: str = ""
) -> Volunteer:
    """The day on which the volunteer's convention was signed; None: it is not."""
    require_coordinator(by)
    if signed_on is not None and signed_on > paris_day(at):
        raise Refused("La date de signature est dans l’avenir : vérifiez-la.", field="signed_on")
    locked = Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    current = {"convention_signed_on": locked.convention_signed_on}
    refuse_if_changed(seen, current, labels_of(locked))
    locked.convention_signed_on = signed_on
    locked.save(update_fields=["convention_signed_on"])
    record("note_convention", locked, by=by, at=at)
    return locked
