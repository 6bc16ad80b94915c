"""Holding and giving up a place: counted under locks, told to the person at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from actors import rules
from actors.actions.journal import record
from actors.actions.messages import write_message
from actors.actions.transition import take
from actors.models import User
from actors.parameters import value
from epicerie.actions.agreement import write_agreement
from epicerie.actions.calls import call_for, settle_calls
from epicerie.actions.locks import lock_need, lock_openings, lock_volunteers
from epicerie.actions.telling import forget_place, shift_words, tell_about
from epicerie.actions.walls import walls
from epicerie.models import Assignment, OpeningDay, OpeningNeed, Volunteer
from epicerie.parameters import LATE_HOURS
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.people import coordinators
from epicerie.rules import why_not
from epicerie.states import PLACE, PlaceState
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def hold_place(
    need: OpeningNeed,
    *,
    volunteer: Volunteer,
    by: User,
    at: datetime,
    tell: bool = True,
    agreed: bool = False,
    instead_of: Assignment | None = None,
) -> Assignment:
    """Give the volunteer the first free place; by themselves, or by the coordinator.

    `agreed`: the person told the coordinator that they can come that day, whatever their usual
    week; taking a place oneself says the same. Refused with the reason in words (`epicerie.rules`).
    `instead_of`: the place that `substitute_place` has just freed for this person.
    """
    locked = lock_openings([need.opening_id])[need.pk]
    row = lock_volunteers([volunteer.pk])[volunteer.pk]
    oneself = row.user_id == by.pk
    substitute = instead_of is not None and instead_of.need_id == locked.pk
    if not oneself and not substitute and not rules.GROCERY.allows(by):
        raise Refused("Seule la coordination place une autre personne.")
    taken = set(
        Assignment.objects.active().filter(need=locked).values_list("place_number", flat=True)
    )
    day = days_of(OpeningDay.objects.filter(pk=locked.opening_id))[locked.opening_id]
    place = place_of(locked, day, filled=len(taken))
    person = persons_for([place], [row.pk])[row.pk]
    if reason := why_not(person, place, at=at, oneself=oneself, agreed=agreed):
        raise Refused(reason.words)
    free = next(n for n in range(1, locked.places + 1) if n not in taken)
    with walls():
        write_agreement(row, person, [day], by=by, at=at)
        held = Assignment.objects.create(
            opening=locked.opening,
            need=locked,
            place_number=free,
            volunteer=row,
            period=locked.opening.period,
            created_at=at,
            created_by=by,
            changed_at=at,
        )
    record("hold_place", held, by=by, at=at, oneself=oneself)
    settle_calls([locked], by=by, at=at)
    if tell:
        kind = "epicerie.place_taken" if oneself else "epicerie.place_assigned"
        tell_about(kind, held, at=at)
    return held


@transaction.atomic
def give_up_place(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """The volunteer will not come: always possible until the end, even one hour before.

    The coordinator is told at once when little time is left to find somebody.
    """
    if assignment.volunteer.user_id != by.pk:
        raise Refused(_("Vous ne pouvez rendre que vos propres places."))
    if assignment.period.upper <= at:
        raise Refused(_("Ce créneau est terminé : il n’y a plus rien à rendre."))
    need = lock_need(assignment.need_id)
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if held.state != PlaceState.ACTIVE:
        raise Refused(_("Cette place n’est plus la vôtre : il n’y a rien d’autre à faire."))
    with walls():
        given = take(held, "give_up_place", table=PLACE, by=by, at=at, changes=moved(held, at))
    forget_place(given, at=at)
    tell_about("epicerie.place_given_up", given, at=at)
    call_for(need, freed=given, by=by, at=at)
    late = timedelta(hours=value(LATE_HOURS.name, on=paris_day(at)))
    if given.period.lower - at < late:
        for coordinator in coordinators():
            write_message(
                "epicerie.late_give_up",
                to=coordinator,
                dedupe_key=f"epicerie.late_give_up:{given.pk}:{coordinator.pk}",
                context=shift_words(given),
                at=at,
            )
    return given


@transaction.atomic
def take_back_place(
    assignment: Assignment, *, by: User, at: datetime, tell: bool = True, call: bool = True
) -> Assignment:
    """The coordinator takes a person off the rota; the person is told, somebody else is called."""
    need = lock_need(assignment.need_id)
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    with walls():
        taken = take(held, "take_back_place", table=PLACE, by=by, at=at, changes=moved(held, at))
    forget_place(taken, at=at)
    if tell:
        tell_about("epicerie.place_taken_back", taken, at=at)
    if call:
        call_for(need, freed=taken, by=by, at=at)
    return taken


def moved(held: Assignment, at: datetime) -> dict[str, object]:
    """What tells calendars that a place changed (the row locked)."""
    return {"sequence": held.sequence + 1, "changed_at": at}
