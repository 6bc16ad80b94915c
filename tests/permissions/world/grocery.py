"""The grocery: shared opening days and stock, and what belongs to each side in it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from actors.households.queries.rav import compute_rav
from actors.models import Message, User
from actors.roles import Role
from epicerie.actions.absences import declare_absence
from epicerie.actions.access import ensure_card, grant_access, request_access
from epicerie.actions.availability import answer_for_day
from epicerie.actions.calls import start_call
from epicerie.actions.companions import pair_up
from epicerie.actions.exchanges import offer_exchange
from epicerie.actions.hours import add_hours
from epicerie.actions.openings import open_day
from epicerie.actions.places import hold_place
from epicerie.actions.presence import add_walk_in
from epicerie.actions.presence_lines import Noted
from epicerie.actions.promises import promise_places
from epicerie.actions.proposals import propose_volunteer
from epicerie.actions.register_import import keep_list
from epicerie.actions.rota_runs import ask_rota
from epicerie.actions.sales import sell
from epicerie.actions.stock import NewLot, receive_delivery
from epicerie.actions.volunteers import enrol_volunteer, grant_skill, register_volunteer
from epicerie.jobs import solve_rota
from epicerie.models import (
    Assignment,
    CalledPerson,
    Exchange,
    Occasion,
    OpeningDay,
    OpeningNeed,
    PhoneCall,
    Post,
    Product,
    RotaRun,
    Supplier,
    Volunteer,
    Wave,
)
from epicerie.queries.links import numbered
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.secrets import unseal
from tests.epicerie.rota_cast import posts
from tests.permissions.world.people import account
from tests.permissions.world.side import Side

NEXT_YEAR = date(2027, 6, 1)


def shared_grocery(grocery: User, at: datetime) -> dict[str, Any]:
    """Today's opening (the till is open), another next week with places left, a lot."""
    known = posts()
    wanted = {known["accueil"]: 3, known[Post.TILL]: 3}
    days = [
        open_day(
            paris_day(at) + timedelta(days=later),
            starts=time(8),
            ends=time(12),
            needs=wanted,
            by=grocery,
            at=at - timedelta(days=10),
        )
        for later in (0, 7)
    ]
    product = Product.objects.create(name="Pâtes", family="starch", unit="paquet")
    supplier = Supplier.objects.create(name="Grossiste")
    delivery = receive_delivery(
        supplier,
        on=paris_day(at),
        note_number="BL-1",
        lots=[NewLot(product, "purchase", 50, 235)],
        by=grocery,
        at=at,
    )
    need = OpeningNeed.objects.get(opening=days[1], post__code="accueil")
    past = open_day(
        paris_day(at) - timedelta(days=3),
        starts=time(8),
        ends=time(12),
        needs={known["accueil"]: 3},
        by=grocery,
        at=at - timedelta(days=10),
    )
    return {
        "today": days[0],
        "past": past,
        "opening": days[1],
        "need": need,
        "site": need.opening.site,
        "call": start_call(need, by=grocery, at=at),
        "product": product,
        "supplier": supplier,
        "lot": delivery.lots.get(),
        "import": keep_list(
            "Prénom;Nom;E-mail;Association\nAnna;Arendt;anna@cast.example;Personne".encode(),
            organisation=None,
            by=grocery,
            at=at,
        ),
    }


