"""Demo of the Assises: an edition to come, made-up registrations, groups that met and will meet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from actors.models import Membership, User
from actors.themes import Theme
from assises.actions.editions import create_edition, create_session
from assises.actions.followup import entrust_action, note_proposal, open_action, report_on_action
from assises.actions.meetings import approve_report, call_meeting, write_report
from assises.actions.registration import Attendee, Wish, register
from assises.models import Edition, EditionState, Measure, Session, SessionKind, WorkingGroup
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day, paris_instant
from reims_solidarite.kit.working_days import next_working_day

PEOPLE, WORKSHOP_PLACES = 60, 11
PLACE = "Salle de démonstration, Reims"
WORKSHOPS = {
    Theme.MOBILITY: "Se déplacer quand on n’a pas de voiture",
    Theme.LEISURE: "Sortir, bouger, se cultiver : lever les freins",
    Theme.HEALTH: "Bien manger avec un petit budget",
    Theme.INTEGRATION: "Reprendre pied dans l’emploi",
    Theme.HOUSING: "Garder son logement quand tout augmente",
}
PROPOSALS = (
    (Theme.HOUSING, "Un rendez-vous commun bailleur et association dès le premier impayé", "done"),
    (Theme.HOUSING, "Une fiche unique pour demander une aide au loyer", "running"),
    (Theme.MOBILITY, "Un prêt de vélos pour aller à l’entretien d’embauche", "blocked"),
    (Theme.HEALTH, "Des ateliers de cuisine à l’épicerie sociale", "running"),
    (Theme.LEISURE, "Des places de spectacle suspendues", "abandoned"),
    (Theme.INTEGRATION, "Un carnet d’adresses partagé des chantiers d’insertion", "committed"),
    (Theme.INTEGRATION, "Un parrainage entre retraités et personnes en recherche d’emploi", "new"),
)
REPORT = (
    "Compte rendu de démonstration. Le groupe a relu les propositions de la dernière édition et "
    "choisi celle qui avance d’abord. Prochain point : la répartition des rôles."
)


def build(world: World, *, scale: int) -> None:
    """Real past editions are there already (import_assises)."""
    coordinator = _coordinator(world)
    edition = _edition_to_come(world, scale=scale)
    _registrations(world, edition, scale=scale)
    _meetings(world, coordinator)
    _actions(world, coordinator)


def _coordinator(world: World) -> User:
    return world.staff["reseau"]


def _edition_to_come(world: World, *, scale: int) -> Edition:
    """In the spring of next year, with registration open now."""
    year = paris_day(world.at).year + 1
    day = date(year, 6, 15)
    day += timedelta(days=-day.weekday())
    values = {
        "year": year,
        "date": day,
        "name": "Assises rémoises de la solidarité",
        "theme": "Édition de démonstration",
        "place": PLACE,
        "introduction": "Journée inventée pour essayer le portail : ni la date ni le programme ne "
        "sont vrais.",
        "organisers": "CCAS de Reims",
        "state": EditionState.PUBLISHED,
        "registration_opens_at": world.at - timedelta(days=20),
        "registration_closes_at": paris_instant(day) - timedelta(days=3),
        "capacity": PEOPLE * scale - 4,
        "is_demo": True,
    }
    edition = create_edition(values, by=None, at=world.at)
    _session(
        edition, SessionKind.ROUND_TABLE, "Un an d’actions : ce qui a changé", 9, 45, at=world.at
    )
    for number, (theme, title) in enumerate(WORKSHOPS.items(), start=1):
        _session(
            edition,
            SessionKind.WORKSHOP,
            title,
            11,
            0,
            at=world.at,
            theme=theme.value,
            room=f"Salle {number}",
            capacity=WORKSHOP_PLACES * scale,
        )
    return edition


def _session(
    edition: Edition, kind: str, title: str, hour: int, minute: int, *, at: datetime, **more: object
) -> Session:
    starts = paris_instant(edition.date, time(hour, minute))
    values = {
        "edition": edition,
        "kind": kind,
        "title": title,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=1),
        **more,
    }
    return create_session(values, by=None, at=at)


def _registrations(world: World, edition: Edition, *, scale: int) -> None:
    """The first workshops fill up, so that waiting lists have people in them."""
    workshops = list(edition.sessions.workshops().order_by("pk"))
    weights = [5, 4, 2, 2, 6]
    for number in range(PEOPLE * scale):
        first, last = world.name()
        known = world.organisations and world.random.random() < 0.7
        measures = [world.random.choice(Measure.values)] if number % 12 == 0 else []
        attendee = Attendee(
            email=world.address("participant"),
            first_name=first,
            last_name=last,
            organisation=world.random.choice(world.organisations) if known else None,
            organisation_name="" if known else "Collectif de démonstration",
            function=world.random.choice(("Chargée de mission", "Bénévole", "Directeur", "")),
            measures=measures,
            may_be_listed=number % 3 == 0,
            is_demo=True,
        )
        chosen = world.random.choices(workshops, weights)[0]
        at = world.at - timedelta(days=10) + timedelta(minutes=number)
        register(edition, attendee, [Wish(chosen, or_wait=True)], by=None, at=at)


def _meetings(world: World, coordinator: User) -> None:
    """One past meeting with its approved report, two to come, at the same local hour."""
    day = paris_day(world.at)
    for number, group in enumerate(WorkingGroup.objects.order_by("name", "pk")):
        past = next_working_day(day - timedelta(days=30 + number))
        coming = [next_working_day(day + timedelta(days=n + number)) for n in (12, 75)]
        for when in (past, *coming):
            values = {
                "group": group,
                "day": when,
                "starts": time(14),
                "ends": time(16),
                "place": PLACE,
                "agenda": "Où en sont les actions ; la suite à donner aux propositions.",
            }
            meeting = call_meeting(values, by=coordinator, at=world.at - timedelta(days=60))
            if when == past:
                write_report(meeting, REPORT, by=coordinator, at=world.at)
                approve_report(meeting, by=coordinator, at=world.at)


def _actions(world: World, coordinator: User) -> None:
    """Proposals of the last past edition; owned by the organisations of the demo's agents."""
    day = paris_day(world.at)
    edition = Edition.objects.filter(date__lt=day).order_by("-date").first()
    agents = list(
        Membership.objects.active()
        .filter(user__in=world.agents)
        .select_related("organisation", "user")
        .order_by("pk")
    )
    if edition is None or not agents:
        return
    at = world.at - timedelta(days=90)
    for number, (theme, title, stage) in enumerate(PROPOSALS):
        proposal = note_proposal(
            edition, theme=theme.value, title=title, text="Proposition de démonstration.",
            is_demo=True, by=coordinator, at=at,
        )  # fmt: skip
        if stage == "new":
            continue
        due = day + timedelta(days=30 * (number - 1))
        action = open_action(proposal, due=due, by=coordinator, at=at)
        agent = agents[number % len(agents)]
        bearer = None if stage == "committed" else agent
        entrust_action(action, owner=agent.organisation, agent=bearer, by=coordinator, at=at)
        for days, (step, text, result) in enumerate(_life(stage), start=1):
            when = at + timedelta(days=10 * days)
            report_on_action(
                action,
                step,
                text=text,
                result=result,
                measure=_measure(step, paris_day(when)),
                by=coordinator,
                at=when,
            )


def _measure(step: str, on: date) -> dict[str, object]:
    """What is done is counted."""
    if step != "finish_action":
        return {}
    return {"indicator": "Ménages reçus chaque mois", "indicator_value": 14, "measured_on": on}


def _life(stage: str) -> list[tuple[str, str, str]]:
    """The steps that lead to each stage."""
    start = [
        ("commit_action", "Engagement pris en réunion.", ""),
        ("start_action", "Premiers rendez-vous.", ""),
    ]
    ends = {
        "committed": start[:1],
        "running": start,
        "blocked": [*start, ("block_action", "Le local promis n’est plus disponible.", "")],
        "done": [*start, ("finish_action", "", "Le rendez-vous commun se tient chaque mois.")],
        "abandoned": [("abandon_action", "", "Trop peu de salles volontaires cette année.")],
    }
    return ends[stage]
