"""The users' committee: founding it, seating members, planning meetings, publishing reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import (
    Body,
    BodyKind,
    BodyMeeting,
    BodyMember,
    College,
    Organisation,
    Seat,
    User,
)
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def found_body(
    *,
    slug: str,
    name: str,
    founded_on: date,
    presentation: str,
    how_to_join: str,
    meetings_a_year: str,
    source: str,
    colleges: Sequence[Mapping[str, str]],
    by: User | None,
    at: datetime,
) -> Body:
    """Make the users' committee and its colleges once; later calls leave what people edited."""
    body, created = Body.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "kind": BodyKind.USERS_COMMITTEE,
            "founded_on": founded_on,
            "presentation": presentation.strip(),
            "how_to_join": how_to_join.strip(),
            "meetings_a_year": meetings_a_year,
            "source": source,
        },
    )
    if created:
        College.objects.bulk_create(
            College(body=body, code=one["code"], description=one["description"], rank=rank)
            for rank, one in enumerate(colleges, start=1)
        )
        record("found_body", body, by=by, at=at)
    return body


@transaction.atomic
def describe_body(body: Body, *, changes: Mapping[str, Any], by: User, at: datetime) -> Body:
    """Change what the public page says of the body."""
    locked = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    for field in ("name", "presentation", "how_to_join", "meetings_a_year", "source"):
        if field in changes:
            setattr(locked, field, changes[field])
    locked.save()
    record("describe_body", locked, by=by, at=at)
    return locked


@transaction.atomic
def seat_member(
    college: College,
    *,
    label: str,
    since: date,
    until: date | None,
    user: User | None,
    organisation: Organisation | None = None,
    stands_in_for: BodyMember | None = None,
    in_pilot_team: bool = False,
    by: User | None,
    at: datetime,
) -> BodyMember:
    """Give a seat from `since` to the day before `until`: a titular's, or their substitute's.

    Refused when it overlaps another seat of the person, or stands in for somebody who is no titular
    of the same college.
    """
    if until is not None and until <= since:
        raise Refused("La fin du mandat doit venir après son début.", field="until")
    if stands_in_for is not None and (
        stands_in_for.seat != Seat.TITULAR or stands_in_for.college_id != college.pk
    ):
        raise Refused(
            "Un suppléant remplace un titulaire du même collège : choisissez-en un autre.",
            field="stands_in_for",
        )
    try:
        with transaction.atomic():
            member = BodyMember.objects.create(
                college=college,
                label=label.strip(),
                user=user,
                organisation=organisation,
                seat=Seat.SUBSTITUTE if stands_in_for else Seat.TITULAR,
                stands_in_for=stands_in_for,
                in_pilot_team=in_pilot_team,
                mandate=DateRange(since, until),
                seated_at=at,
            )
    except IntegrityError as error:
        raise Refused(
            "Cette personne siège déjà sur une partie de cette période : terminez d’abord le "
            "mandat en cours.",
            field="since",
        ) from error
    record("seat_member", member, by=by, at=at, college=college.code, seat=member.seat)
    return member


@transaction.atomic
def end_mandate(member: BodyMember, *, on: date, by: User, at: datetime) -> BodyMember:
    """End a mandate: `on` is the first day without it."""
    locked = BodyMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if locked.mandate.upper is not None and locked.mandate.upper <= on:
        raise Refused("Ce mandat est déjà terminé à cette date.")
    if on <= locked.mandate.lower:
        raise Refused("Un mandat ne peut pas finir avant d’avoir commencé.")
    locked.mandate = DateRange(locked.mandate.lower, on)
    locked.save(update_fields=["mandate"])
    record("end_mandate", locked, by=by, at=at)
    return locked


@transaction.atomic
def keep_meeting(meeting: BodyMeeting, *, by: User | None, at: datetime) -> BodyMeeting:
    """Plan a meeting or change it; a published report can no longer be rewritten.

    Refused when it ends before it starts, overlaps another meeting of the body, or rewrites a
    report that the public may have read.
    """
    if meeting.ends_at <= meeting.starts_at:
        raise Refused("La réunion doit finir après son début.", field="ends_at")
    is_new = meeting.pk is None
    if not is_new:
        stored = BodyMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if stored.report_published_at and (stored.report != meeting.report):
            raise Refused(
                "Ce compte rendu est publié : retirez-le d’abord de la page publique.",
                field="report",
            )
        meeting.is_published = stored.is_published
        meeting.report_published_at = stored.report_published_at
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise Refused(
            "Ces horaires ne conviennent pas : une autre réunion a lieu à ce moment, ou le compte "
            "rendu est déjà publié.",
            field="starts_at",
        ) from error
    record("plan_meeting" if is_new else "change_meeting", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def announce_meeting(meeting: BodyMeeting, *, by: User | None, at: datetime) -> BodyMeeting:
    """Show the meeting on the public page."""
    locked = BodyMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.is_published:
        raise Refused("Cette réunion est déjà annoncée.")
    locked.is_published = True
    locked.save(update_fields=["is_published"])
    record("announce_meeting", locked, by=by, at=at)
    return locked


@transaction.atomic
def publish_report(meeting: BodyMeeting, *, by: User | None, at: datetime) -> BodyMeeting:
    """Let the public read the report. Refused before the meeting is over or without a report."""
    locked = BodyMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.report_published_at:
        raise Refused("Ce compte rendu est déjà publié.")
    if at < locked.ends_at:
        raise Refused("Le compte rendu se publie après la réunion.")
    if not locked.report.strip():
        raise Refused("Écrivez d’abord le compte rendu.", field="report")
    locked.is_published = True
    locked.report_published_at = at
    locked.save(update_fields=["is_published", "report_published_at"])
    record("publish_report", locked, by=by, at=at)
    return locked


@transaction.atomic
def withdraw_report(meeting: BodyMeeting, *, by: User, at: datetime) -> BodyMeeting:
    """Take a report off the public page, to correct it."""
    locked = BodyMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not locked.report_published_at:
        raise Refused("Ce compte rendu n’est pas publié.")
    locked.report_published_at = None
    locked.save(update_fields=["report_published_at"])
    record("withdraw_report", locked, by=by, at=at)
    return locked
