"""One association counts for a volunteer on a day: all who ask are told the same."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Organisation
from epicerie.models import Affiliation, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.rota_problem.senders import home, sendings
from epicerie.queries.senders import senders_on
from epicerie.rules.sending import Sending, counted_on
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DAY = rota.DAY
ONE_DAY = timedelta(days=1)


def counted(volunteer: Volunteer, opened) -> list[int | None]:
    """The hours, the solver for that day, the person's side of the rule, the day's side of it."""
    person, day = volunteer.pk, opened.day
    there = days_of(type(opened).objects.filter(pk=opened.pk))[opened.pk]
    place = place_of(rota.need(opened), there, filled=1)
    sent = sendings(day, day + ONE_DAY).get(person, [])
    return [
        senders_on([person], day).get(person),
        home(sent, day, day + ONE_DAY),
        persons_for([place], [person])[person].association_on(day),
        there.present[person],
    ]


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=1)


@pytest.fixture
def vera(cast, opened, at):
    """She holds a place that day; no association sends her."""
    made = rota.volunteer(cast.grocery, cast.entraide, "vera")
    opened.needs.get().assignments.create(
        opening=opened,
        place_number=1,
        volunteer=made,
        period=opened.period,
        created_at=at,
        changed_at=at,
        created_by=cast.grocery,
    )
    Affiliation.objects.all().delete()
    return made


@pytest.fixture
def senders(cast, at):
    """Numbered from the end of the alphabet to its beginning: not in the order of their names."""
    return [
        Organisation.objects.create(
            name=f"{letter} solidaire",
            slug=f"{letter}-solidaire",
            kind=cast.entraide.kind,
            created_at=at,
        ).pk
        for letter in "zma"
    ]


def send(volunteer: Volunteer, *rows: Sending) -> None:
    Affiliation.objects.filter(volunteer=volunteer).delete()
    for since, until, organisation in rows:
        Affiliation.objects.create(
            volunteer=volunteer, organisation_id=organisation, since=since, ended_on=until
        )


def test_the_oldest_counts_then_the_smallest_number(vera, opened, senders):
    z, m, a = senders
    began = DAY - 10 * ONE_DAY
    send(vera, Sending(began, None, a), Sending(began, None, m), Sending(began, None, z))
    assert counted(vera, opened) == [z] * 4
    send(vera, Sending(began, None, z), Sending(began - ONE_DAY, None, a))
    assert counted(vera, opened) == [a] * 4


def test_the_last_day_is_the_day_before_the_end(vera, opened, senders):
    z, m, _ = senders
    began = DAY - 10 * ONE_DAY
    send(vera, Sending(began, DAY, z), Sending(DAY, None, m))
    assert counted(vera, opened) == [m] * 4
    send(vera, Sending(began, DAY, z), Sending(DAY + ONE_DAY, None, m))
    assert counted(vera, opened) == [None] * 4


# Near enough to each other that ties, ends on the day and days without anybody are all frequent.
SPANS = st.tuples(st.integers(-3, 1), st.none() | st.integers(0, 3), st.integers(0, 2))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(spans=st.lists(SPANS, max_size=5))
def test_everybody_is_told_the_same(vera, opened, senders, spans):
    rows = [
        Sending(
            DAY + first * ONE_DAY,
            None if days is None else DAY + (first + days) * ONE_DAY,
            senders[which],
        )
        for first, days, which in spans
    ]
    # No association sends somebody twice without end: the database refuses it.
    lasting = {row.organisation: row for row in rows if row.until is None}
    rows = [row for row in rows if row.until is not None] + list(lasting.values())
    with transaction.atomic():
        send(vera, *rows)
        told = counted(vera, opened)
    expected = counted_on(rows, DAY)
    assert told == [None if expected is None else expected.organisation] * 4


def test_the_rule_itself_by_looking_at_every_candidate():
    """Against a slow reading of its words: nobody in force is older, or as old with less."""
    days = [DAY + n * ONE_DAY for n in (-2, -1, 0, 1)]
    for first, second in product(product(days, [None, DAY, DAY + ONE_DAY]), repeat=2):
        rows = [Sending(*first, 7), Sending(*second, 3)]
        there = [r for r in rows if r.since <= DAY and not (r.until and r.until <= DAY)]
        found = counted_on(rows, DAY)
        assert (found is None) == (not there)
        if found is not None:
            assert found in there
            assert all(found.since <= r.since for r in there)
            assert all(
                found.organisation <= r.organisation for r in there if r.since == found.since
            )
