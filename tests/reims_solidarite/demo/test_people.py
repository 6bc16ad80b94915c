"""The demo's people: one account per role, really able to sign in, and plausible households."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from actors.households.models import Charge, Household, HouseholdMember, Housing, Resource
from actors.roles import STAFF_ROLES, Role
from reims_solidarite.demo import people
from reims_solidarite.demo.world import World
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.pages.queries.observatory import indicators

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # as the fixture `at`, which each test makes anew

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The people once for the file, which only reads them, in a transaction around its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(at=AT, random=random.Random(1))
        people.build(world, scale=1)
        # What waits for the end of a transaction happens now, once.
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    return built


def test_one_staff_account_per_role_with_its_second_factor(world: World) -> None:
    assert set(world.staff) == STAFF_ROLES
    accounts = {row["role"]: row for row in accounts_json()}
    assert set(accounts) == STAFF_ROLES
    for role, user in world.staff.items():
        assert accounts[role]["email"] == user.email
        assert user.check_password(accounts[role]["password"])
        stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
        assert get_adapter().decrypt(stored) == accounts[role]["totp_secret"]
        assert stored != accounts[role]["totp_secret"]


def test_households_are_whole(world: World) -> None:
    assert len(world.households) == people.LEAST_HOUSEHOLDS
    count = Household.objects.filter(is_demo=True).count()
    assert count == people.LEAST_HOUSEHOLDS
    for model in (HouseholdMember, Housing, Resource, Charge):
        assert model.objects.values("household").distinct().count() == count
    assert set(Housing.objects.values_list("district", flat=True)) <= set(people.DISTRICTS)


def test_the_observatory_has_figures_to_show_and_figures_to_hide(
    world: World, at: datetime
) -> None:
    met = indicators(paris_day(at))[0]
    cells = [cell for line in met.table.cells for cell in line]
    assert sum(cell is not None and cell > 0 for cell in cells) >= 12
    assert sum(cell is None for cell in cells) >= 6
    assert sum(bool(figure) for _district, figure in met.by_district) >= 4


def test_the_code_way_is_said_for_who_has_no_password(cast, world: World) -> None:
    assert cast.volunteer.is_demo
    row = next(row for row in accounts_json() if row["role"] == Role.VOLUNTEER)
    assert row["password"] is None
    assert "var/outbox" in row["sign_in"]


@override_settings(TEST_SURFACE=False)
def test_never_on_the_real_portal() -> None:
    with pytest.raises(CommandError):
        accounts_json()


def accounts_json() -> list[dict[str, str]]:
    out = StringIO()
    call_command("demo_accounts", "--json", stdout=out)
    return json.loads(out.getvalue())
