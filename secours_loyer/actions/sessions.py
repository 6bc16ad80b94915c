"""Preparing and holding a session of the commission: who sits, when it opens and ends."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.agenda import take_off
from secours_loyer.actions.days import need_within_a_year
from secours_loyer.actions.doors import action, locked, locked_all, need, seal, step
from secours_loyer.actions.notices import tell_members
from secours_loyer.actions.numbers import next_number
from secours_loyer.commission_parameters import QUORUM
from secours_loyer.models import AgendaItem, CommissionSession, SessionMember
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import SESSION, SessionState

RUNNING = (SessionState.PREPARED, SessionState.OPEN)


@action
def plan_session(*, held_at: datetime, place: str, by: User, at: datetime) -> CommissionSession:
    """A session to come; the members of the last one are proposed again."""
    need(rules.SECRETARY.allows(by), "Une séance est préparée par le secrétaire de la commission.")
    _ahead(held_at, place, at=at)
    last = CommissionSession.objects.exclude(state=SessionState.CANCELLED).first()
    session = CommissionSession.objects.create(
        number=next_number("COM", paris_day(held_at).year, 3),
        held_at=held_at,
        place=place.strip(),
        quorum=int(value(QUORUM.name, on=paris_day(held_at))),
        planned_by=by,
        planned_at=at,
    )
    again = SessionMember.objects.bulk_create(
        SessionMember(session=session, name=row.name, title=row.title, user_id=row.user_id)
        for row in (last.members.all() if last else ())
    )
    seal(session, *again, at=at)
    record("plan_session", session, by=by, at=at, to=session.state, **named(*again))
    return session


@action
def move_session(
    session: CommissionSession, *, held_at: datetime, place: str, by: User, at: datetime
) -> CommissionSession:
    """Another day, hour or place while it is prepared: members who have an account are told."""
    need(rules.SECRETARY.allows(by), "Une séance est changée par le secrétaire de la commission.")
    held = locked(session)
    need(
        held.state == SessionState.PREPARED,
        "Cette séance n’est plus en préparation : son jour et son lieu ne changent plus.",
    )
    _ahead(held_at, place, at=at)
    held.held_at, held.place = held_at, place.strip()
    held.quorum = int(value(QUORUM.name, on=paris_day(held_at)))
    held.save(update_fields=["held_at", "place", "quorum"])
    seal(held, at=at)
    record("move_session", held, by=by, at=at)
    tell_members(held, at=at)
    return held


@action
def seat(
    session: CommissionSession,
    *,
    name: str,
    by: User,
    at: datetime,
    title: str = "",
    user: User | None = None,
) -> SessionMember:
    """Add a member; `user` when they have an account, so that ties are held by the database."""
    need(rules.SECRETARY.allows(by), "Les membres sont notés par le secrétaire de la commission.")
    held = locked(session)
    need(held.state in RUNNING, "Cette séance est levée. Sa liste ne change plus.")
    need(name.strip(), "Indiquez le nom.", field="name")
    member = SessionMember.objects.create(
        session=held, name=name.strip(), title=title.strip(), user=user
    )
    seal(member, at=at)
    record("seat_on_commission", member, by=by, at=at)
    return member


@action
def mark_presence(
    session: CommissionSession, *, present: list[SessionMember], by: User, at: datetime
) -> CommissionSession:
    """Who is here now; a file entered before keeps the members who sat for it."""
    need(rules.SECRETARY.allows(by), "La présence est notée par le secrétaire de la commission.")
    held = locked(session)
    need(held.state in RUNNING, "Cette séance est levée. La présence ne change plus.")
    day = paris_day(held.held_at)
    need(paris_day(at) >= day, f"La présence se note le jour de la séance, le {day:%d/%m/%Y}.")
    here = {member.pk for member in present}
    locked_all(held.members.all())
    held.members.filter(pk__in=here).update(present=True)
    held.members.exclude(pk__in=here).update(present=False)
    seal(*held.members.all(), at=at)
    record("mark_presence", held, by=by, at=at, present=len(here))
    return held


@action
def open_session(session: CommissionSession, *, by: User, at: datetime) -> CommissionSession:
    """Refused until somebody said who is here, without its quorum or without a file."""
    held = locked(session)
    on_its_day(held, at)
    here = held.members.filter(present=True).count()
    need(
        here,
        "La présence n’est pas notée. Dites d’abord qui est là : « Noter la présence ».",
    )
    need(
        here >= held.quorum,
        f"Il y a {here} membres présents, il en faut {held.quorum}. Notez la présence, ou reportez "
        "la séance.",
    )
    need(held.items.live().exists(), "Aucun dossier n’est inscrit. Inscrivez-en un d’abord.")
    return step(held, "open_session", table=SESSION, by=by, at=at, changes={"opened_at": at})


@action
def lift_session(session: CommissionSession, *, by: User, at: datetime) -> CommissionSession:
    """Every file has an outcome; the minutes wait for their signature."""
    held = locked(session)
    on_its_day(held, at)
    left = held.items.live().filter(outcome="").count()
    need(
        not left,
        f"Il reste {left} dossier{'s' if left > 1 else ''} à saisir : accord, refus ou "
        "ajournement.",
    )
    return step(held, "lift_session", table=SESSION, by=by, at=at, changes={"lifted_at": at})


def on_its_day(session: CommissionSession, at: datetime) -> None:
    """Nothing is examined, nor told to have been, before the day that the letters name."""
    day = paris_day(session.held_at)
    need(
        paris_day(at) >= day,
        f"Cette séance est prévue le {day:%d/%m/%Y} : elle s’ouvre, se lève et se signe ce jour-là "
        "ou après. Si elle se tient plus tôt, annulez-la et préparez-en une autre.",
    )


@action
def reopen_session(session: CommissionSession, *, by: User, at: datetime) -> CommissionSession:
    """Something was entered wrong; nothing is signed yet."""
    return step(session, "reopen_session", table=SESSION, by=by, at=at)


@action
def cancel_session(session: CommissionSession, *, by: User, at: datetime) -> CommissionSession:
    """It will not be held: its files wait for another one."""
    held = locked(session)
    for item in AgendaItem.objects.filter(session=held).live().select_related("request__household"):
        take_off(item, by=by, at=at)
    return step(held, "cancel_session", table=SESSION, by=by, at=at)


def _ahead(held_at: datetime, place: str, *, at: datetime) -> None:
    need(held_at >= at, "Cette date est passée. Choisissez un jour à venir.", field="held_at")
    need_within_a_year(paris_day(held_at), at=at, field="held_at")
    need(place.strip(), "Indiquez le lieu.", field="place")
