"""Pairs that come together, or never together: noted by the coordinator."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import Assignment, Companion, CompanionKind, Volunteer
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def pair_up(one: Volunteer, other: Volunteer, kind: str, *, by: User, at: datetime) -> Companion:
    """`kind`: together or apart. One pair is noted once, whoever is named first.

    Two people who already hold places of one day are not set apart in silence.
    """
    require_coordinator(by)
    first, second = sorted((one, other), key=lambda volunteer: volunteer.pk)
    if Companion.objects.filter(first=first, second=second).exists():
        raise Refused("Une affinité est déjà notée entre ces deux personnes : retirez-la d’abord.")
    if kind == CompanionKind.APART and (day := _common_day(first, second, at=at)):
        raise Refused(
            f"Elles tiennent toutes deux une place le {day:%d/%m/%Y} : retirez l’une d’elles de "
            "ce jour d’abord.",
            field="kind",
        )
    with walls():
        pair = Companion.objects.create(first=first, second=second, kind=kind)
    record("pair_up", pair.first, by=by, at=at)
    return pair


@transaction.atomic
def unpair(pair: Companion, *, by: User, at: datetime) -> None:
    """The two are placed without regard to each other again."""
    require_coordinator(by)
    deleted, _ = Companion.objects.filter(pk=pair.pk).delete()
    if deleted:
        record("unpair", pair.first, by=by, at=at)


def _common_day(first: Volunteer, second: Volunteer, *, at: datetime) -> date | None:
    held = Assignment.objects.active().to_come(at)
    theirs = held.filter(volunteer=second).values("opening")
    both = held.filter(volunteer=first, opening__in=theirs).order_by("period")
    return both.values_list("opening__day", flat=True).first()
