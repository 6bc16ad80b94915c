"""The coordinator's and the associations' pages ask as much with 8,000 volunteers as with 80."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from epicerie.actions.calls import advance_call
from epicerie.actions.hours import add_hours
from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.promises import promise_places
from epicerie.models import OpeningNeed, ReplacementCall
from epicerie.queries.replacement import ranked
from epicerie.queries.work_lists import work_lists_for
from tests.epicerie import rota_cast as rota
from tests.epicerie.crowd import crowd

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 22)  # of which the crowd says something of every kind
FEW, MANY = 80, 8_000

Asked = dict[str, Callable[[], object]]


def queries_of(act: Callable[[], object]) -> int:
    act()  # what a process reads once
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


@pytest.fixture
def call(cast, at) -> ReplacementCall:
    """Olga holds a place; Vera gave hers up, and people were asked once."""
    promise_places(cast.entraide, 10, since=date(2026, 11, 1), by=cast.grocery, at=at)
    opened = rota.opening(cast.grocery, TUESDAY, accueil=2, caisse=1)
    held = [
        hold_place(rota.need(opened), volunteer=person, by=person.user, at=at)
        for person in (
            rota.volunteer(cast.grocery, cast.entraide, name) for name in ("olga", "vera")
        )
    ]
    for place in held:
        worked = {"day": date(2026, 11, 20), "minutes": 60, "kind": "meeting", "reason": "x"}
        add_hours(place.volunteer, **worked, by=cast.grocery, at=at)
    give_up_place(held[1], by=held[1].volunteer.user, at=at)
    made = ReplacementCall.objects.get()
    advance_call(made.pk, at=at + timedelta(hours=1))
    made.refresh_from_db()
    return made


def visit(client, address: str) -> Callable[[], object]:
    def read() -> None:
        assert client.get(address).status_code == 200

    return read


def coordinator(cast, call: ReplacementCall) -> Asked:
    client, need = cast.client(cast.grocery), call.need
    olga = need.assignments.get(state="active").volunteer
    till = rota.need(need.opening, "caisse")
    register, hours = reverse("epicerie:volunteers"), reverse("epicerie:hours")
    fill = reverse("epicerie:fill_post", args=[till.pk])
    addresses = [
        *(register, f"{register}?tri=association", f"{register}?tri=souhait"),
        *(f"{register}?competence=till", f"{register}?situation=undeclared", f"{register}?q=foule"),
        *(hours, f"{hours}?tri=heures", fill, f"{fill}?q=foule", reverse("admin:index")),
        reverse("epicerie:volunteer", args=[olga.pk]),
        reverse("epicerie:volunteer_hours", args=[olga.pk]),
        reverse("epicerie:opening", args=[need.opening_id]),
        reverse("epicerie:call", args=[call.pk]),
    ]
    names = ("promises", "hours_by_association", "statistics", "calls", "phone_list")
    addresses += [
        reverse(f"epicerie:{name}")
        for name in (*names, "sheets", "rota_runs", "planning", "generate_openings")
    ]
    return {address: visit(client, address) for address in addresses}


def association(cast, call: ReplacementCall) -> Asked:
    client = cast.client(cast.manager_a)
    held = call.need.assignments.get(state="active")
    names = ("volunteers", "called", "hours", "shifts")
    addresses = [reverse(f"epicerie:association_{name}") for name in names]
    addresses.append(reverse("epicerie:substitute_place", args=[held.pk]))
    addresses += [reverse("epicerie:propose_volunteer"), reverse("actors:partner_home")]
    return {address: visit(client, address) for address in addresses}


def ranking(cast, call: ReplacementCall) -> Asked:
    """Without a page: what the job asks before it writes to people, and the work lists alone."""
    need = OpeningNeed.objects.select_related("opening", "post").get(pk=call.need_id)
    return {
        "ranked": lambda: ranked(call, need),
        "work lists": lambda: work_lists_for(cast.grocery, on=cast.at.date()),
    }


def test_as_many_queries_for_8000_volunteers_as_for_80(cast, call, at, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", (at + timedelta(hours=1)).isoformat())
    asked = {**coordinator(cast, call), **association(cast, call), **ranking(cast, call)}
    crowd(cast, FEW, at)
    few = {name: queries_of(act) for name, act in asked.items()}
    crowd(cast, MANY - FEW, at)
    many = {name: queries_of(act) for name, act in asked.items()}
    assert many == few
    assert {name: count for name, count in few.items() if count > 25} == {}
    assert len(ranked(call, call.need)) > MANY / 4, "the crowd could come"
