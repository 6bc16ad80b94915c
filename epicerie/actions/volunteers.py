"""Registering volunteers, their associations and skills, and their calendar address."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.accounts import grant_role, open_account
from actors.actions.journal import record
from actors.models import Organisation, RoleGrant, User
from actors.no_address import has_none, made_up
from actors.roles import Role
from epicerie.actions.language import write_language
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import Affiliation, Channel, Volunteer, VolunteerSkill
from epicerie.models.volunteer import feed_digest
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.secrets import seal
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused

RECORD = ("active", "novice", "channel", "language")


def _new_feed() -> dict[str, str]:
    token = secrets.token_urlsafe(24)
    return {"feed_sealed": seal(token), "feed_digest": feed_digest(token)}


@transaction.atomic
def register_volunteer(
    user: User,
    *,
    organisation: Organisation,
    since: date,
    by: User,
    at: datetime,
    channel: str = Channel.EMAIL,
    novice: bool = False,
) -> Volunteer:
    """Make a volunteer of an open account, sent by an association."""
    require_coordinator(by)
    with walls():
        volunteer = Volunteer.objects.create(
            user=user, channel=channel, novice=novice, created_at=at, **_new_feed()
        )
        Affiliation.objects.create(volunteer=volunteer, organisation=organisation, since=since)
    if not RoleGrant.objects.live().filter(user=user, role=Role.VOLUNTEER).exists():
        grant_role(user, Role.VOLUNTEER, by=by, at=at)
    record("register_volunteer", volunteer, by=by, at=at)
    return volunteer


@transaction.atomic
def enrol_volunteer(
    email: str,
    *,
    first_name: str,
    last_name: str,
    phone: str,
    organisation: Organisation,
    by: User,
    at: datetime,
    channel: str = Channel.EMAIL,
    novice: bool = False,
    is_demo: bool = False,
) -> Volunteer:
    """Open the account and register the volunteer, or register the account of that address.

    Without e-mail, the person is reached by telephone, which must then be given.
    """
    require_coordinator(by)
    if not email.strip():
        if not phone.strip():
            raise Refused(
                "Sans adresse e-mail, indiquez au moins le téléphone de la personne.",
                field="phone",
            )
        email, channel = made_up(), Channel.PHONE
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None and Volunteer.objects.filter(user=user).exists():
        raise Refused("Cette personne est déjà bénévole : ouvrez sa fiche.", field="email")
    if user is None:
        user = open_account(
            email,
            first_name=first_name,
            last_name=last_name,
            phone=phone,
            by=by,
            at=at,
            is_demo=is_demo,
        )
    return register_volunteer(
        user,
        organisation=organisation,
        since=paris_day(at),
        by=by,
        at=at,
        channel=channel,
        novice=novice,
    )


@transaction.atomic
def grant_skill(
    volunteer: Volunteer, skill: str, *, since: date, until: date | None, by: User, at: datetime
) -> VolunteerSkill:
    """Grant a skill from `since` to the day `until` excluded; a till mandate has an end."""
    require_coordinator(by)
    if until is not None and until <= since:
        raise Refused("La fin doit être après le début.", field="until")
    if skill == "till" and until is None:
        raise Refused("Un mandat de caisse a une date de fin.", field="until")
    with walls():
        granted = VolunteerSkill.objects.create(
            volunteer=volunteer,
            skill=skill,
            period=DateRange(since, until),
            granted_at=at,
            granted_by=by,
        )
    record("grant_skill", volunteer, by=by, at=at, skill=skill)
    return granted


@transaction.atomic
def end_skill(skill: VolunteerSkill, *, on: date, by: User, at: datetime) -> VolunteerSkill:
    """End a skill on a day; it no longer holds that day."""
    require_coordinator(by)
    locked = VolunteerSkill.objects.select_for_update(of=("self",)).get(pk=skill.pk)
    if on <= locked.period.lower or (locked.period.upper and on >= locked.period.upper):
        raise Refused("Choisissez un jour pendant la période en cours.", field="on")
    locked.period = DateRange(locked.period.lower, on)
    locked.save(update_fields=["period"])
    record("end_skill", locked.volunteer, by=by, at=at, skill=locked.skill)
    return locked


@transaction.atomic
def affiliate(
    volunteer: Volunteer, organisation: Organisation, *, since: date, by: User, at: datetime
) -> Affiliation:
    """One more association sends this volunteer."""
    require_coordinator(by)
    with walls():
        affiliation = Affiliation.objects.create(
            volunteer=volunteer, organisation=organisation, since=since
        )
    record("affiliate", volunteer, by=by, at=at, organisation=organisation.pk)
    return affiliation


@transaction.atomic
def end_affiliation(affiliation: Affiliation, *, on: date, by: User, at: datetime) -> Affiliation:
    """An association no longer sends this volunteer, from `on`."""
    require_coordinator(by)
    locked = Affiliation.objects.select_for_update(of=("self",)).get(pk=affiliation.pk)
    if locked.ended_on is not None:
        raise Refused("Ce rattachement est déjà terminé.")
    locked.ended_on = max(on, locked.since)
    locked.save(update_fields=["ended_on"])
    record("end_affiliation", locked.volunteer, by=by, at=at)
    return locked


@transaction.atomic
def change_volunteer(
    volunteer: Volunteer,
    *,
    active: bool,
    novice: bool,
    channel: str,
    by: User,
    at: datetime,
    language: str = "",
    seen: str = "",
) -> Volunteer:
    """Available for the rota, beginner or not, how to reach the person and in which language."""
    require_coordinator(by)
    locked = Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    refuse_if_changed(seen, {name: getattr(locked, name) for name in RECORD}, labels_of(locked))
    if channel == Channel.EMAIL and has_none(volunteer.user.email):
        raise Refused(
            "Cette personne n’a pas d’adresse e-mail : gardez le téléphone, ou ajoutez d’abord son "
            "adresse.",
            field="channel",
        )
    locked.active, locked.novice, locked.channel = active, novice, channel
    with walls():
        locked.save(update_fields=["active", "novice", "channel"])
        if language and language != locked.language:
            write_language(locked, language, at=at)
    record("change_volunteer", locked, by=by, at=at, active=active, novice=novice)
    return locked


@transaction.atomic
def renew_feed(volunteer: Volunteer, *, by: User, at: datetime) -> Volunteer:
    """A new calendar address; the old one stops at once."""
    if volunteer.user_id != by.pk:
        raise Refused("Chacun renouvelle sa propre adresse d’agenda.")
    locked = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    for field, text in _new_feed().items():
        setattr(locked, field, text)
    locked.save(update_fields=["feed_sealed", "feed_digest"])
    record("renew_feed", locked, by=by, at=at)
    return locked
