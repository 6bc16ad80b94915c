"""Roles and decided values, broken by raw SQL with the triggers on: the database refuses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from actors.actions.accounts import grant_role, revoke_role
from actors.actions.parameters import decide_parameter
from actors.models import Parameter, RoleGrant
from actors.roles import Role
from reims_solidarite.kit.dates import paris_day
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from tests.cast import Cast
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ("user_id = granted_by_id", "role_grant_frozen"),
        ("role = 'cadre'", "role_grant_frozen"),
        ("team = 'x'", "role_grant_frozen"),
        ("granted_at = granted_at - interval '1 year'", "role_grant_frozen"),
        ("granted_by_id = NULL", "role_grant_frozen"),
        ("id = id + 1000", "role_grant_frozen"),
        ("revoked_at = NULL", "role_grant_revoked_once"),
        ("revoked_at = revoked_at + interval '1 year'", "role_grant_revoked_once"),
    ],
)
def test_a_grant_is_never_changed(cast: Cast, at: datetime, change: str, wall: str) -> None:
    person = cast.person("ancien")
    grant = grant_role(person, Role.FINANCE, by=cast.administrator, at=at)
    revoke_role(person, Role.FINANCE, by=cast.administrator, at=at)
    refused(f"UPDATE actors_rolegrant SET {change} WHERE id = %s", grant.pk, by=wall)  # noqa: S608
    assert RoleGrant.objects.get(pk=grant.pk).revoked_at == at


def test_a_grant_is_kept_and_starts_live(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.finance)
    refused("DELETE FROM actors_rolegrant WHERE id = %s", grant.pk, by="actors_rolegrant")
    connection.check_constraints()
    refused("TRUNCATE actors_rolegrant", by="Cannot truncate actors_rolegrant")
    refused(
        "INSERT INTO actors_rolegrant (user_id, role, team, granted_at, revoked_at)"
        " VALUES (%s, 'cadre', '', now() - interval '1 year', now())",
        cast.volunteer.pk,
        by="role_grant_revoked_once",
    )


@pytest.fixture
def stopped(cast: Cast, at: datetime) -> tuple[Parameter, Parameter]:
    """Payments stopped ten days ago, open again today, stopped again the same day."""
    day, by = paris_day(at), cast.manager
    before = at - timedelta(days=10)
    name = PAYMENTS_OPEN.name
    ended = decide_parameter(
        name, False, since=paris_day(before), decision="arrêt", by=by, at=before
    )
    turned = decide_parameter(name, True, since=day, decision="reprise", by=by, at=at)
    decide_parameter(name, False, since=day, decision="arrêt", by=by, at=at)
    connection.check_constraints()
    return ended, turned


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ("key = 'x'", "parameter_frozen"),
        ("value = 'true'", "parameter_frozen"),
        ("decision = 'x'", "parameter_frozen"),
        ("set_at = now()", "parameter_frozen"),
        ("set_by_id = NULL", "parameter_frozen"),
        ("id = id + 1000", "parameter_frozen"),
        ("period = daterange(lower(period) - 1, upper(period))", "parameter_frozen"),
        ("period = daterange(lower(period) + 1, upper(period))", "parameter_frozen"),
        ("period = daterange(lower(period), NULL)", "parameter_only_shortened"),
        ("period = daterange(lower(period), upper(period) + 1)", "parameter_only_shortened"),
        ("period = daterange(lower(period), upper(period) - 1)", "parameter_followed"),
        ("replaced_at = now()", "parameter_replaced_once"),
        ("replaced_at = set_at", "parameter_followed"),
    ],
)
def test_a_decided_value_is_never_changed(
    stopped: tuple[Parameter, Parameter], change: str, wall: str
) -> None:
    ended, _turned = stopped
    refused(f"UPDATE actors_parameter SET {change} WHERE id = %s", ended.pk, by=wall)  # noqa: S608


@pytest.mark.parametrize("moved", ["NULL", "replaced_at + interval '1 hour'"])
def test_a_replacement_is_not_undone(stopped: tuple[Parameter, Parameter], moved: str) -> None:
    _ended, turned = stopped
    refused(
        f"UPDATE actors_parameter SET replaced_at = {moved} WHERE id = %s",  # noqa: S608
        turned.pk,
        by="parameter_replaced_once",
    )


def test_a_decided_value_is_kept(stopped: tuple[Parameter, Parameter]) -> None:
    for row in stopped:
        refused("DELETE FROM actors_parameter WHERE id = %s", row.pk, by="actors_parameter")
    refused("TRUNCATE actors_parameter", by="Cannot truncate actors_parameter")
    refused(
        "INSERT INTO actors_parameter (key, value, period, decision, set_at, replaced_at)"
        " VALUES ('x', 'true', daterange(current_date, NULL), '', now(), now())",
        by="parameter_replaced_once",
    )
