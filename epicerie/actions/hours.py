"""Writing in the ledger of hours: from signed sheets, extra hours, and reversals with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import Attendance, HoursEntry, HoursKind, PresenceSheet, Volunteer
from epicerie.models.presence import LONGEST_MINUTES
from epicerie.queries.presence import counted_minutes
from epicerie.queries.senders import senders_on
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


def credit(sheet: PresenceSheet, lines: Sequence[Attendance], *, by: User, at: datetime) -> None:
    """One entry for each of these lines of a signed sheet whose volunteer gave time."""
    opening = sheet.opening
    given = [(line, line.volunteer_id) for line in lines if line.minutes and line.volunteer_id]
    senders = senders_on((volunteer for _, volunteer in given), opening.day)
    HoursEntry.objects.bulk_create(
        HoursEntry(
            at=at,
            amount=counted_minutes(line, opening, margin=sheet.margin_minutes),
            volunteer_id=volunteer,
            organisation_id=senders.get(volunteer),
            day=opening.day,
            kind=HoursKind.SHIFT,
            attendance=line,
            by=by,
        )
        for line, volunteer in given
    )


def reverse_entry(entry: HoursEntry, *, reason: str, by: User, at: datetime) -> HoursEntry:
    """The contra-entry: the same row, the other sign."""
    return HoursEntry.objects.create(
        at=at,
        amount=-entry.amount,
        corrects=entry,
        volunteer_id=entry.volunteer_id,
        organisation_id=entry.organisation_id,
        day=entry.day,
        kind=entry.kind,
        attendance_id=entry.attendance_id,
        reason=reason[:200],
        by=by,
    )


@transaction.atomic
def add_hours(
    volunteer: Volunteer,
    *,
    day: date,
    minutes: int,
    kind: str,
    reason: str,
    by: User,
    at: datetime,
) -> HoursEntry:
    """Hours given outside an opening: a meeting, a transport; or forgotten on a signed sheet."""
    require_coordinator(by)
    if kind == HoursKind.SHIFT or kind not in HoursKind.values:
        raise Refused("Les heures d’une ouverture viennent de sa feuille signée.", field="kind")
    if day > paris_day(at):
        raise Refused("Ce jour n’est pas encore venu.", field="day")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused("Comptez entre 1 minute et 12 heures par jour.", field="duration")
    if not reason.strip():
        raise Refused("Dites à quoi ces heures ont servi.", field="reason")
    with walls():
        entry = HoursEntry.objects.create(
            at=at,
            amount=minutes,
            volunteer=volunteer,
            organisation_id=senders_on([volunteer.pk], day).get(volunteer.pk),
            day=day,
            kind=kind,
            reason=reason.strip()[:200],
            by=by,
        )
    record("add_hours", entry, by=by, at=at, minutes=minutes, kind=kind)
    return entry


@transaction.atomic
def withdraw_hours(entry: HoursEntry, *, reason: str, by: User, at: datetime) -> HoursEntry:
    """Take back extra hours by a contra-entry; those of a sheet are corrected on the sheet."""
    require_coordinator(by)
    if entry.kind == HoursKind.SHIFT:
        raise Refused("Corrigez plutôt la feuille de ce jour : les heures suivront.")
    if entry.corrects_id or HoursEntry.objects.filter(corrects=entry).exists():
        raise Refused("Ces heures sont déjà annulées.")
    if not reason.strip():
        raise Refused("Dites pourquoi ces heures sont annulées.", field="reason")
    with walls():
        made = reverse_entry(entry, reason=reason.strip(), by=by, at=at)
    record("withdraw_hours", entry, by=by, at=at)
    return made
