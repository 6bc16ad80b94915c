"""Contacts with the household: a social note, and the day that retention counts from."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.households.actions.lock import locked
from actors.households.models import Contact, Household
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused

OLDEST_TYPED = timedelta(days=366)


@transaction.atomic
def add_contact(
    household: Household, *, on: date, medium: str, summary: str, by: User, at: datetime
) -> Contact:
    """Note a contact. Only social workers write notes; `last_contact_on` never goes back."""
    if not rules.SOCIAL_WORKER.allows(by):
        raise Refused("Les notes sociales sont écrites par les instructeurs et les cadres.")
    held = locked(household)
    today = paris_day(at)
    if not today - OLDEST_TYPED <= on <= today:
        raise Refused("La date du contact doit être passée, et dater de moins d’un an.", field="on")
    if not summary.strip():
        raise Refused("Écrivez l’essentiel du contact en quelques mots.", field="summary")
    contact = Contact.objects.create(
        household=held, on=on, medium=medium, summary=summary.strip(), created_at=at, created_by=by
    )
    if on > held.last_contact_on:
        held.last_contact_on = on
        held.save(update_fields=["last_contact_on"])
    record("add_contact", contact, by=by, at=at, household=held.uid, medium=medium)
    return contact
