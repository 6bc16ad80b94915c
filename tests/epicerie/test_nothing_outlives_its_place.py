"""Whatever people do, in whatever order, nothing points to a place or a day that is gone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from epicerie.actions.absences import declare_absence
from epicerie.actions.calls import start_call
from epicerie.actions.exchanges import accept_exchange, decline_exchange, offer_exchange
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.actions.standby import join_standby
from epicerie.actions.substitution import substitute_place
from epicerie.models import (
    Assignment,
    Exchange,
    OpeningDay,
    OpeningNeed,
    PhoneCall,
    PlaceLink,
    ReplacementCall,
    Standby,
    Volunteer,
)
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
STEPS = 40


class Story:
    """One random sequence: everything tried, whatever is refused."""

    def __init__(self, dice: random.Random, cast, at, done: Counter[str]) -> None:
        self.dice, self.cast, self.at, self.done = dice, cast, at, done
        days = range(1, 18, 3)
        self.days = [rota.opening(cast.grocery, date(2026, 12, n), accueil=2) for n in days]
        self.people = [
            rota.volunteer(cast.grocery, cast.entraide, f"p{n}", channel=channel)
            for n, channel in enumerate(("email", "phone", "email", "phone"))
        ]

    def somebody(self) -> Volunteer:
        return Volunteer.objects.select_related("user").get(pk=self.dice.choice(self.people).pk)

    def day(self) -> OpeningDay:
        return OpeningDay.objects.get(pk=self.dice.choice(self.days).pk)

    def one_of(self, rows):
        found = list(rows.order_by("pk"))
        if not found:
            raise Refused("rien")
        return self.dice.choice(found)

    def held(self) -> Assignment:
        rows = Assignment.objects.active().select_related("volunteer__user", "opening")
        return self.one_of(rows)

    def offered(self) -> Exchange:
        return self.one_of(Exchange.objects.filter(state="open").select_related("offered"))

    def hold(self) -> None:
        who = self.somebody()
        need = OpeningNeed.objects.get(opening=self.day())
        hold_place(need, volunteer=who, by=who.user, at=self.at)

    def offer(self) -> None:
        place, wanted = self.held(), self.dice.choice([None, self.day()])
        asked = self.dice.choice([None, self.somebody()])
        by = place.volunteer.user
        offer_exchange(place, asked=asked, wanted=wanted, by=by, at=self.at)

    def accept(self) -> None:
        who = self.somebody()
        accept_exchange(self.offered(), volunteer=who, by=who.user, at=self.at)

    def decline(self) -> None:
        who = self.somebody()
        decline_exchange(self.offered(), volunteer=who, by=who.user, at=self.at)

    def give_up(self) -> None:
        place = self.held()
        give_up_place(place, by=place.volunteer.user, at=self.at)

    def take_back(self) -> None:
        take_back_place(self.held(), by=self.cast.grocery, at=self.at)

    def substitute(self) -> None:
        substitute_place(self.held(), self.somebody(), by=self.cast.manager_a, at=self.at)

    def go_away(self) -> None:
        who, first = self.somebody(), self.day().day
        last = first + timedelta(days=self.dice.randint(0, 2))
        declare_absence(who, first=first, last=last, by=who.user, at=self.at, give_up=True)

    def stand_by(self) -> None:
        who = self.somebody()
        join_standby(self.day(), volunteer=who, by=who.user, at=self.at)

    def call(self) -> None:
        start_call(OpeningNeed.objects.get(opening=self.day()), by=self.cast.grocery, at=self.at)

    def cancel(self) -> None:
        cancel_day(self.day(), reason="fuite d’eau", by=self.cast.grocery, at=self.at)

    def step(self) -> None:
        often = [self.hold, self.offer, self.accept, self.stand_by, self.call]
        rare = [self.decline, self.give_up, self.take_back, self.substitute]
        acts: list[Callable[[], None]] = [*often * 3, *rare * 2, self.go_away, self.cancel]
        act = self.dice.choice(acts)
        try:
            with transaction.atomic():
                act()
        except Refused:
            return
        self.done[act.__name__] += 1


def dead_ends() -> dict[str, int]:
    """How many live rows point to what is gone; counted without the portal's own words."""
    left, shut = Q(offered__state="active"), Q(opening__state="planned")
    wanted = Q(wanted=None) | Q(wanted__state="planned")
    asked = Q(exchange=None) | ~Q(occasion="offered") | Q(exchange__state="open")
    told_gone = Q(occasion__in=["removed", "cancelled"])
    found = {
        "offers": Exchange.objects.filter(state="open").exclude(left & wanted),
        "standbys": Standby.objects.filter(ended_at=None).exclude(shut),
        "calls": ReplacementCall.objects.filter(ended_at=None).exclude(
            need__opening__state="planned"
        ),
        "links": PlaceLink.objects.filter(
            used_at=None, revoked_at=None, assignment__isnull=False
        ).exclude(assignment__state="active"),
        "phone calls about offers": PhoneCall.objects.to_make().exclude(asked),
        "phone calls about places": PhoneCall.objects.to_make()
        .filter(assignment__isnull=False)
        .exclude(told_gone | Q(assignment__state="active")),
    }
    return {name: count for name, rows in found.items() if (count := rows.count())}


ACTS = {"hold", "offer", "accept", "decline", "give_up", "take_back"}
ACTS |= {"substitute", "go_away", "stand_by", "call", "cancel"}


def test_no_sequence_of_acts_leaves_something_behind(cast, at):
    cast.grocery, cast.manager_a, cast.entraide  # noqa: B018 - made once, for all draws
    done: Counter[str] = Counter()

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(seed=st.integers(0, 10_000))
    def tell(seed: int) -> None:
        with transaction.atomic():
            story = Story(random.Random(seed), cast, at, done)
            for _ in range(STEPS):
                story.step()
                assert dead_ends() == {}
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            transaction.set_rollback(True)

    tell()
    assert set(done) == ACTS, "an act that is always refused would prove nothing"
