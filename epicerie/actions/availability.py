"""When a volunteer can come: the usual week, and answers for one date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.own_record import lock_own
from epicerie.actions.walls import walls
from epicerie.models import Availability, DatedAvailability, Volunteer, Willing, halves_of
from epicerie.queries.own_record import half_days_held, places_inside, usual_week
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.seen import refuse_if_changed
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def set_usual_week(
    volunteer: Volunteer,
    week: Mapping[tuple[int, str], int | None],
    *,
    by: User,
    at: datetime,
    seen: str = "",
) -> None:
    """Replace the whole usual week: (weekday, half) → how gladly, or None for « cannot ».

    Places held already stay held: where the week no longer covers one, the word given for that
    very date is written. `seen`: the mark of the week that the form showed.
    """
    locked = lock_own(volunteer, by=by)
    before = usual_week(locked)
    refuse_if_changed(seen, {"week": before}, {"week": "La semaine habituelle"})
    wanted = {key: willing for key, willing in week.items() if willing is not None}
    if wanted == before:
        return
    with walls():
        _write_word_given(locked, set(before) - set(wanted), at=at)
        Availability.objects.filter(volunteer=locked).delete()
        Availability.objects.bulk_create(
            Availability(volunteer=locked, weekday=weekday, half=half, willing=willing)
            for (weekday, half), willing in sorted(wanted.items())
        )
    record("set_usual_week", locked, by=by, at=at, halves=len(wanted))


def _write_word_given(volunteer: Volunteer, left: set[tuple[int, str]], *, at: datetime) -> None:
    said = set(volunteer.dated_availability.values_list("day", "half"))
    held = half_days_held(volunteer, at=at) - said
    DatedAvailability.objects.bulk_create(
        DatedAvailability(volunteer=volunteer, day=day, half=half, can_come=True)
        for day, half in sorted(held)
        if (day.weekday(), half) in left
    )


@transaction.atomic
def answer_for_day(
    volunteer: Volunteer,
    day: date,
    half: str,
    *,
    can_come: bool,
    by: User,
    at: datetime,
    willing: int = Willing.FINE,
) -> DatedAvailability:
    """« Ce jour-là, je peux » or « je ne peux pas »: stronger than the usual week.

    Refused on a day that is over, and for a « no » where the person holds a place: giving the
    place up is what tells the others.
    """
    locked = lock_own(volunteer, by=by)
    if day < paris_day(at):
        raise Refused(_("Ce jour est passé : choisissez-en un autre."), field="day")
    if not can_come:
        for place in places_inside(locked, day, day, at=at):
            if half in halves_of(place.opening.starts, place.opening.ends):
                raise Refused(
                    _(
                        "Une place est tenue le %(day)s (%(post)s) : rendez-la avec « Je ne peux "
                        "pas venir »."
                    )
                    % {"day": f"{day:%d/%m/%Y}", "post": gettext(place.need.post.label)},
                    field="day",
                )
    with walls():
        answer, _created = DatedAvailability.objects.update_or_create(
            volunteer=locked,
            day=day,
            half=half,
            defaults={"can_come": can_come, "willing": willing},
        )
    record("answer_for_day", locked, by=by, at=at)
    return answer


@transaction.atomic
def forget_answer(answer: DatedAvailability, *, by: User, at: datetime) -> None:
    """The usual week counts again for that half-day."""
    locked = lock_own(answer.volunteer, by=by)
    if answer.can_come:
        for place in places_inside(locked, answer.day, answer.day, at=at):
            if answer.half in halves_of(place.opening.starts, place.opening.ends):
                raise Refused(
                    _("Une place est tenue ce jour-là : rendez-la avec « Je ne peux pas venir ».")
                )
    deleted, _rows = DatedAvailability.objects.filter(pk=answer.pk, volunteer=locked).delete()
    if deleted:
        record("forget_answer", locked, by=by, at=at)
