"""The Assises: one edition, one group, and what each side has in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from actors.models import User
from actors.themes import Theme
from assises.actions.editions import create_edition, create_session
from assises.actions.followup import entrust_action, note_proposal, open_action
from assises.actions.meetings import call_meeting
from assises.actions.registration import Attendee, Wish, register
from assises.models import Edition, EditionState, SessionKind, WorkingGroup
from assises.queries.links import token_of
from reims_solidarite.kit.dates import paris_instant
from tests.permissions.world.side import Side

DAY = date(2027, 6, 21)


def shared_assises(network: User, at: datetime) -> dict[str, Any]:
    """An edition that takes registrations, its workshop, a group with a past and a next meeting."""
    edition = _edition(at)
    starts = paris_instant(DAY, time(11))
    workshop = create_session(
        {
            "edition": edition,
            "kind": SessionKind.WORKSHOP,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "theme": Theme.HOUSING.value,
            "title": "Se loger",
            "capacity": 20,
            "room": "Salle 1",
        },
        by=network,
        at=at,
    )
    group, _ = WorkingGroup.objects.get_or_create(
        theme=Theme.HOUSING.value, defaults={"slug": "logement", "name": "Logement"}
    )
    meeting = call_meeting(
        {
            "group": group,
            "day": date(2026, 12, 10),
            "starts": time(14),
            "ends": time(16),
            "place": "Salle 2",
            "agenda": "La suite",
        },
        by=network,
        at=at,
    )
    proposal = note_proposal(
        edition, theme=Theme.HOUSING.value, title="Une proposition", by=network, at=at
    )
    return {
        "edition": edition,
        "session": workshop,
        "group": group,
        "meeting": meeting,
        "proposal": proposal,
    }


def _edition(at: datetime) -> Edition:
    return create_edition(
        {
            "year": DAY.year,
            "date": DAY,
            "name": "Assises d’essai",
            "place": "Salle d’essai",
            "state": EditionState.PUBLISHED,
            "registration_opens_at": at - timedelta(days=1),
            "registration_closes_at": paris_instant(DAY),
            "capacity": None,
            "is_demo": True,
        },
        by=None,
        at=at,
    )


def own_assises(side: Side, shared: dict[str, Any], network: User) -> None:
    """A colleague registered by the agent, and an action that the association carries."""
    agent = side.people[f"agent_{side.letter.lower()}"]
    registration = register(
        shared["edition"],
        Attendee(
            email=side.mail("inscrit"),
            first_name=side.mark,
            last_name=side.text("Inscrit"),
            organisation=side.association,
            function=side.text("fonction"),
        ),
        [Wish(shared["session"])],
        by=agent,
        at=side.at,
    )
    assert registration is not None
    proposal = note_proposal(
        shared["edition"],
        theme=Theme.HOUSING.value,
        title=f"Action {side.letter}",
        by=network,
        at=side.at,
    )
    action = open_action(proposal, by=network, at=side.at)
    action = entrust_action(action, owner=side.association, agent=None, by=network, at=side.at)
    side.rows |= {"registration": registration, "action": action}
    side.tokens["registration"] = token_of(registration)
