"""A list of volunteers: kept sealed for its trial, then written whole or not at all."""

from __future__ import annotations

import base64
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from actors.actions.journal import record
from actors.models import Organisation, User
from epicerie.actions.availability import set_usual_week
from epicerie.actions.openings import require_coordinator
from epicerie.actions.promises import note_convention
from epicerie.actions.volunteers import (
    affiliate,
    change_volunteer,
    end_affiliation,
    enrol_volunteer,
    grant_skill,
)
from epicerie.actions.wishes import LIMITS, set_wishes
from epicerie.models import RegisterImport, Skill, Volunteer, VolunteerSkill
from epicerie.queries.register_file.lines import read_list
from epicerie.queries.register_file.plan import Change, Plan, covers, plan_of
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.secrets import seal, unseal
from reims_solidarite.kit.transitions import Refused

KEPT = timedelta(days=1)
ONE_DAY = timedelta(days=1)


@transaction.atomic
def keep_list(
    content: bytes, *, organisation: Organisation | None, by: User, at: datetime
) -> RegisterImport:
    """Keep a list for its trial; refused at once when the file cannot be read as one.

    Another list of the same person that was waiting is forgotten.
    """
    require_coordinator(by)
    read_list(content, organisation=organisation, on=paris_day(at))
    RegisterImport.objects.waiting().filter(asked_by=by).delete()
    kept = RegisterImport.objects.create(
        organisation=organisation,
        sealed=seal(base64.b64encode(content).decode()),
        asked_by=by,
        asked_at=at,
    )
    record("try_register_import", kept, by=by, at=at)
    return kept


def trial(kept: RegisterImport, *, at: datetime) -> Plan:
    """What the list would do now; nothing is written."""
    if not kept.sealed:
        raise Refused("Le fichier de cette liste est effacé : envoyez-le de nouveau.")
    content = base64.b64decode(unseal(kept.sealed))
    return plan_of(content, organisation=kept.organisation, on=paris_day(at))


@transaction.atomic
def apply_list(
    kept: RegisterImport, *, seen: str, leaving: Collection[int], by: User, at: datetime
) -> RegisterImport:
    """Write everything, then erase the file; said twice, the second changes nothing.

    `seen` is the digest of the trial that was read: refused when the list would now do something
    else. `leaving`: affiliations to end, among the people whom the whole list does not name.
    """
    require_coordinator(by)
    # One list at a time: each is planned on what the one before wrote.
    waiting = RegisterImport.objects.select_for_update(of=("self",)).waiting().order_by("pk")
    locked = next((row for row in waiting if row.pk == kept.pk), None)
    if locked is None:
        return _already(kept)
    plan = trial(locked, at=at)
    if plan.problems:
        raise Refused("Des lignes sont à corriger dans le fichier : rien n’a été écrit.")
    if plan.digest != seen:
        raise Refused(
            "Le registre a changé depuis l’essai : relisez ci-dessous ce que la liste ferait, puis "
            "confirmez. Rien n’a été écrit."
        )
    for change in (*plan.created, *plan.updated):
        try:
            _write(change, by=by, at=at)
        except Refused as refusal:
            raise Refused(
                f"Ligne {change.entry.line} ({change.entry.name}) : {refusal.message} Rien n’a été "
                "écrit."
            ) from refusal
    ended = [row for row in plan.missing if row.pk in set(leaving)]
    for affiliation in ended:
        end_affiliation(affiliation, on=paris_day(at), by=by, at=at)
    locked.applied_at, locked.sealed = at, ""
    locked.created, locked.updated, locked.ended = (
        len(plan.created),
        len(plan.updated),
        len(ended),
    )
    locked.save()
    record(
        "apply_register_import",
        locked,
        by=by,
        at=at,
        created=locked.created,
        updated=locked.updated,
        ended=locked.ended,
    )
    return locked


@transaction.atomic
def drop_list(kept: RegisterImport, *, by: User, at: datetime) -> None:
    """The list is not confirmed: its file is erased with it."""
    require_coordinator(by)
    record("drop_register_import", kept, by=by, at=at)
    RegisterImport.objects.waiting().filter(pk=kept.pk).delete()


def erase_old_lists(*, at: datetime) -> int:
    """Files that nobody confirmed in a day are erased."""
    erased, _ = RegisterImport.objects.waiting().filter(asked_at__lt=at - KEPT).delete()
    return erased


def _already(kept: RegisterImport) -> RegisterImport:
    done = RegisterImport.objects.filter(pk=kept.pk).first()
    if done is None:
        raise Refused("Cette liste a été abandonnée : envoyez-la de nouveau.")
    return done


def _write(change: Change, *, by: User, at: datetime) -> None:
    entry, said = change.entry, change.entry.said
    who: dict[str, Any] = {"by": by, "at": at}
    volunteer = change.volunteer or enrol_volunteer(
        entry.email,
        first_name=entry.first_name,
        last_name=entry.last_name,
        phone=entry.phone,
        organisation=entry.organisation,
        **who,
    )
    if "organisation" in change.parts:
        affiliate(volunteer, entry.organisation, since=paris_day(at), **who)
    if {"novice", "channel", "language"} & set(change.parts):
        change_volunteer(
            volunteer,
            active=volunteer.active,
            novice=said.get("novice", volunteer.novice),
            channel=said.get("channel", volunteer.channel),
            language=said.get("language", volunteer.language),
            **who,
        )
    if "convention" in change.parts:
        note_convention(volunteer, said["convention"], **who)
    if limits := {name: said[name] for name in LIMITS if name in change.parts}:
        set_wishes(volunteer, limits, **who)
    if "week" in change.parts:
        set_usual_week(volunteer, said["week"], **who)
    for skill in Skill.values:
        if skill in change.parts and skill in entry.skills:
            _extend(volunteer, skill, entry, who)


def _extend(volunteer: Volunteer, skill: str, entry: Any, who: dict[str, Any]) -> None:
    """From today, or from the end of what is held already."""
    last = entry.skills[skill]
    today = paris_day(who["at"])
    held = [
        row.period
        for row in VolunteerSkill.objects.filter(volunteer=volunteer, skill=skill)
        if row.period.upper is None or row.period.upper > today
    ]
    if any(covers(period, today, last) for period in held):
        return
    since = max([today, *(period.upper for period in held)])
    grant_skill(volunteer, skill, since=since, until=last + ONE_DAY if last else None, **who)
