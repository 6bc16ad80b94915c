"""The pages that are measured, one row each: a new page is one more row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from actors.models import Organisation
from actors.roles import MemberRole, Role
from assises.models import Edition
from epicerie.models import OpeningDay
from reims_solidarite.benching.visitors import Visitor, person

Address = Callable[[datetime], str]

PUBLIC_QUERIES = 12
STAFF_QUERIES = 25


@dataclass(frozen=True)
class Page:
    """One page of the portal beside its floor twin.

    `ratio` is the most that its server time may be, in times of the twin's; None: no budget.
    `loaded`: also measured under many clients. `shows`: words without which it is another page.
    """

    name: str
    address: Address
    visitor: Visitor
    twin: str
    ratio: float | None
    queries: int
    loaded: bool = False
    shows: str = "<h1"


def at_name(name: str) -> Address:
    """The address of a URL name without arguments."""
    return lambda _at: reverse(name)


def _organisation(at: datetime) -> str:
    first = Organisation.objects.published().order_by("pk")[0]
    return reverse("actors:organisation", args=[first.slug])


def _programme(at: datetime) -> str:
    return reverse("assises:programme", args=[Edition.objects.public().order_by("-date")[0].year])


def _next_opening(at: datetime) -> OpeningDay:
    return OpeningDay.objects.planned().to_come(at).order_by("day", "pk")[0]


def _board(span: str) -> Address:
    """The rota board from this month on: `mois` or `trimestre`."""
    return lambda _at: f"{reverse('epicerie:planning')}?vue={span}"


def _opening(at: datetime) -> str:
    return reverse("epicerie:opening", args=[_next_opening(at).pk])


PAGES = (
    Page("accueil", at_name("home"), None, "rows15", 1.8, PUBLIC_QUERIES, loaded=True),
    Page("annuaire", at_name("actors:directory"), None, "rows15", 1.8, PUBLIC_QUERIES, loaded=True),
    Page("une organisation", _organisation, None, "rows15", 1.8, PUBLIC_QUERIES),
    Page("programme des Assises", _programme, None, "rows15", 1.8, PUBLIC_QUERIES, loaded=True),
    Page("connexion", at_name("account_login"), None, "login", 1.3, PUBLIC_QUERIES),
    Page(
        "mes créneaux",
        at_name("epicerie:my_shifts"),
        Role.VOLUNTEER,
        "my",
        2.0,
        PUBLIC_QUERIES,
        loaded=True,
    ),
    Page(
        "espace partenaire",
        at_name("actors:partner_home"),
        MemberRole.ORG_MANAGER,
        "coord",
        2.5,
        STAFF_QUERIES,
        loaded=True,
    ),
    Page("tableau de bord", at_name("admin:index"), Role.MANAGER, "coord", 2.5, STAFF_QUERIES),
    Page(
        "admin : organisations",
        at_name("admin:actors_organisation_changelist"),
        Role.NETWORK,
        "coord",
        2.5,
        STAFF_QUERIES,
        loaded=True,
    ),
    Page("ménages", at_name("households:list"), Role.CASE_WORKER, "coord", 2.5, STAFF_QUERIES),
    Page("planning du mois", _board("mois"), Role.GROCERY, "week30", 2.5, STAFF_QUERIES),
    Page("planning du trimestre", _board("trimestre"), Role.GROCERY, "week30", 2.5, STAFF_QUERIES),
    Page(
        "planning, règles vérifiées",
        _board("trimestre&regles=1"),
        Role.GROCERY,
        "coord",
        2.5,
        STAFF_QUERIES,
    ),
    Page("une ouverture", _opening, Role.GROCERY, "coord", 2.5, STAFF_QUERIES, loaded=True),
    Page("bénévoles", at_name("epicerie:volunteers"), Role.GROCERY, "coord", 2.5, STAFF_QUERIES),
    Page("stock", at_name("epicerie:stock"), Role.GROCERY, "coord", 2.5, STAFF_QUERIES),
    Page(
        "demandes de secours",
        at_name("secours_loyer:requests"),
        Role.CASE_WORKER,
        "coord",
        2.5,
        STAFF_QUERIES,
    ),
    Page("healthz", at_name("healthz"), None, "one", None, 1, shows='"alive": true'),
)

FLOORS: dict[str, Address] = {
    "hello": lambda _at: "/hello",
    "one": lambda _at: "/one",
    "rows15": lambda _at: "/rows15",
    "my": lambda at: f"/my/{person(Role.VOLUNTEER, at=at).volunteer.pk}",
    "week30": lambda _at: "/week30",
    "coord": lambda at: f"/coord/{_next_opening(at).pk}",
    "login": lambda _at: "/login",
}
