"""The demo's grocery: a quarter of openings, volunteers of the associations, accesses, sales."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, datetime, time, timedelta

from actors.actions.parameters import decide_parameter
from actors.households.queries.rav import compute_rav
from actors.models import OrganisationKind, User
from actors.roles import Role
from epicerie.actions.access import grant_access, refuse_access, request_access
from epicerie.actions.articles import keep_article
from epicerie.actions.calendar import close_on, generate_openings, set_usual_day
from epicerie.actions.closing import close_till
from epicerie.actions.rota import publish_places
from epicerie.actions.sales import sell
from epicerie.actions.stock import NewLot, receive_delivery
from epicerie.actions.volunteers import enrol_volunteer, grant_skill
from epicerie.models import (
    Access,
    Lot,
    OpeningDay,
    OpeningNeed,
    Post,
    Product,
    Skill,
    Supplier,
    Volunteer,
)
from epicerie.parameters import ON_DUTY_PHONE
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.till_days import till_days
from epicerie.rules import person_reason
from reims_solidarite.demo import register
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day, paris_instant

WEEKDAYS = (1, 3, 5)
STARTS, ENDS = time(9), time(12, 30)
HALF_QUARTER = timedelta(weeks=6, days=3)
VOLUNTEERS = 80
ACCESSES = 15  # of every 19 households; the others are refused or still wait
LEAST_GROUPS = 3
VISITS = 8
ARTICLES = (
    ("Pommes", "fruit", "kg", "dry", 180, "donation", "none", 0),
    ("Carottes", "fruit", "kg", "dry", 120, "food_bank", "none", 0),
    ("Pâtes", "starch", "paquet de 500 g", "dry", 95, "purchase", "ddm", 300),
    ("Riz", "starch", "paquet de 1 kg", "dry", 210, "fse", "ddm", 400),
    ("Pain de mie", "starch", "paquet", "dry", 130, "donation", "ddm", 3),
    ("Lait demi-écrémé", "dairy", "litre", "dry", 99, "food_bank", "ddm", 60),
    ("Yaourts nature", "dairy", "lot de 4", "cold", 110, "food_bank", "dlc", 2),
    ("Fromage blanc", "dairy", "pot de 500 g", "cold", 175, "donation", "dlc", 0),
    ("Œufs", "meat", "boîte de 6", "dry", 165, "purchase", "dlc", 12),
    ("Filets de poulet", "meat", "barquette de 400 g", "cold", 420, "purchase", "dlc", 4),
    ("Thon au naturel", "meat", "boîte de 140 g", "dry", 145, "fse", "ddm", 700),
    ("Huile de tournesol", "fat", "litre", "dry", 189, "state", "ddm", 250),
    ("Confiture de fraises", "sweet", "pot de 370 g", "dry", 160, "state", "ddm", -10),
    ("Jus d’orange", "drink", "litre", "dry", 140, "food_bank", "ddm", 90),
    ("Savon", "hygiene", "pièce", "dry", 85, "purchase", "none", 0),
    ("Couches taille 4", "hygiene", "paquet de 30", "dry", 790, "donation", "none", 0),
)


def build(world: World, *, scale: int) -> None:
    """Thirteen weeks of three openings around today, and who and what they need."""
    grocery = world.staff[Role.GROCERY.value]
    # What was prepared before the quarter began is dated then: places of past days are held too.
    before = world.at - HALF_QUARTER - timedelta(days=14)
    decide_parameter(
        ON_DUTY_PHONE.name,
        "03 26 00 00 15",
        since=paris_day(before),
        decision="Numéro inventé pour la démonstration",
        by=world.staff[Role.MANAGER.value],
        at=before,
    )
    _openings(world, grocery, before)
    volunteers = _volunteers(world, grocery, before, VOLUNTEERS * scale)
    register.say(volunteers, WEEKDAYS, by=grocery, at=before)
    register.promise(paris_day(before), by=grocery, at=before)
    _rota(world, grocery, before, volunteers)
    register.say_dates(volunteers, by=grocery, at=world.at)
    accesses = _accesses(world, scale)
    lots = _stock(world, grocery)
    _sales(world, grocery, accesses, lots)


def _openings(world: World, grocery: User, before: datetime) -> None:
    needs = {post: post.usual_places for post in Post.objects.all()}
    first = paris_day(world.at) - HALF_QUARTER
    for weekday in WEEKDAYS:
        set_usual_day(
            weekday,
            starts=STARTS,
            ends=ENDS,
            needs=needs,
            since=paris_day(before),
            by=grocery,
            at=before,
        )
    closed = paris_day(world.at) + timedelta(days=30)
    closed += timedelta(days=(WEEKDAYS[1] - closed.weekday()) % 7)
    close_on(closed, reason="inventaire", by=grocery, at=before)
    generate_openings(first, first + timedelta(weeks=13), by=grocery, at=before)


def _volunteers(world: World, grocery: User, before: datetime, count: int) -> list[Volunteer]:
    senders = [
        row for row in world.organisations if row.kind == OrganisationKind.ASSOCIATION
    ] or world.organisations
    made = []
    year = timedelta(days=365)
    start = paris_day(before) - timedelta(days=30)
    for number in range(count):
        first, last = world.name()
        volunteer = enrol_volunteer(
            world.address(Role.VOLUNTEER.value),
            first_name=first,
            last_name=last,
            phone=f"0326{world.random.randrange(10**6):06d}",
            organisation=senders[number % min(len(senders), 8)],
            novice=number % 9 == 4,
            by=grocery,
            at=before,
            is_demo=True,
        )
        for skill, every, length in (
            (Skill.TILL, 4, year if number % 8 else timedelta(days=110)),
            (Skill.DRIVING, 4, None),
            (Skill.REFERENT, 5, None),
            (Skill.HYGIENE, 2, year),
        ):
            if number % every == 0:
                until = start + length if length else None
                grant_skill(volunteer, skill, since=start, until=until, by=grocery, at=before)
        made.append(volunteer)
        world.volunteers.append(volunteer.user)
    return made


def _rota(world: World, grocery: User, before: datetime, volunteers: list[Volunteer]) -> None:
    """Fill the rarest posts first, the person who came least first; leave some places short.

    Nobody is asked what the rule would refuse them: `publish_places` would refuse the whole.
    """
    today = paris_day(world.at)
    load: Counter[int] = Counter()
    placements: dict[OpeningNeed, list[Volunteer]] = {}
    days = days_of(OpeningDay.objects.planned())
    needs = OpeningNeed.objects.select_related("opening", "post").order_by("opening__day", "post")
    places = {need: place_of(need, days[need.opening_id], filled=0) for need in needs}
    people = persons_for(list(places.values()), [volunteer.pk for volunteer in volunteers])
    by_rarity = sorted(places, key=lambda need: (need.opening.day, need.post.needed_skill == ""))
    for need in by_rarity:
        # The further away, the more places are still to be filled.
        later = max((need.opening.day - today).days, 0)
        left = sum(world.random.random() < later / 120 for _ in range(need.places))
        for volunteer in sorted(volunteers, key=lambda row: (load[row.pk], row.pk)):
            if len(placements.get(need, [])) == need.places - left:
                break
            person = people[volunteer.pk]
            if person_reason(person, places[need]) is None:
                places[need].on.admit(person)
                placements.setdefault(need, []).append(volunteer)
                load[volunteer.pk] += 1
    publish_places(placements, by=grocery, at=before)


def _accesses(world: World, scale: int) -> list[Access]:
    worker = world.staff[Role.CASE_WORKER.value]
    granted = []
    for number, household in enumerate(
        world.households[: (ACCESSES + 4) * max(scale, LEAST_GROUPS)]
    ):
        at = world.at - timedelta(days=world.random.randrange(20, 160))
        at = max(at, household.created_at + timedelta(hours=1))
        access = request_access(household, by=worker, at=at)
        if number % 19 >= ACCESSES + 2:
            continue
        try_at = min(at + timedelta(days=3), world.at)
        result = compute_rav(household, paris_day(try_at))
        if number % 19 >= ACCESSES:
            refuse_access(
                access,
                seen_cents=result.measured_cents,
                reason="Une aide équivalente est déjà en cours.",
                by=worker,
                at=try_at,
            )
            continue
        reason = "" if result.within_threshold else "Dépenses imprévues ce trimestre."
        granted.append(
            grant_access(
                access, seen_cents=result.measured_cents, reason=reason, by=worker, at=try_at
            )
        )
    return granted


def _stock(world: World, grocery: User) -> list[Lot]:
    today = paris_day(world.at)
    suppliers = [
        keep_article(Supplier(name=name), by=grocery, at=world.at)
        for name in ("Banque Alimentaire (démonstration)", "Grossiste de démonstration")
    ]
    lines = []
    for name, family, unit, storage, cents, funding, date_kind, days in ARTICLES:
        product = Product(name=name, family=family, unit=unit, storage=storage)
        keep_article(product, by=grocery, at=world.at)
        lines.append((product, cents, funding, date_kind, days))
    for back, supplier in ((40, suppliers[0]), (12, suppliers[1]), (1, suppliers[0])):
        day = today - timedelta(days=back)
        receive_delivery(
            supplier,  # type: ignore[arg-type]
            on=day,
            note_number=f"BL-{day:%Y%m%d}",
            lots=[
                NewLot(
                    product=product,
                    funding=funding,
                    quantity=world.random.randrange(12, 60),
                    unit_value_cents=cents,
                    date_kind=date_kind,
                    best_on=_best_on(date_kind, today, days, back),
                    lot_number=f"L{back:02d}{number:03d}" if number % 3 else "",
                )
                for number, (product, cents, funding, date_kind, days) in enumerate(lines)
                if back == 1 or date_kind != "dlc"
            ],
            by=grocery,
            at=paris_instant(day, time(8)),
        )
    return list(Lot.objects.select_related("product").order_by("pk"))


def _best_on(date_kind: str, today: date, days: int, back: int) -> date | None:
    return (
        None if date_kind == "none" else today + timedelta(days=days - (back if days > 30 else 0))
    )


def _sales(world: World, grocery: User, accesses: list[Access], lots: list[Lot]) -> None:
    """Visits on past opening days, from lots that were there."""
    today = paris_day(world.at)
    past = OpeningDay.objects.planned().between(today - timedelta(days=38), today)
    first_lots = [lot for lot in lots if lot.date_kind != "dlc"][: len(ARTICLES) // 2]
    for opening in past:
        for access in world.random.sample(accesses, min(VISITS, len(accesses))):
            if access.period is None or opening.day not in access.period:
                continue
            basket = {
                lot.pk: 1
                for lot in world.random.sample(first_lots, 4)
                if Lot.objects.filter(pk=lot.pk, remaining__gt=0).exists()
            }
            if basket:
                key = uuid.UUID(int=world.random.getrandbits(128), version=4)
                at = opening.begins_at + timedelta(minutes=world.random.randrange(180))
                sell(access, basket, key=key, by=grocery, at=at)
    for row in list(till_days().order_by("day"))[:-1]:
        close_till(
            row["day"],
            seen_cents=row["paid"],
            counted_cents=row["paid"],
            note="",
            by=grocery,
            at=paris_instant(row["day"], time(13)),
        )
