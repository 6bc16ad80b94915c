"""The register under simultaneous coordinators: one confirmation counts, one week is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from epicerie.actions.availability import set_usual_week
from epicerie.actions.register_import import apply_list, keep_list, trial
from epicerie.models import Affiliation, RegisterImport, Volunteer
from epicerie.queries.own_record import usual_week
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLIENTS = 8
LIST = (
    "Prénom;Nom;E-mail;Association\nZoé;Éluard;zoe@cast.example;{0}\nAnna;A;anna@cast.example;{0}"
)


@pytest.fixture
def cast():
    return Cast(AT)


def content(cast: Cast) -> bytes:
    return LIST.format(cast.entraide.name).encode()


def test_one_list_confirmed_by_everybody_at_once_is_written_once(cast):
    kept = keep_list(content(cast), organisation=None, by=cast.grocery, at=AT)
    seen = trial(kept, at=AT).digest

    def act(_number: int) -> RegisterImport:
        return apply_list(kept, seen=seen, leaving=(), by=cast.grocery, at=AT)

    results = run_at_once(CLIENTS, act)
    assert all(isinstance(row, RegisterImport) for row in results), results
    assert {row.created for row in results} == {2}
    assert (Volunteer.objects.count(), Affiliation.objects.count()) == (2, 2)


def test_the_same_people_in_two_lists_at_once_are_registered_once(cast):
    coordinators = [cast.grocery, *(cast.person(f"epicerie-{n}", "epicerie") for n in (2, 3, 4))]
    kept = [keep_list(content(cast), organisation=None, by=by, at=AT) for by in coordinators]
    seen = trial(kept[0], at=AT).digest

    def act(number: int) -> RegisterImport:
        return apply_list(kept[number], seen=seen, leaving=(), by=coordinators[number], at=AT)

    results = run_at_once(len(kept), act)
    assert sum(isinstance(row, RegisterImport) for row in results) == 1, results
    refusals = [row for row in results if isinstance(row, Refused)]
    assert len(refusals) == len(kept) - 1
    assert all("a changé depuis l’essai" in row.message for row in refusals)
    assert Volunteer.objects.count() == 2


def test_two_people_write_one_week_and_the_second_is_told(cast):
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    shown = marks({"week": usual_week(vera)})

    def act(number: int) -> int:
        by = vera.user if number % 2 else cast.grocery
        set_usual_week(vera, {(number % 7, "am"): 1}, by=by, at=AT, seen=shown)
        return number

    results = run_at_once(CLIENTS, act)
    written = [row for row in results if isinstance(row, int)]
    assert len(written) == 1, results
    assert usual_week(vera) == {(written[0] % 7, "am"): 1}
