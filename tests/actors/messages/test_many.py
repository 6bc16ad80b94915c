"""Many people told of the same event, and many rows taken one step further, at once."""

from __future__ import annotations

from datetime import datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.actions.messages import Letter, write_messages
from actors.actions.transition import take_all
from actors.models import JournalEntry, Message
from epicerie.actions.places import hold_place
from epicerie.models import Assignment
from epicerie.states import PLACE
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


def letters(cast: Cast) -> list[Letter]:
    return [
        Letter(user, f"t:{user.pk}", {"first_name": "C", "email": user.email, "staff": False})
        for user in (cast.volunteer, cast.agent_a)
    ]


def test_many_letters_leave_once_each(cast: Cast, at: datetime) -> None:
    wanted = letters(cast)
    before = ProcrastinateJob.objects.count()
    first, both, again, none = (
        write_messages("actors.account_opened", part, at=at)
        for part in (wanted[:1], wanted, wanted, [])
    )
    assert [letter for letter, _ in first] == wanted[:1]
    assert [letter for letter, _ in both] == wanted[1:]
    assert again == none == []
    told = Message.objects.filter(dedupe_key__startswith="t:")
    assert {m.address for m in told} == {cast.volunteer.email, cast.agent_a.email}
    assert ProcrastinateJob.objects.count() == before + 2


@pytest.fixture
def held(cast: Cast, at: datetime) -> list[Assignment]:
    opened = rota.opening(cast.grocery, accueil=3)
    people = [rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ana", "bob")]
    people.append(rota.volunteer(cast.grocery, cast.secours, "cleo"))
    return [
        hold_place(rota.need(opened), volunteer=person, by=person.user, at=at)
        for person in people[::2]
    ]


def taken(rows: list[Assignment], cast: Cast, at: datetime, *, by=None) -> list[Assignment]:
    return take_all(
        rows,
        "take_back_place",
        table=PLACE,
        by=by or cast.grocery,
        at=at,
        changes=lambda row: {"sequence": row.sequence + 1, "changed_at": at},
    )


def test_many_rows_take_one_step_and_each_is_journaled(cast, held, at) -> None:
    assert taken([], cast, at) == []
    rows = taken(held, cast, at)
    assert [row.state for row in rows] == ["cancelled", "cancelled"]
    assert set(Assignment.objects.values_list("state", "sequence")) == {("cancelled", 1)}
    entries = JournalEntry.objects.filter(verb="take_back_place")
    assert {entry.object_id for entry in entries} == {str(row.pk) for row in held}


def test_one_that_cannot_stops_them_all(cast, held, at) -> None:
    taken(held[:1], cast, at)
    with pytest.raises(Refused, match="n’est pas possible"):
        taken(held, cast, at)
    assert Assignment.objects.active().count() == 1
    with pytest.raises(Refused, match="autre rôle"):
        taken(held[1:], cast, at, by=cast.auditor)


def test_the_number_of_queries_does_not_follow_the_rows(
    cast, held, at, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):
        taken(held, cast, at)
