"""Volunteers with what a list shows of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actors.models import Organisation, User
from epicerie.models import Affiliation, Assignment, Availability, Volunteer, VolunteerSkill
from epicerie.states import PlaceState

SOON = timedelta(days=60)


def ahead(at: datetime, state: PlaceState) -> Any:
    """How many of a volunteer's places to come are in this state: read for the rows shown only."""
    rows = (
        Assignment.objects.to_come(at)
        .filter(volunteer=OuterRef("pk"), state=state)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0))


def _ending(on: date) -> Q:
    """A skill of now ends within `SOON`, and nothing follows it."""
    soon = VolunteerSkill.objects.on(on).filter(period__endswith__lte=on + SOON)
    renewed = VolunteerSkill.objects.filter(
        volunteer=OuterRef("volunteer"), skill=OuterRef("skill"), period__contains=on + SOON
    )
    return Q(pk__in=soon.exclude(Exists(renewed)).values("volunteer"))


SITUATIONS: dict[str, tuple[str, Callable[[date], Q]]] = {
    "competence": ("Compétence à renouveler avant 60 jours", _ending),
    "convention": ("Convention à signer", lambda _: Q(convention_signed_on=None)),
    "disponibilite": (
        "Aucune disponibilité dite",
        lambda _: ~Q(pk__in=Availability.objects.values("volunteer")),
    ),
    "debute": ("Débute à l’épicerie", lambda _: Q(novice=True)),
    "hors-planning": ("Hors planning", lambda _: Q(active=False)),
}


def in_situation(rows: QuerySet[Any], situation: str, *, on: date) -> QuerySet[Any]:
    """Those of whom something is to be done, or said."""
    return rows.filter(SITUATIONS[situation][1](on))


def senders(_request: object) -> QuerySet[Organisation]:
    """The associations that send somebody now."""
    sent = Affiliation.objects.live().values("organisation")
    return Organisation.objects.filter(pk__in=sent).order_by("sort_key")


def sent_by(rows: QuerySet[Any], sender: Organisation) -> QuerySet[Any]:
    """Those whom this association sends now."""
    sent = Affiliation.objects.live().filter(organisation=sender)
    return rows.filter(pk__in=sent.values("volunteer"))


def skilled_in(rows: QuerySet[Any], skill: str, *, on: date) -> QuerySet[Any]:
    """Those whose skill is in date."""
    held = VolunteerSkill.objects.on(on).filter(skill=skill)
    return rows.filter(pk__in=held.values("volunteer"))


def volunteers_for(user: User, *, on: date, at: datetime) -> QuerySet[Any]:
    """Those the user may see, with `senders`, `skill_codes` in date, `says_when` and `to_come`."""
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.on(on).filter(volunteer=own).order_by("skill")
    sending = Affiliation.objects.live().filter(volunteer=own).order_by("organisation__sort_key")
    return (
        Volunteer.objects.visible_to(user)
        .select_related("user")
        .annotate(
            senders=ArraySubquery(sending.values("organisation__name")),
            skill_codes=ArraySubquery(skills.values("skill")),
            says_when=Exists(Availability.objects.filter(volunteer=own)),
            to_come=ahead(at, PlaceState.ACTIVE),
        )
    )
