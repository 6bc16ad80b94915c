"""Preparing an edition and its programme, and taking it through its states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import User
from assises import states
from assises.actions import notices
from assises.actions.locks import lock_edition, lock_sessions
from assises.actions.promotion import fill_day, fill_workshops
from assises.models import Edition, Registration, Seat, Session, Speaker
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def create_edition(values: Mapping[str, object], *, by: User | None, at: datetime) -> Edition:
    """Start an edition, as a draft unless `values` says otherwise (real past editions)."""
    edition = Edition(**values)
    edition.save(force_insert=True)
    record("create_edition", edition, by=by, at=at, year=edition.year)
    return edition


@transaction.atomic
def revise_edition(
    edition: Edition, values: Mapping[str, object], *, by: User | None, at: datetime
) -> Edition:
    """Change an edition; a larger day gives its new places to those who wait.

    Refused when fewer places are wanted than people have one already.
    """
    locked = lock_edition(edition.pk)
    for field, value in values.items():
        setattr(locked, field, value)
    confirmed = Registration.objects.confirmed().filter(edition=locked).count()
    if locked.capacity is not None and locked.capacity < confirmed:
        raise Refused(
            f"{confirmed} personnes ont déjà une place pour la journée : gardez au moins "
            f"{confirmed} places.",
            field="capacity",
        )
    locked.save(update_fields=list(values))
    record("revise_edition", locked, by=by, at=at, year=locked.year)
    fill_day(locked, at=at)
    return locked


def step_edition(edition: Edition, name: str, *, by: User, at: datetime) -> Edition:
    """Publish, withdraw or close; the table says from where and by whom."""
    if name == "withdraw_edition" and edition.registrations.live().exists():
        raise Refused("Des personnes sont inscrites : l’édition ne peut plus être retirée du site.")
    return take(edition, name, table=states.EDITION, by=by, at=at)


@transaction.atomic
def create_session(values: Mapping[str, Any], *, by: User | None, at: datetime) -> Session:
    """Add a session to the programme; `speakers` is a list of (name, functions)."""
    written = {name: value for name, value in values.items() if name != "speakers"}
    session = Session(**written)
    session.save(force_insert=True)
    _announce(session, values)
    record("create_session", session, by=by, at=at, edition=session.edition.year)
    return session


@transaction.atomic
def revise_session(
    session: Session, values: Mapping[str, Any], *, by: User | None, at: datetime
) -> Session:
    """Change a session; a larger room promotes, a new hour or room is told to those who come.

    Refused: fewer places than seats taken, or a new hour at which somebody has another workshop.
    """
    lock_edition(session.edition_id)
    locked = lock_sessions([session.pk])[session.pk]
    before = (locked.starts_at, locked.ends_at, locked.room)
    written = {name: value for name, value in values.items() if name != "speakers"}
    for field, value in written.items():
        setattr(locked, field, value)
    taken = Seat.objects.held().filter(session=locked).count()
    if locked.capacity is not None and locked.capacity < taken:
        raise Refused(
            f"{taken} personnes ont déjà une place dans cet atelier : gardez au moins "
            f"{taken} places.",
            field="capacity",
        )
    try:
        with transaction.atomic():
            locked.save(update_fields=list(written))
    except IntegrityError as error:
        if "per_slot" not in str(error):
            raise
        raise Refused(
            "À cette heure, des personnes inscrites ont déjà un autre atelier. Choisissez une "
            "autre heure, ou prévenez-les d’abord.",
            field="starts_at",
        ) from error
    _announce(locked, values)
    record("revise_session", locked, by=by, at=at, session=locked.pk)
    fill_workshops([locked.pk], at=at)
    if before != (locked.starts_at, locked.ends_at, locked.room):
        notices.session_moved(locked, at=at)
    return locked


def _announce(session: Session, values: Mapping[str, Any]) -> None:
    """Replace the speakers, when they are among the values."""
    if "speakers" not in values:
        return
    session.speakers.all().delete()
    Speaker.objects.bulk_create(
        Speaker(session=session, position=position, name=name, functions=functions)
        for position, (name, functions) in enumerate(values["speakers"], start=1)
    )
