"""What the letter about a file of a session is written for: one rule, in SQL and in Python."""

from __future__ import annotations

import pytest

from secours_loyer.models import AgendaItem
from secours_loyer.queries.letter_event import EVENT, event_of, letter_event
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_an_adjournment_tells_its_session_and_a_grant_its_decision(path: Path) -> None:
    path.signed(path.lifted(path.validated(), "ajourne"))
    (put_off,) = AgendaItem.objects.annotate(event=EVENT)
    assert put_off.event == event_of(put_off) == letter_event(put_off)
    assert put_off.event == f"{put_off.session.number}-{put_off.rank}"


def test_a_decision_is_told_by_its_number(path: Path) -> None:
    decision = path.granted()
    item = AgendaItem.objects.annotate(event=EVENT).get(decision=decision)
    assert item.event == event_of(item) == decision.number
