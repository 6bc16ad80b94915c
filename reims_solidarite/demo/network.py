"""The demo's partners: agents in real associations, made-up services, a landlord, a committee."""

from __future__ import annotations

from datetime import date, time, timedelta

from actors.actions.accounts import open_account
from actors.actions.bodies import announce_meeting, keep_meeting, publish_report, seat_member
from actors.actions.import_network import import_network
from actors.actions.memberships import add_member
from actors.actions.organisations import (
    confirm_organisation,
    create_organisation,
    publish_organisation,
)
from actors.actions.services import add_service
from actors.models import (
    Body,
    BodyMeeting,
    BodyMember,
    College,
    CollegeCode,
    Organisation,
    OrganisationKind,
    User,
)
from actors.publics import Fee, Public
from actors.roles import Role
from actors.themes import Theme
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day, paris_instant
from reims_solidarite.kit.spreadsheets import write_csv
from reims_solidarite.kit.working_days import next_working_day

LANDLORD = "Bailleur de démonstration"
ASSOCIATIONS = 12
MADE_UP_PER_SCALE = 100
SERVICES = (
    ("Accueil de jour", Theme.HEALTH, "Un café, une douche et une écoute.", Public.EMERGENCY),
    ("Colis alimentaire", Theme.HEALTH, "Un colis pour une semaine.", Public.EVERYONE),
    ("Aide aux démarches", Theme.INTEGRATION, "Remplir un dossier à deux.", Public.EVERYONE),
    ("Vélos remis en état", Theme.MOBILITY, "Un vélo à petit prix.", Public.JOB_SEEKERS),
    ("Sorties en famille", Theme.LEISURE, "Une sortie par mois.", Public.FAMILIES),
    ("Conseil logement", Theme.HOUSING, "Comprendre un bail ou une dette.", Public.EVERYONE),
)
THEMES_OF_MEETINGS = (
    ("L’accueil dans les services", -200),
    ("Les démarches en ligne", -90),
    ("Se déplacer dans l’agglomération", 38),
)
REPORT = (
    "Compte rendu de démonstration.\n\n"
    "Trois petits groupes ont travaillé, puis mis en commun.\n\n"
    "Propositions retenues : une affiche plus lisible à l’accueil, un rappel par message la veille "
    "d’un rendez-vous, un atelier d’entraide chaque mois."
)


def build(world: World, *, scale: int) -> None:
    """Twelve associations with agents, a landlord, and (scale - 1) × 100 made-up sheets."""
    _landlord(world)
    associations = [row for row in world.organisations if row.kind == OrganisationKind.ASSOCIATION][
        :ASSOCIATIONS
    ]
    for number, organisation in enumerate(associations):
        manager = _agent(world, organisation, "Responsable", manager=True)
        world.agents.append(manager)
        world.agents += [_agent(world, organisation, "Agent d’accueil") for _ in range(2)]
        _services(world, organisation, number)
        if number % 3 == 0:
            confirm_organisation(organisation, by=manager, at=world.at)
    _committee(world)
    _made_up(world, (scale - 1) * MADE_UP_PER_SCALE)


def _agent(
    world: World, organisation: Organisation, function: str, *, manager: bool = False
) -> User:
    first, last = world.name()
    kind = "bailleur" if organisation.kind == OrganisationKind.LANDLORD else "agent"
    user = open_account(
        world.address("responsable" if manager and kind == "agent" else kind),
        first_name=first,
        last_name=last,
        by=None,
        at=world.at,
        is_demo=True,
    )
    add_member(organisation, user, as_manager=manager, function=function, by=None, at=world.at)
    return User.objects.get(pk=user.pk)


def _landlord(world: World) -> None:
    landlord = create_organisation(
        {
            "name": LANDLORD,
            "kind": OrganisationKind.LANDLORD,
            "themes": [Theme.HOUSING.value],
            "network_role": "Bailleur inventé, pour essayer le portail",
            "source": "démonstration",
        },
        by=None,
        at=world.at,
        is_demo=True,
    )
    publish_organisation(landlord, by=None, at=world.at)
    _agent(world, landlord, "Chargée de recouvrement", manager=True)
    _agent(world, landlord, "Gestionnaire")
    world.organisations.append(Organisation.objects.get(pk=landlord.pk))


