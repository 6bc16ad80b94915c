"""Build the world once; every question is then asked inside a savepoint that is rolled back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from actors.actions.bodies import found_body, keep_meeting, seat_member
from actors.models import BodyMeeting, JournalEntry, Parameter, SensitiveRead, User
from actors.roles import Role
from epicerie.models import StockMovement
from reims_solidarite.kit.dates import paris_instant
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.models import Channel, PaymentEntry
from tests.permissions.world import assises, grocery, households, people, rent
from tests.permissions.world.side import Side

# A Monday morning in Reims, during the opening of the grocery.
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
CLOCK = "2026-11-23T09:30+01:00"
STAFF = {
    "reception": Role.RECEPTION,
    "case_worker": Role.CASE_WORKER,
    "manager": Role.MANAGER,
    "secretary": Role.SECRETARY,
    "signatory": Role.SIGNATORY,
    "finance": Role.FINANCE,
    "grocery": Role.GROCERY,
    "network": Role.NETWORK,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}


@dataclass
class World:
    """`a` is the side whose objects are asked for; `b` is the stranger."""

    a: Side
    b: Side
    staff: dict[str, User]
    shared: dict[str, Any] = field(default_factory=dict)


def build_world() -> World:
    staff = {name: people.staff(role, AT) for name, role in STAFF.items()}
    staff["no_second_factor"] = people.without_second_factor(AT)
    sides = [people.new_side("A", "Zebrule", AT), people.new_side("B", "Quoxalin", AT)]
    world = World(*sides, staff)
    world.shared |= grocery.shared_grocery(staff["grocery"], AT)
    world.shared |= assises.shared_assises(staff["network"], AT)
    world.shared |= _committee(staff["network"])
    rent.payer(sides[0])
    rent.open_budget(sides[0], staff["finance"])
    ready = []
    for side in sides:
        people.invited(side, staff["network"])
        households.accompanied(side, staff["case_worker"])
        grocery.own_grocery(side, world.shared, staff)
        assises.own_assises(side, world.shared, staff["network"])
        ready.append(rent.own_rent(side, staff))
        member = side.people[f"agent_{side.letter.lower()}"]
        side.rows["user"] = member
        side.rows["read"] = SensitiveRead.objects.create(
            at=AT, reader=member, household=side.rows["household"].uid, classes=["identity"]
        )
    world.shared["rota_run"] = grocery.proposal(staff["grocery"], AT)
    world.shared["batch"] = rent.exported(ready, staff, sides[0])
    for name, channel, start in (
        ("mandate", Channel.MANDAT, date(2025, 10, 1)),
        ("cheques", Channel.CHEQUE, date(2025, 6, 1)),
    ):
        ready = [rent.own_other(side, staff, channel, start) for side in sides]
        world.shared[name] = rent.exported(ready, staff, sides[0], channel)
        if channel == Channel.MANDAT:
            forward_batch(world.shared[name], by=staff["finance"], at=sides[0].at)
            for side, mandate in zip(sides, ready, strict=True):
                side.rows["overpayment"] = rent.overpaid(mandate, staff, side)
    world.shared["board"] = rent.board_told(staff["secretary"], AT)
    world.shared |= rent.returned(staff["finance"], sides[0])
    world.shared["two_people"] = people.two_people(staff["administrator"], AT)
    world.shared["grant"] = people.a_grant(staff["network"])
    world.shared |= {
        "parameter": Parameter.objects.order_by("pk")[0],
        "movement": StockMovement.objects.order_by("pk")[0],
        "payment_entry": PaymentEntry.objects.order_by("pk")[0],
        "job": ProcrastinateJob.objects.order_by("pk")[0],
    }
    world.shared["entry"] = JournalEntry.objects.order_by("pk")[0]
    return world


def _committee(network: User) -> dict[str, Any]:
    body = found_body(
        slug="comite-des-usagers",
        name="Comité des usagers",
        founded_on=date(2020, 1, 1),
        presentation="Quatre collèges.",
        how_to_join="Écrivez-nous.",
        meetings_a_year="Trois",
        source="essai",
        colleges=[{"code": "usagers", "description": "Des usagers"}],
        by=None,
        at=AT,
    )
    college = body.colleges.get()
    member = seat_member(
        college, label="Une usagère", since=date(2026, 1, 1), until=None, user=None, by=None, at=AT
    )
    meeting = keep_meeting(
        BodyMeeting(
            body=body,
            theme="L’accueil",
            starts_at=paris_instant(date(2026, 12, 1)),
            ends_at=paris_instant(date(2026, 12, 2)),
            place="Salle 3",
        ),
        by=network,
        at=AT,
    )
    return {"body": body, "seat": member, "body_meeting": meeting}
