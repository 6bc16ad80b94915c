"""What a list would change in the register; nothing is written here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actors.models import Organisation, User
from epicerie.models import Affiliation, Availability, Volunteer, VolunteerSkill
from epicerie.queries.register_file.columns import TITLES
from epicerie.queries.register_file.lines import Entry, Problem, read_list
from reims_solidarite.kit.names import folded

FIELDS = {
    "novice": "novice",
    "channel": "channel",
    "language": "language",
    "convention": "convention_signed_on",
    "wish_per_4_weeks": "wish_per_4_weeks",
    "max_week": "max_week",
    "max_month": "max_month",
}


@dataclass(frozen=True)
class Change:
    """A line and what it writes: `volunteer` is None for somebody new."""

    entry: Entry
    volunteer: Volunteer | None
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        return ", ".join("association" if p == "organisation" else TITLES[p] for p in self.parts)


@dataclass
class Plan:
    """The trial: what the list would do."""

    created: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    missing: list[Affiliation] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes as soon as the list would do something else."""
        done = [
            (change.entry.line, change.volunteer and change.volunteer.pk, *change.parts)
            for change in (*self.created, *self.updated)
        ]
        left = [affiliation.pk for affiliation in self.missing]
        return hashlib.sha256(repr((done, left)).encode()).hexdigest()[:32]


def plan_of(content: bytes, *, organisation: Organisation | None, on: date) -> Plan:
    """The same few queries for ten lines or a thousand."""
    read = read_list(content, organisation=organisation, on=on)
    register = _Register(read.entries)
    plan = Plan(problems=list(read.problems))
    for entry in read.entries:
        known = register.by_email.get(entry.email)
        if problem := register.twin(entry):
            plan.problems.append(problem)
        elif known:
            change = Change(entry, known, register.parts(entry, known, on))
            (plan.updated if change.parts else plan.unchanged).append(change)
        else:
            plan.created.append(Change(entry, None, tuple(entry.said)))
            plan.doubts += register.homonyms(entry)
    if organisation is not None:
        plan.missing = _missing(organisation, {entry.email for entry in read.entries})
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _missing(organisation: Organisation, named: set[str]) -> list[Affiliation]:
    sent = Affiliation.objects.live().filter(organisation=organisation)
    return list(
        sent.exclude(volunteer__user__email__in=named)
        .select_related("volunteer__user")
        .order_by("volunteer__user__sort_key", "volunteer__user__first_name", "pk")
    )


class _Register:
    """What the register already knows of the people of the list."""

    def __init__(self, entries: list[Entry]) -> None:
        rows = list(Volunteer.objects.select_related("user").order_by("pk"))
        emails = {entry.email for entry in entries}
        self.by_email = {row.user.email: row for row in rows if row.user.email in emails}
        self.by_name: dict[str, list[Volunteer]] = {}
        for row in rows:
            name = f"{row.user.first_name} {row.user.last_name}"
            key = " ".join(sorted(folded(name).split()))
            self.by_name.setdefault(key, []).append(row)
        self.closed = set(
            User.objects.filter(email__in=emails, is_active=False).values_list("email", flat=True)
        )
        known = list(self.by_email.values())
        self.senders = set(
            Affiliation.objects.live()
            .filter(volunteer__in=known)
            .values_list("volunteer", "organisation")
        )
        self.weeks: dict[int, dict[tuple[int, str], int]] = {}
        for half_day in Availability.objects.filter(volunteer__in=known):
            week = self.weeks.setdefault(half_day.volunteer_id, {})
            week[half_day.weekday, half_day.half] = half_day.willing
        self.skills = list(VolunteerSkill.objects.filter(volunteer__in=known))

    def twin(self, entry: Entry) -> Problem | None:
        """Somebody else's address, or the same person under another one."""
        if entry.email in self.closed:
            return Problem(
                entry.line, TITLES["email"], "Le compte de cette adresse est fermé : rouvrez-le."
            )
        known = self.by_email.get(entry.email)
        if known and known not in self.by_name.get(entry.folded_name, []):
            return Problem(
                entry.line,
                TITLES["email"],
                f"Cette adresse est celle de {known} dans le registre : vérifiez le nom.",
            )
        for row in self.by_name.get(entry.folded_name, []):
            if row != known and entry.phone and _digits(row.user.phone) == entry.phone:
                return Problem(
                    entry.line,
                    TITLES["email"],
                    f"Même nom et même téléphone que {row}, inscrit avec l’adresse "
                    f"{row.user.email} : reprenez cette adresse."
                    if row.user.own_email
                    else f"Même nom et même téléphone que {row}, inscrit sans e-mail : ajoutez "
                    "son adresse sur sa fiche, puis enlevez cette ligne.",
                )
        return None

    def homonyms(self, entry: Entry) -> list[Problem]:
        """People of the same name: told, not refused."""
        return [
            Problem(
                entry.line,
                TITLES["last_name"],
                f"Un bénévole porte déjà ce nom ({row.user.own_email or 'sans e-mail'}). Si c’est "
                "la même personne, corrigez l’adresse dans le fichier.",
            )
            for row in self.by_name.get(entry.folded_name, [])
        ]

    def parts(self, entry: Entry, known: Volunteer, on: date) -> tuple[str, ...]:
        """The columns that say something new; an empty cell changes nothing."""
        found = [
            code
            for code, name in FIELDS.items()
            if code in entry.said and getattr(known, name) != entry.said[code]
        ]
        if (known.pk, entry.organisation.pk) not in self.senders:
            found.append("organisation")
        if "week" in entry.said and entry.said["week"] != self.weeks.get(known.pk, {}):
            found.append("week")
        for skill, last in entry.skills.items():
            mine = [r for r in self.skills if r.volunteer_id == known.pk and r.skill == skill]
            if not any(covers(row.period, on, last) for row in mine):
                found.append(skill)
        return tuple(found)


def covers(period: Any, on: date, last: date | None) -> bool:
    """Is the skill already held until that last day (None: without an end)?"""
    upper = period.upper
    return upper is None or (last is not None and upper > last and upper > on)


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[-9:]}" if digits else ""
