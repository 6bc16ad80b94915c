"""The organisations and the people of a side."""

from __future__ import annotations

from datetime import datetime, timedelta

from actors.actions.accounts import grant_role, open_account
from actors.actions.invitations import invite
from actors.actions.memberships import add_member
from actors.actions.services import add_service
from actors.actions.two_people import note_two_people
from actors.models import Message, Organisation, OrganisationKind, RoleGrant, TwoPeople, User
from actors.roles import Role
from reims_solidarite.kit.secrets import unseal
from tests.permissions.world.side import Side


def organisation(name: str, kind: str, at: datetime) -> Organisation:
    return Organisation.objects.create(
        name=name,
        slug=name.lower().replace(" ", "-"),
        kind=kind,
        is_published=True,
        created_at=at,
        is_demo=True,
    )


def new_side(letter: str, mark: str, at: datetime) -> Side:
    """An association with an agent and a manager, a landlord with an agent."""
    side = Side(
        letter,
        mark,
        at,
        organisation(f"Association {letter}", OrganisationKind.ASSOCIATION, at),
        organisation(f"Habitat {letter}", OrganisationKind.LANDLORD, at),
    )
    low = letter.lower()
    for name, where, manages in (
        (f"agent_{low}", side.association, False),
        (f"manager_{low}", side.association, True),
        (f"landlord_agent_{low}", side.housing, False),
    ):
        user = account(side, name)
        function = side.text("fonction")
        member = add_member(where, user, as_manager=manages, function=function, by=None, at=at)
        side.rows[name] = member
        side.people[name] = User.objects.get(pk=user.pk)
    # Somebody whose only part is to be dismissed, promoted, asked about.
    extra = account(side, f"colleague_{low}")
    side.rows["colleague"] = add_member(
        side.association, extra, function=side.text("fonction"), by=None, at=at
    )
    side.rows["service"] = add_service(
        side.association,
        {
            "name": f"Accueil {letter}",
            "description": "Un café, une écoute.",
            "themes": ["sante-alimentation"],
            "publics": ["tous-publics"],
            "how_to_reach": "Venez.",
        },
        by=None,
        at=at,
    )
    return side


def account(side: Side, name: str, *roles: str) -> User:
    user = open_account(
        side.mail(name.replace("_", "-")),
        first_name=side.mark,
        last_name=side.text("Nom"),
        phone=side.phone,
        by=None,
        at=side.at,
        is_demo=True,
    )
    for role in roles:
        grant_role(user, role, by=None, at=side.at)
    return User.objects.get(pk=user.pk)


def invited(side: Side, network: User) -> None:
    """An invitation that waits for its answer, and its secret."""
    invitation = invite(
        side.association, side.mail("invite"), as_manager=False, by=network, at=side.at
    )
    side.rows["invitation"] = invitation
    message = Message.objects.get(dedupe_key=f"invitation:{invitation.pk}")
    side.rows["message"] = message
    side.tokens["invitation"] = unseal(message.sealed)


def staff(role: str, at: datetime) -> User:
    """A colleague of the CCAS with one role."""
    return _colleague(f"ccas-{role}", [role], at)


def without_second_factor(at: datetime) -> User:
    """Every role that may be held together: without a second factor none of them opens a door."""
    return _colleague("ccas-sans-second-facteur", sorted(set(Role.values) - ALONE), at)


ALONE = {Role.VOLUNTEER.value, Role.ADMINISTRATOR.value}


def _colleague(name: str, roles: list[str], at: datetime) -> User:
    user = open_account(
        f"{name}@cast.example", first_name="Agente", last_name=name, by=None, at=at, is_demo=True
    )
    for role in roles:
        grant_role(user, role, by=None, at=at - timedelta(days=1))
    return User.objects.get(pk=user.pk)


def two_people(administrator: User, at: datetime) -> TwoPeople:
    """Two colleagues of one name, known to be two."""
    first, second = (
        open_account(
            f"homonyme-{one}@cast.example", first_name="Claude", last_name="Homonyme", by=None,
            at=at, is_demo=True,
        )
        for one in ("un", "deux")
    )  # fmt: skip
    return note_two_people(
        first, second, reason="Deux matricules, vus à l’accueil.", by=administrator, at=at
    )


def a_grant(of: User) -> RoleGrant:
    return RoleGrant.objects.filter(user=of).order_by("pk")[0]