def _services(world: World, organisation: Organisation, number: int) -> None:
    for name, theme, description, public in (SERVICES[number % 6], SERVICES[(number + 2) % 6]):
        paid = theme is Theme.MOBILITY
        add_service(
            organisation,
            {
                "name": f"{name} (démonstration)",
                "description": f"Service de démonstration. {description}",
                "themes": [theme.value],
                "publics": [public.value],
                "conditions": "Habiter Reims.",
                "opening_hours": world.random.choice(
                    ("Lundi et jeudi, de 14 h à 17 h", "Du mardi au vendredi, de 9 h à 12 h")
                ),
                "fee": Fee.PAID if paid else Fee.FREE,
                "fee_details": "Entre 10 et 30 €" if paid else "",
                "how_to_reach": "Venez sans rendez-vous, ou téléphonez.",
            },
            by=None,
            at=world.at,
            is_demo=True,
        )


def _committee(world: World) -> None:
    body = Body.objects.filter(slug="comite-des-usagers").first()
    if body is None:
        return
    today = paris_day(world.at)
    for theme, days in THEMES_OF_MEETINGS:
        _meeting(world, body, theme, next_working_day(today + timedelta(days=days)))
    associations = [row for row in world.organisations if row.kind == OrganisationKind.ASSOCIATION]
    for college in body.colleges.all():
        partners = college.code == CollegeCode.PARTNERS
        _seats(world, college, associations if partners else [])


def _seats(world: World, college: College, organisations: list[Organisation]) -> None:
    """Three titulars, the first one in the pilot team, and a substitute for the first two."""
    first_day = date(paris_day(world.at).year, 1, 1)
    by = world.staff.get(Role.NETWORK.value)
    titulars: list[BodyMember] = []
    for number in range(5):
        first, last = world.name()
        titular = titulars[number - 3] if number > 2 else None
        seated = seat_member(
            college,
            label=f"{first} {'' if college.code == CollegeCode.USERS else last}".strip()
            + " (démonstration)",
            since=first_day,
            until=first_day.replace(year=first_day.year + 3),
            user=None,
            organisation=organisations[(number % 3) % len(organisations)]
            if organisations
            else None,
            stands_in_for=titular,
            in_pilot_team=number == 0,
            by=by,
            at=world.at,
        )
        titulars.append(seated)


def _meeting(world: World, body: Body, theme: str, day: date) -> None:
    by = world.staff.get(Role.NETWORK.value)
    is_over = day < paris_day(world.at)
    meeting = keep_meeting(
        BodyMeeting(
            body=body,
            starts_at=paris_instant(day, time(14)),
            ends_at=paris_instant(day, time(17)),
            place="CCAS de Reims, 11 rue Voltaire",
            theme=theme,
            agenda="Accueil, travail en petits groupes, mise en commun.",
            report=REPORT if is_over else "",
            is_demo=True,
        ),
        by=by,
        at=world.at,
    )
    announce_meeting(meeting, by=by, at=world.at)
    if is_over:
        publish_report(meeting, by=by, at=world.at)


def _made_up(world: World, number: int) -> None:
    """Sheets for load tests, through the same import as the real ones."""
    if not number:
        return
    headings = (
        *("nom", "sigle", "type", "themes", "role_dans_le_reseau"),
        *("site_ou_contact_public", "source"),
    )
    kinds = [kind.value for kind in OrganisationKind if kind is not OrganisationKind.LANDLORD]
    rows = []
    for rank in range(number):
        themes = world.random.sample(list(Theme.values), world.random.randint(1, 3))
        _, last = world.name()
        rows.append(
            (
                f"Association de démonstration {last} {rank + 1}",
                "",
                world.random.choice(kinds),
                "|".join(themes),
                "Fiche inventée, pour essayer le portail",
                f"{rank + 1} rue de l’Essai, Reims",
                "démonstration",
            )
        )
    import_network(write_csv(headings, rows), by=None, at=world.at, is_demo=True)
