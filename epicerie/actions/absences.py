"""Days away: said by the person or the coordinator, with the places that fall inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.locks import lock_openings
from epicerie.actions.own_record import lock_own
from epicerie.actions.places import give_up_place, take_back_place
from epicerie.actions.walls import walls
from epicerie.models import Absence, Assignment, Volunteer
from epicerie.queries.own_record import days_away, places_inside
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.seen import refuse_if_changed
from reims_solidarite.kit.transitions import Refused

LONGEST_DAYS = 366
ONE_DAY = timedelta(days=1)
NAMED = 5


@transaction.atomic
def declare_absence(
    volunteer: Volunteer,
    *,
    first: date,
    last: date,
    by: User,
    at: datetime,
    give_up: bool = False,
) -> Absence:
    """Away from `first` to `last`, both included. No reason is asked: it may be health.

    Refused while places are held on these days, unless `give_up`: they are all given up (or taken
    back, by the coordinator) in the same act.
    """
    _check_days(first, last, at)
    locked, held = _free_days(volunteer, first, last, give_up=give_up, by=by, at=at)
    with walls():
        absence = Absence.objects.create(
            volunteer=locked, period=DateRange(first, last + ONE_DAY), said_at=at
        )
    record("declare_absence", locked, by=by, at=at, places=held)
    return absence


@transaction.atomic
def change_absence(
    absence: Absence,
    *,
    first: date,
    last: date,
    by: User,
    at: datetime,
    give_up: bool = False,
    seen: str = "",
) -> None:
    """Other days for an absence that is not over; once begun, only its last day moves.

    Places held on the new days: as in `declare_absence`.
    """
    _check_days(first, last, at)
    locked, held = _free_days(absence.volunteer, first, last, give_up=give_up, by=by, at=at)
    known = Absence.objects.select_for_update(of=("self",)).filter(pk=absence.pk).first()
    if known is None or known.period.upper <= paris_day(at):
        raise Refused(_("Cette absence est terminée."))
    refuse_if_changed(seen, days_away(known), {"days": _("Absences")})
    if known.first < paris_day(at) and first != known.first:
        raise Refused(
            _("Cette absence a commencé : seul son dernier jour peut changer."), field="first"
        )
    known.period = DateRange(first, last + ONE_DAY)
    with walls():
        known.save(update_fields=["period"])
    record("change_absence", locked, by=by, at=at, places=held)


def _check_days(first: date, last: date, at: datetime) -> None:
    if last < first:
        raise Refused(_("Le dernier jour ne peut pas précéder le premier."), field="last")
    if last < paris_day(at):
        raise Refused(_("Ces jours sont passés : indiquez une absence à venir."), field="last")
    if (last - first).days >= LONGEST_DAYS:
        raise Refused(_("Notez un an d’absence au plus, puis recommencez."), field="last")


def _free_days(
    volunteer: Volunteer, first: date, last: date, *, give_up: bool, by: User, at: datetime
) -> tuple[Volunteer, int]:
    """The record under its lock, and how many places of these days were given up."""
    held = _hold_still(volunteer, first, last, at)
    locked = lock_own(volunteer, by=by)
    now_held = set(places_inside(locked, first, last, at=at).values_list("pk", flat=True))
    if now_held - {place.pk for place in held}:  # one more was given while we waited for the lock
        raise Refused(_("Les places viennent de changer. Rechargez la page."))
    if held and not give_up:
        raise Refused(_places_told(held), field="give_up")
    for place in held:
        if locked.user_id == by.pk:
            give_up_place(place, by=by, at=at)
        else:
            take_back_place(place, by=by, at=at)
    return locked, len(held)


def _hold_still(
    volunteer: Volunteer, first: date, last: date, at: datetime
) -> Sequence[Assignment]:
    """The places inside, their openings locked first: the order in which places are given."""
    lock_openings([place.opening_id for place in places_inside(volunteer, first, last, at=at)])
    return list(places_inside(volunteer, first, last, at=at))


def _places_told(held: Sequence[Assignment]) -> str:
    named = ", ".join(f"{p.opening.day:%d/%m/%Y} ({p.need.post})" for p in held[:NAMED])
    more = f" et {len(held) - NAMED} autres" if len(held) > NAMED else ""
    return (
        f"Des places sont tenues pendant ces jours : {named}{more}. Cochez « Rendre ces places » "
        "pour les rendre en même temps, ou changez les dates."
    )


@transaction.atomic
def end_absence(absence: Absence, *, by: User, at: datetime) -> None:
    """The person is back: an absence to come is erased, one that runs ends today."""
    volunteer = lock_own(absence.volunteer, by=by)
    locked = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    today = paris_day(at)
    if locked.period.upper <= today:
        raise Refused(_("Cette absence est terminée."))
    if locked.period.lower >= today:
        locked.delete()
    else:
        locked.period = DateRange(locked.period.lower, today)
        locked.save(update_fields=["period"])
    record("end_absence", volunteer, by=by, at=at)
