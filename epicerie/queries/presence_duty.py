"""Who may write the presence sheet now: the coordinator, or the referent of that very day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from actors import rules
from actors.models import User
from actors.parameters import value
from epicerie.models import Assignment, OpeningDay, Post, Skill, VolunteerSkill
from epicerie.parameters import PRESENCE_MARGIN_MINUTES
from epicerie.queries.my_space import Shift
from reims_solidarite.kit.dates import paris_day


def referent_duty(user: User, *, at: datetime) -> Assignment | None:
    """The referent's place that opens the sheet to this volunteer at this instant, or None."""
    day = paris_day(at)
    margin = timedelta(minutes=value(PRESENCE_MARGIN_MINUTES.name, on=day))
    trained = VolunteerSkill.objects.filter(
        volunteer=OuterRef("volunteer"),
        skill=Skill.REFERENT,
        period__contains=OuterRef("opening__day"),
    )
    return (
        Assignment.objects.active()
        .filter(
            Exists(trained),
            volunteer__user=user,
            volunteer__active=True,
            need__post__code=Post.REFERENT,
            period__startswith__lte=at,
            period__endswith__gt=at - margin,
        )
        .select_related("opening", "volunteer")
        .first()
    )


def sheet_shift(shifts: Iterable[Shift], *, at: datetime) -> Shift | None:
    """A referent's shift among those already read that is under way: shows the entry, no right."""
    for shift in shifts:
        if shift.post_code == Post.REFERENT and shift.period.lower <= at:
            return shift
    return None


def may_write(user: User, opening: OpeningDay, *, at: datetime) -> bool:
    """Least privilege by rota: the referent only on their day, during it and shortly after."""
    if rules.GROCERY.allows(user):
        return True
    duty = referent_duty(user, at=at)
    return duty is not None and duty.opening_id == opening.pk
