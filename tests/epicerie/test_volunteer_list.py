"""The register keeps its order from page to page, and counts each volunteer's own rows."""

from __future__ import annotations

from epicerie.actions.volunteers import affiliate
from epicerie.queries.association import own_volunteers
from epicerie.queries.volunteer_list import volunteers_for
from reims_solidarite.kit.dates import paris_day
from tests.cast import Cast
from tests.epicerie.rota_cast import BEFORE, volunteer


def test_the_register_is_ordered_and_names_each_association_once(cast: Cast) -> None:
    for name in ("zoe", "anna", "milo"):
        volunteer(cast.grocery, cast.entraide, name)
    first = volunteer(cast.grocery, cast.entraide, "bea")
    affiliate(first, cast.secours, since=paris_day(BEFORE), by=cast.grocery, at=BEFORE)
    rows = volunteers_for(cast.grocery, on=paris_day(BEFORE), at=BEFORE)
    assert rows.ordered
    assert [row.user.first_name for row in rows] == ["Anna", "Bea", "Milo", "Zoe"]
    both = [cast.entraide.name, cast.secours.name]
    assert [row.senders for row in rows][:2] == [[cast.entraide.name], both]
    assert [row.to_come for row in rows] == [0, 0, 0, 0]


def test_a_managers_own_volunteers_are_ordered(cast: Cast) -> None:
    volunteer(cast.grocery, cast.entraide)
    assert own_volunteers(cast.manager_a, at=BEFORE).ordered
