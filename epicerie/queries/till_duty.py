"""Who is on the till now: an own shift on that post, around these hours, with a mandate in date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from actors.models import User
from actors.parameters import value
from epicerie.models import Assignment, Post, Skill, VolunteerSkill
from epicerie.parameters import TILL_MARGIN_MINUTES
from epicerie.queries.my_space import Shift
from reims_solidarite.kit.dates import paris_day

WIDEST_MARGIN = timedelta(minutes=TILL_MARGIN_MINUTES.maximum or 0)


def open_shift(shifts: Iterable[Shift], *, at: datetime) -> Shift | None:
    """A till shift among those already read that is about now: shows the entry, grants nothing."""
    for shift in shifts:
        near = shift.period.lower - WIDEST_MARGIN <= at < shift.period.upper + WIDEST_MARGIN
        if shift.post_code == Post.TILL and near:
            return shift
    return None


def till_duty(user: User, *, at: datetime) -> Assignment | None:
    """The shift that opens the till to this volunteer at this instant, or None."""
    day = paris_day(at)
    margin = timedelta(minutes=value(TILL_MARGIN_MINUTES.name, on=day))
    mandate = VolunteerSkill.objects.on(day).filter(
        volunteer=OuterRef("volunteer"), skill=Skill.TILL
    )
    return (
        Assignment.objects.active()
        .filter(
            Exists(mandate),
            volunteer__user=user,
            volunteer__active=True,
            need__post__code=Post.TILL,
            period__startswith__lte=at + margin,
            period__endswith__gt=at - margin,
        )
        .select_related("opening", "volunteer")
        .first()
    )