def own_grocery(side: Side, shared: dict[str, Any], staff: dict[str, User]) -> None:
    """A volunteer on the till now and at the desk later, an access, a sale."""
    at, grocery = side.at, staff["grocery"]
    before = at - timedelta(days=10)
    user = account(side, f"volunteer_{side.letter.lower()}", Role.VOLUNTEER)
    volunteer = register_volunteer(
        user, organisation=side.association, since=date(2026, 1, 1), by=grocery, at=before
    )
    skill = grant_skill(
        volunteer, "till", since=date(2026, 1, 1), until=NEXT_YEAR, by=grocery, at=before
    )
    user = User.objects.get(pk=user.pk)
    till = OpeningNeed.objects.get(opening=shared["today"], post__code=Post.TILL)
    hold_place(till, volunteer=volunteer, by=grocery, at=before, agreed=True)
    later = OpeningNeed.objects.get(opening=shared["opening"], post__code=Post.TILL)
    held = hold_place(later, volunteer=volunteer, by=user, at=before)
    side.people[f"volunteer_{side.letter.lower()}"] = user
    side.rows |= _said(side, volunteer, grocery)
    side.rows |= {
        "volunteer": volunteer,
        "skill": skill,
        "affiliation": volunteer.affiliations.get(),
        "assignment": held,
    }
    called = CalledPerson.objects.create(
        call=shared["call"], volunteer=volunteer, wave=Wave.EVERYONE, rank=1, asked_at=before
    )
    side.rows |= {
        "called": called,
        "phone_call": PhoneCall.objects.create(
            volunteer=volunteer, occasion=Occasion.FIRST, assignment=held, created_at=before
        ),
    }
    away = paris_day(at) + timedelta(days=60)
    side.rows |= {
        "day_answer": answer_for_day(volunteer, away, "am", can_come=True, by=user, at=before),
        "absence": declare_absence(volunteer, first=away, last=away, by=user, at=before),
    }
    side.rows["exchange"] = _exchange(side, held, grocery, before)
    side.tokens["feed"] = unseal(volunteer.feed_sealed)
    written = Message.objects.get(dedupe_key=f"epicerie.place_taken:{held.pk}")
    side.tokens["answer"] = numbered(unseal(written.sealed), 1)
    _worked(side, shared["past"], volunteer, grocery)
    _access(side, shared, staff, user)


def _exchange(side: Side, held: Assignment, grocery: User, at: datetime) -> Exchange:
    """The place offered by name to somebody of the same association."""
    user = account(side, f"substitute_{side.letter.lower()}", Role.VOLUNTEER)
    asked = register_volunteer(
        user, organisation=side.association, since=date(2026, 1, 1), by=grocery, at=at
    )
    grant_skill(asked, "till", since=date(2026, 1, 1), until=NEXT_YEAR, by=grocery, at=at)
    return offer_exchange(held, asked=asked, wanted=None, by=held.volunteer.user, at=at)


def _said(side: Side, volunteer: Volunteer, grocery: User) -> dict[str, Any]:
    """An exception, an absence, a pair, a promise of the association."""
    who = {"by": grocery, "at": side.at}
    later = paris_day(side.at) + timedelta(days=60)
    friend = enrol_volunteer(
        f"pair-{side.letter.lower()}@cast.example",
        first_name=side.text("Paul"),
        last_name=side.text("Paire"),
        phone="",
        organisation=side.association,
        **who,
    )
    return {
        "answer": answer_for_day(volunteer, later, "am", can_come=True, **who),
        "absence": declare_absence(
            volunteer, first=later + timedelta(days=1), last=later + timedelta(days=9), **who
        ),
        "pair": pair_up(volunteer, friend, "together", **who),
        "promise": promise_places(side.association, 10, since=paris_day(side.at), **who),
    }


def proposal(grocery: User, at: datetime) -> RotaRun:
    """A computed rota of the two openings, not published."""
    since = paris_day(at)
    run = ask_rota(since, since + timedelta(days=14), kind="repair", by=grocery, at=at)
    solve_rota(run.pk)
    return RotaRun.objects.get(pk=run.pk, state="done")


def _worked(side: Side, past: OpeningDay, volunteer: Volunteer, grocery: User) -> None:
    """A line of the past opening's sheet, hours of their own, and a person proposed."""
    at = side.at
    line = add_walk_in(past, Noted("present"), volunteer=volunteer, by=grocery, at=at)
    entry = add_hours(
        volunteer,
        day=paris_day(at),
        minutes=60,
        kind="meeting",
        reason=side.text("réunion"),
        by=grocery,
        at=at,
    )
    manager = side.people[f"manager_{side.letter.lower()}"]
    proposal = propose_volunteer(
        side.association,
        first_name="Nouvelle",
        last_name=side.text("recrue"),
        email=side.mail("recrue"),
        phone=side.phone,
        novice=True,
        by=manager,
        at=at,
    )
    side.rows |= {"line": line, "hours": entry, "recruit": proposal}


def _access(side: Side, shared: dict[str, Any], staff: dict[str, User], seller: User) -> None:
    at, home = side.at, side.rows["household"]
    asked = request_access(home, by=staff["case_worker"], at=at)
    measured = compute_rav(home, paris_day(at)).measured_cents
    access = grant_access(
        asked, seen_cents=measured, reason=side.text("décision"), by=staff["case_worker"], at=at
    )
    card = ensure_card(home, by=staff["grocery"], at=at)
    basket = {shared["lot"].pk: 2}
    sale = sell(access, basket, key=uuid.uuid4(), by=seller, at=at)
    side.rows |= {"access": access, "card": card, "sale": sale}
