"""Whatever people do, in whatever order, the stored rota keeps every hard rule.

The one exception is told by the board: somebody who comes only with a person who has cancelled.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from epicerie.actions.absences import declare_absence
from epicerie.actions.companions import pair_up
from epicerie.actions.openings import change_need
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.actions.rota import publish_places
from epicerie.actions.wishes import set_wishes
from epicerie.models import Assignment, OpeningNeed, Volunteer
from epicerie.queries.rota_faults import rota_faults
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie.test_rota_property import draw_words

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))
STEPS, LOOK = 25, 5
LOOSER = {"max_week": 4, "max_month": None, "max_14_days": None, "min_gap_days": 1}


class Story:
    """One random sequence: everything tried, whatever is refused."""

    def __init__(self, dice: random.Random, coordinator, senders, at) -> None:
        self.dice, self.coordinator, self.at = dice, coordinator, at
        self.done = 0
        for day in (3, 5, 8, 10, 12, 17):
            rota.opening(
                coordinator, date(2026, 12, day), alone=False, accueil=3, caisse=1, preparation=2
            )
        self.people = []
        for number in range(5):
            sender = dice.choice(senders)
            person = rota.volunteer(coordinator, sender, f"p{number}", free=False)
            draw_words(dice, coordinator, person)
            person.refresh_from_db()
            self.people.append(person)
        for kind, first, second in (("together", 0, 1), ("apart", 2, 3)):
            pair_up(self.people[first], self.people[second], kind, by=coordinator, at=at)
        self.needs = list(OpeningNeed.objects.order_by("pk"))

    def somebody(self) -> Volunteer:
        return self.dice.choice(self.people)

    def held(self) -> Assignment | None:
        rows = list(Assignment.objects.active().select_related("volunteer__user").order_by("pk"))
        return self.dice.choice(rows) if rows else None

    def hold(self) -> None:
        who = self.somebody()
        by = self.dice.choice([who.user, self.coordinator])
        agreed = self.dice.random() < 0.5
        need = self.dice.choice(self.needs)
        hold_place(need, volunteer=who, by=by, at=self.at, agreed=agreed)

    def give_up(self) -> None:
        if place := self.held():
            give_up_place(place, by=place.volunteer.user, at=self.at)

    def take_back(self) -> None:
        if place := self.held():
            take_back_place(place, by=self.coordinator, at=self.at)

    def publish(self) -> None:
        wanted = {
            need: self.dice.sample(self.people, 1)
            for need in self.dice.sample(self.needs, self.dice.randint(1, 2))
        }
        publish_places(wanted, by=self.coordinator, at=self.at, agreed=True)

    def go_away(self) -> None:
        who, first = self.somebody(), date(2026, 12, self.dice.randint(1, 18))
        by = self.dice.choice([who.user, self.coordinator])
        last = first + timedelta(days=self.dice.randint(0, 3))
        declare_absence(who, first=first, last=last, by=by, at=self.at, give_up=True)

    def loosen(self) -> None:
        who = self.somebody()
        set_wishes(who, LOOSER, by=who.user, at=self.at)

    def more_places(self) -> None:
        need = OpeningNeed.objects.get(pk=self.dice.choice(self.needs).pk)
        change_need(need, min(need.places + 1, 6), by=self.coordinator, at=self.at)

    def step(self) -> None:
        acts: list[Callable[[], None]] = [self.hold, self.publish]
        rare = [self.give_up, self.take_back, self.go_away, self.loosen, self.more_places]
        act = self.dice.choice([*acts * 4, *rare])
        try:
            with transaction.atomic():
                act()
        except Refused:
            return
        self.done += 1


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(seed=st.integers(0, 10_000))
def test_no_sequence_of_acts_breaks_a_rule(cast, at, seed):
    # Made once, for all draws.
    senders, coordinator = [cast.entraide, cast.secours, cast.bailleur], cast.grocery
    with transaction.atomic():
        story = Story(random.Random(seed), coordinator, senders, at)
        for number in range(1, STEPS + 1):
            story.step()
            if number % LOOK == 0:
                found = {fault.rule for fault in rota_faults(*DECEMBER, at=at)}
                assert found <= {"partner_absent"}
        assert story.done > 0
        transaction.set_rollback(True)
