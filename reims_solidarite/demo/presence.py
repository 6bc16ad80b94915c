"""The demo's presences: sheets of the past openings, hours of the volunteers, a person proposed."""

from __future__ import annotations

from datetime import timedelta

from actors.models import Organisation, User
from actors.roles import Role
from epicerie.actions.hours import add_hours
from epicerie.actions.presence import Note, add_walk_in, keep_sheet, sign_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.actions.proposals import propose_volunteer
from epicerie.models import Affiliation, Assignment, OpeningDay, Volunteer
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day

# The two last openings still wait for their signature.
NOT_SIGNED = 2
SAID = ("present",) * 17 + ("late", "absent", "excused")


def build(world: World, *, scale: int) -> None:
    """Every past opening has its sheet; the last ones are noted and not signed."""
    grocery = world.staff[Role.GROCERY.value]
    past = list(
        OpeningDay.objects.planned()
        .filter(period__endswith__lte=world.at, assignments__state="active")
        .distinct()
        .order_by("day", "pk")
    )
    for number, opening in enumerate(past):
        _sheet(world, opening, grocery)
        if number < len(past) - NOT_SIGNED:
            sign_sheet(opening, by=grocery, at=opening.finishes_at + timedelta(hours=1))
    _meeting(world, grocery)
    _proposal(world)


def _sheet(world: World, opening: OpeningDay, grocery: User) -> None:
    places = Assignment.objects.active().filter(opening=opening).select_related("volunteer__user")
    at = opening.finishes_at - timedelta(minutes=10)
    notes = []
    for place in places.order_by("pk"):
        status = world.random.choice(SAID)
        late = timedelta(minutes=world.random.choice((20, 35, 60)))
        arrived = opening.begins_at + late if status == "late" else None
        notes.append(Note(place, Noted(status, arrived), ""))
    if notes:
        keep_sheet(opening, notes, by=grocery, at=at)
    if opening.day.day % 7 == 0:
        first, last = world.name()
        guest = f"{first} {last}"
        add_walk_in(
            opening,
            Noted("present", minutes=90),
            volunteer=None,
            guest_name=guest,
            by=grocery,
            at=at,
        )


def _meeting(world: World, grocery: User) -> None:
    """A meeting of the volunteers, two weeks ago."""
    day = paris_day(world.at) - timedelta(days=14)
    for volunteer in Volunteer.objects.order_by("pk")[:12]:
        add_hours(
            volunteer,
            day=day,
            minutes=90,
            kind="meeting",
            reason="Réunion des bénévoles",
            by=grocery,
            at=world.at,
        )


def _proposal(world: World) -> None:
    """One person proposed by the first association that sends people and has a manager."""
    sender = (
        Organisation.objects.filter(
            pk__in=Affiliation.objects.live().values("organisation"),
            memberships__is_manager=True,
            memberships__ended_at=None,
        )
        .order_by("pk")
        .first()
    )
    if sender is None:
        return
    manager = sender.memberships.filter(is_manager=True, ended_at=None).order_by("pk")[0].user
    first, last = world.name()
    propose_volunteer(
        sender,
        first_name=first,
        last_name=last,
        email=world.address("propose"),
        phone="",
        novice=True,
        by=manager,
        at=world.at,
    )
