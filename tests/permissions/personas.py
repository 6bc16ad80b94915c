"""Who asks: the columns of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from actors.models import User
from tests.permissions.asking import Asker
from tests.permissions.world import World

# Whoever holds a link signs in nowhere: the link is all they have.
LINKS = {
    "registrant_link": "registration",
    "landlord_link": "landlord",
    "invitation_link": "invitation",
    "calendar_link": "feed",
    "answer_link": "answer",
}
PARTNERS = (
    *("volunteer_a", "agent_a", "manager_a", "landlord_agent_a"),
    *("volunteer_b", "agent_b", "manager_b", "landlord_agent_b"),
)
STAFF = (
    *("reception", "case_worker", "manager", "secretary", "signatory", "finance"),
    *("grocery", "network", "auditor", "administrator"),
)
PERSONAS = ("anonymous", *LINKS, *PARTNERS, *STAFF, "no_second_factor")


@dataclass(frozen=True)
class Persona:
    name: str
    user: User | None
    link: str = ""


def sign_everyone_in(world: World, asker: Asker) -> dict[str, Persona]:
    people: dict[str, Persona] = {"anonymous": Persona("anonymous", None)}
    people |= {name: Persona(name, None, link) for name, link in LINKS.items()}
    known = {**world.a.people, **world.b.people, **world.staff}
    people |= {name: Persona(name, known[name]) for name in (*PARTNERS, *STAFF)}
    people["no_second_factor"] = Persona("no_second_factor", known["no_second_factor"])
    for name, persona in people.items():
        if persona.user is not None:
            asker.sign_in(name, persona.user, second_factor=name != "no_second_factor")
    return people
