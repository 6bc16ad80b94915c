"""The ledger of hours: one association each, balances that are sums, and reversals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from epicerie.actions.hours import add_hours, withdraw_hours
from epicerie.actions.presence_corrections import correct_line
from epicerie.actions.presence_lines import Noted
from epicerie.actions.volunteers import affiliate, end_affiliation
from epicerie.models import Attendance, HoursEntry
from epicerie.queries.hours import hours_of
from reims_solidarite.kit.templatetags.french import duration
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
SAID = {"kind": "meeting", "reason": "Réunion de rentrée"}


@pytest.fixture
def ana(cast):
    return day.people(cast, "ana")[0]


def extra(cast, who, minutes: int = 60, **said):
    full = {"day": day.DAY, "minutes": minutes, "by": cast.grocery, "at": day.NOON} | SAID | said
    return add_hours(who, **full)


def test_minutes_in_words():
    assert duration(0) == "0\u00a0h"
    assert duration(750) == "12\u00a0h\u00a030"
    assert duration(-90) == "−1\u00a0h\u00a030"


def test_extra_hours_are_taken_back_by_a_contra_entry(cast, ana):
    entry = extra(cast, ana, 90)
    assert hours_of(ana) == (90, 0), "a meeting is no opening"
    withdraw_hours(entry, reason="Réunion annulée", by=cast.grocery, at=day.NOON)
    assert hours_of(ana) == (0, 0)
    assert [row.amount for row in HoursEntry.objects.order_by("pk")] == [90, -90]
    with pytest.raises(Refused, match="déjà annulées"):
        withdraw_hours(entry, reason="Encore", by=cast.grocery, at=day.NOON)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "shift"}, "kind"),
        ({"day": day.DAY + timedelta(days=1)}, "day"),
        ({"minutes": 0}, "duration"),
        ({"minutes": 721}, "duration"),
        ({"reason": " "}, "reason"),
    ],
)
def test_extra_hours_that_are_refused(cast, ana, said, field):
    with pytest.raises(Refused) as refusal:
        extra(cast, ana, **said)
    assert refusal.value.field == field
    assert not HoursEntry.objects.exists()


def test_only_the_coordinator_writes(cast, ana):
    for who in (cast.manager_a, ana.user, cast.auditor):
        with pytest.raises(Refused, match="coordinateur"):
            extra(cast, ana, by=who)


def test_hours_of_a_sheet_are_corrected_on_the_sheet(cast, ana):
    opened = rota.opening(cast.grocery, day.DAY, accueil=1)
    day.placed(cast, opened, ana)
    day.all_present(cast, opened)
    with pytest.raises(Refused, match="Corrigez plutôt la feuille"):
        withdraw_hours(HoursEntry.objects.get(), reason="x", by=cast.grocery, at=day.NOON)


def test_sent_by_two_associations_the_oldest_is_credited_and_it_stays(cast, ana):
    affiliate(ana, cast.secours, since=date(2026, 11, 24), by=cast.grocery, at=rota.BEFORE)
    first = extra(cast, ana)
    assert first.organisation == cast.entraide
    own = ana.affiliations.get(organisation=cast.entraide)
    end_affiliation(own, on=day.DAY, by=cast.grocery, at=day.NOON)
    assert extra(cast, ana, day=day.DAY).organisation == cast.secours
    assert HoursEntry.objects.get(pk=first.pk).organisation == cast.entraide, "frozen"
    other = ana.affiliations.get(organisation=cast.secours)
    end_affiliation(other, on=day.DAY, by=cast.grocery, at=day.NOON)
    assert extra(cast, ana).organisation is None
    assert hours_of(ana).minutes == 180


def test_a_manager_reads_the_hours_of_their_association_only(cast, ana):
    affiliate(ana, cast.secours, since=date(2026, 11, 24), by=cast.grocery, at=rota.BEFORE)
    extra(cast, ana)
    manager_b = cast.member("responsable-b", cast.secours, manager=True)
    assert HoursEntry.objects.visible_to(cast.manager_a).count() == 1
    assert HoursEntry.objects.visible_to(ana.user).count() == 1
    assert not HoursEntry.objects.visible_to(manager_b).exists()
    assert not HoursEntry.objects.visible_to(cast.agent_a).exists()


LONGEST = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 720), st.booleans()), min_size=1, max_size=12
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=LONGEST)
def test_the_balance_is_the_sum_of_what_stands(cast, ana, written):
    """Whatever is added and taken back, by each way of counting."""
    before = hours_of(ana).minutes
    expected = 0
    for kind, minutes, kept in written:
        entry = extra(cast, ana, minutes, kind=("meeting", "transport", "other")[kind])
        if kept:
            expected += minutes
        else:
            withdraw_hours(entry, reason="Erreur", by=cast.grocery, at=day.NOON)
    assert hours_of(ana).minutes - before == expected
    standing = sum(row.amount for row in HoursEntry.objects.standing().filter(volunteer=ana))
    everything = sum(row.amount for row in HoursEntry.objects.filter(volunteer=ana))
    assert standing == everything == hours_of(ana).minutes


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(0, 720), min_size=1, max_size=6))
def test_after_any_corrections_the_ledger_says_what_the_line_in_force_says(cast, ana, steps):
    on = day.DAY + timedelta(days=Attendance.objects.count())
    opened = rota.opening(cast.grocery, on, accueil=1)
    place = day.placed(cast, opened, ana)
    before = hours_of(ana)
    day.all_present(cast, opened, at=opened.finishes_at)
    line = day.line_of(place)
    for minutes in steps:
        said = Noted("present", minutes=minutes) if minutes else Noted("absent")
        line = correct_line(line, said, reason="Vu", by=cast.grocery, at=opened.finishes_at)
    after = hours_of(ana)
    assert after.minutes - before.minutes == line.minutes
    assert after.shifts - before.shifts == bool(line.minutes)
