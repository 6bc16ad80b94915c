"""Holding and giving up a place: counted under locks, told to the person at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from epicerie.actions.agreement import write_agreement
from epicerie.actions.calls import call_for, settle_calls
from epicerie.actions.leaving import leave_places
from epicerie.actions.locks import lock_need, lock_openings, lock_volunteers
from epicerie.actions.outbox import tell_office
from epicerie.actions.telling import shift_words, tell_about
from epicerie.actions.walls import walls
from epicerie.models import Assignment, OpeningDay, OpeningNeed, Volunteer
from epicerie.parameters import LATE_HOURS
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.people import coordinators
from epicerie.rules import why_not
from epicerie.states import PlaceState
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
    (given,) = leave_places([held], "give_up_place", by=by, at=at)
    tell_about("epicerie.place_given_up", given, at=at)
    call_for(need, freed=given, by=by, at=at)
    late = timedelta(hours=value(LATE_HOURS.name, on=paris_day(at)))
    if given.period.lower - at < late:
        tell_office(
            "epicerie.late_give_up",
            coordinators(),
            event=str(given.pk),
            context=shift_words(given),
            at=at,
        )
    return given


@transaction.atomic
def take_back_place(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """The coordinator takes a person off the rota; the person is told, somebody else is called.

    Refused once the shift is over: whoever did not come is noted absent.
    """
    if assignment.period.upper <= at:
        raise Refused(
            "Ce créneau est terminé : personne n’est plus à retirer. Notez plutôt l’absence sur la "
            "feuille de présence."
        )
    need = lock_need(assignment.need_id)
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    (taken,) = leave_places([held], "take_back_place", by=by, at=at)
    tell_about("epicerie.place_taken_back", taken, at=at)
    call_for(need, freed=taken, by=by, at=at)
    return taken
