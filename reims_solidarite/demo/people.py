"""The demo's staff, one account per role with its second factor, and its households."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, time, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from actors.actions.accounts import grant_role, open_account
from actors.households.actions.accompaniment import start_accompaniment
from actors.households.actions.amounts import set_budget
from actors.households.actions.composition import NewPerson
from actors.households.actions.contacts import add_contact
from actors.households.actions.housing import NewHousing
from actors.households.actions.opening import open_household
from actors.households.models import Household, PlaceInHousehold
from actors.models import OrganisationKind, User
from actors.roles import STAFF_ROLES, Role
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day, paris_instant

PASSWORD = "demonstration-reims-51"  # noqa: S105 - made-up people, never on the real portal
HOUSEHOLDS = 40
# Fewer than this and every count by district is too small for the observatory to show.
LEAST_HOUSEHOLDS = 120
# How many households in a hundred live there: unequal, so that some counts are shown, some hidden.
DISTRICTS = {
    "Croix-Rouge": 27,
    "Orgeval": 20,
    "Châtillons": 15,
    "Wilson": 12,
    "Europe": 8,
    "Épinettes": 6,
    "Maison Blanche": 4,
    "Murigny": 3,
    "Clairmarais": 3,
    "Centre": 2,
}
MONTHS_OF_CONTACTS = 6
STREETS = ("rue de l’Essai", "allée des Exemples", "place du Modèle", "avenue de la Démonstration")
NOTES = (
    "Point sur le budget. Prochaine rencontre dans un mois.",
    "Visite au domicile. Le ménage prépare les justificatifs demandés.",
    "Appel : le ménage confirme sa situation.",
)


def build(world: World, *, scale: int) -> None:
    """Staff accounts, then 40 households for each unit of scale, 120 at least."""
    for role in Role:
        if role in STAFF_ROLES:
            world.staff[role.value] = staff_account(world, role)
    for _ in range(max(LEAST_HOUSEHOLDS, HOUSEHOLDS * scale)):
        world.households.append(_household(world))


def totp_secret(email: str) -> str:
    """The same secret at each rebuild, so that a phone enrolled once stays enrolled."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{email}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def staff_account(world: World, role: Role) -> User:
    """One member of staff, with a password and an enrolled second factor."""
    first, last = world.name()
    user = open_account(
        world.address(role.value),
        first_name=first,
        last_name=last,
        password=PASSWORD,
        by=None,
        at=world.at,
        is_demo=True,
    )
    grant_role(user, role, by=None, at=world.at, team="demo")
    TOTP.activate(user, totp_secret(user.email))
    return User.objects.get(pk=user.pk)


def _household(world: World) -> Household:
    chance = world.random
    _, last = world.name()
    today = paris_day(world.at)
    opened_at = world.at - timedelta(days=chance.randint(20, 300))
    members = [_person(world, last, today, 22, 68, PlaceInHousehold.ADULT)]
    if chance.random() < 0.45:
        members.append(_person(world, last, today, 22, 68, PlaceInHousehold.ADULT))
    children = range(chance.choice((0, 0, 1, 1, 2, 3, 4)))
    members += [_person(world, last, today, 1, 17, PlaceInHousehold.CHILD) for _ in children]
    worker = world.staff[Role.CASE_WORKER.value]
    household = open_household(
        f"Famille {last}" if len(members) > 1 else f"{members[0].first_name} {last}",
        members=members,
        housing=NewHousing(
            kind=chance.choice(("social", "social", "prive")),
            address=f"{chance.randint(1, 180)} {chance.choice(STREETS)}",
            postcode="51100",
            district=chance.choices(list(DISTRICTS), list(DISTRICTS.values()))[0],
        ),
        phone=f"03 26 00 {chance.randint(0, 99):02d} {chance.randint(0, 99):02d}",
        no_duplicate=True,
        by=worker,
        at=opened_at,
        is_demo=True,
    )
    _situate(world, household, members, worker, paris_day(opened_at))
    return household


def _person(
    world: World, last: str, today: date, youngest: int, oldest: int, place: PlaceInHousehold
) -> NewPerson:
    born = today - timedelta(days=world.random.randint(youngest * 366, oldest * 365))
    return NewPerson(world.name()[0], last, born, place.value)


def _situate(
    world: World, household: Household, members: list[NewPerson], worker: User, since: date
) -> None:
    """Resources, charges, an accompaniment for two in three, and a recent contact."""
    chance = world.random
    children = sum(person.place == PlaceInHousehold.CHILD for person in members)
    main = chance.choice(("rsa", "salaires", "chomage", "pension", "aah"))
    low, high = (56_000, 70_000) if main == "rsa" else (70_000, 165_000)
    set_budget(
        household,
        resources={
            main: chance.randrange(low, high, 100),
            "familiales": children * chance.randrange(7_000, 15_000, 50),
            "logement": chance.randrange(0, 32_000, 100),
        },
        charges={
            "loyer": chance.randrange(32_000, 72_000, 100),
            "energie": chance.randrange(4_000, 16_000, 100),
            "eau": chance.randrange(0, 5_000, 100),
            "assurance": chance.randrange(900, 2_500, 50),
        },
        since=since,
        by=worker,
        at=world.at,
    )
    companions = [o for o in world.organisations if o.kind == OrganisationKind.ASSOCIATION]
    if companions and chance.random() < 0.65:
        start_accompaniment(
            household,
            chance.choice(companions[:12]),
            reason="Suivi du budget et du logement",
            by=worker,
            at=world.at,
        )
    _contacts(world, household, worker, since)


def _contacts(world: World, household: Household, worker: User, since: date) -> None:
    """A contact a month for about half of them; about one in four has had none for long."""
    chance = world.random
    today = paris_day(world.at)
    if chance.random() < 0.25:
        return
    for back in range(MONTHS_OF_CONTACTS):
        on = today - timedelta(days=30 * back + chance.randint(0, 20))
        if on >= since and chance.random() < 0.6:
            add_contact(
                household,
                on=on,
                medium=chance.choice(("visite", "telephone", "domicile")),
                summary=chance.choice(NOTES),
                by=worker,
                at=paris_instant(on, time(10)),
            )


def enrolled(user: User) -> bool:
    """Whether the demo gave this account its known secret."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
