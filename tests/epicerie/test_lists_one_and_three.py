"""Every list of the rota asks as many queries for three rows as for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Membership, OrganisationKind, User
from epicerie.actions.absences import declare_absence
from epicerie.actions.availability import answer_for_day
from epicerie.actions.calendar import close_on
from epicerie.actions.promises import promise_places
from epicerie.actions.proposals import propose_volunteer
from epicerie.actions.register_import import keep_list
from epicerie.actions.rota_runs import ask_rota, fail_run, start_run
from epicerie.models import ReplacementCall, Standby, Volunteer
from tests.cast import organisation
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
WORKED = day.DAY  # a Thursday; each more row is worked a day later
LATER = day.NOON + timedelta(days=5)  # the days worked are over and signed
COMING = date(2026, 12, 15)
LIST = "nom;prénom;e-mail\n" + "".join(
    f"Nouvelle;{name};{name}@liste.example\n" for name in ("Gaëlle", "Hana", "Inès")
)


@pytest.fixture
def me(cast) -> Volunteer:
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


def worked(cast, me, number: int) -> None:
    """One more day is over, with me and one more person; its sheet is signed."""
    opened = rota.opening(cast.grocery, WORKED + timedelta(days=number), accueil=2)
    other = rota.volunteer(cast.grocery, cast.entraide, f"person{number}")
    for who in (me, other):
        day.placed(cast, opened, who)
    day.all_present(cast, opened, at=day.NOON + timedelta(days=number))


def to_come(cast, me, number: int) -> None:
    """One more day to come, where somebody was looked for, is ready, and has a place."""
    opened = rota.opening(cast.grocery, COMING + timedelta(days=number), accueil=3)
    (other,) = day.people(cast, f"coming{number}")
    day.placed(cast, opened, other)
    Standby.objects.create(opening=opened, volunteer=me, created_at=cast.at)
    call = ReplacementCall.objects.create(need=rota.need(opened), created_at=cast.at)
    call.people.create(volunteer=other, wave=3, rank=1, asked_at=cast.at)
    date_said = COMING + timedelta(days=20 + number)
    said = {"by": cast.volunteer, "at": cast.at}
    answer_for_day(me, date_said, "pm", can_come=False, **said)
    declare_absence(me, first=date_said, last=date_said, **said)
    close_on(date_said, reason="inventaire", by=cast.grocery, at=cast.at)


def associations(cast, number: int) -> None:
    """One more association of the same manager promises, proposes, and sends somebody."""
    sender = organisation(f"Entraide {number}", OrganisationKind.ASSOCIATION, cast.at)
    Membership.objects.create(
        user=cast.manager_a, organisation=sender, is_manager=True, joined_at=cast.at
    )
    manager = User.objects.get(pk=cast.manager_a.pk)
    promise_places(sender, 10, since=date(2026, 12, 1), by=cast.grocery, at=cast.at)
    propose_volunteer(
        sender,
        first_name="Gaëlle",
        last_name="Nouvelle",
        email=f"gaelle{number}@cast.example",
        phone="",
        novice=False,
        by=manager,
        at=cast.at,
    )
    keep_list(LIST.encode(), organisation=sender, by=cast.grocery, at=cast.at)


def computed(cast) -> None:
    run = ask_rota(date(2026, 12, 1), date(2027, 1, 1), kind="fill", by=cast.grocery, at=cast.at)
    run = start_run(run, by=cast.grocery, at=cast.at)
    fail_run(run, "Le calcul a été interrompu.", by=cast.grocery, at=cast.at)


def one_more(cast, me, number: int) -> None:
    worked(cast, me, number)
    to_come(cast, me, number)
    associations(cast, number)
    computed(cast)


LISTS = {
    "grocery": (
        *("sheets", "hours", "hours_by_association", "statistics", "rota_runs", "promises"),
        *("generate_openings", "import_volunteers", "calls", "volunteers", "planning"),
    ),
    "volunteer": (
        *("my_shifts", "my_hours", "my_days", "my_absences", "my_wishes", "calendar_address"),
    ),
    "manager_a": (
        *("association_volunteers", "association_called", "association_shifts"),
        "association_hours",
    ),
}


def queries_of(act: Callable[[], object]) -> int:
    act()  # what a process reads once
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_as_many_queries_for_one_row_as_for_three(cast, me, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", LATER.isoformat())

    def asked() -> dict[str, int]:
        """Signed in anew: a role or a membership more ends a session."""
        found = {}
        for who, names in LISTS.items():
            client = cast.client(User.objects.get(pk=getattr(cast, who).pk))
            addresses = {name: reverse(f"epicerie:{name}") for name in names}
            if who == "grocery":
                addresses["volunteer_hours"] = reverse("epicerie:volunteer_hours", args=[me.pk])
                addresses["volunteer"] = reverse("epicerie:volunteer", args=[me.pk])
                addresses["my dashboard"] = reverse("admin:index")
            for name, address in addresses.items():

                def read(address: str = address, client=client) -> None:
                    assert client.get(address).status_code == 200

                found[name] = queries_of(read)
        return found

    one_more(cast, me, 0)
    one = asked()
    one_more(cast, me, 1)
    one_more(cast, me, 5)
    assert asked() == one
    assert {name: count for name, count in one.items() if count > 25} == {}
