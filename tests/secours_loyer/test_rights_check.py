"""`verify_ledgers` names a role or a decided value changed with the triggers turned off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from actors.actions.accounts import close_account, grant_role, revoke_role
from actors.actions.parameters import decide_parameter
from actors.roles import Role
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.ledger_check import faults
from secours_loyer.payment_parameters import DAY_CENTS, PAYMENTS_OPEN
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db

ATTACKS = (
    ("rolegrant", "UPDATE {} SET role = 'cadre' WHERE role = 'accueil'"),
    ("rolegrant", "UPDATE {} SET user_id = user_id + 1 WHERE role = 'signataire'"),
    ("rolegrant", "UPDATE {} SET granted_at = granted_at - interval '1 year' WHERE role = 'cadre'"),
    ("rolegrant", "UPDATE {} SET granted_by_id = user_id + 1 WHERE role = 'depenses'"),
    ("rolegrant", "UPDATE {} SET revoked_at = NULL WHERE id = (SELECT max(id) FROM {})"),
    ("rolegrant", "UPDATE {} SET revoked_at = now() WHERE role = 'auditeur'"),
    ("rôle", "DELETE FROM {} WHERE role = 'secretaire'"),
    (
        "rolegrant",
        (
            "INSERT INTO {} (user_id, role, team, granted_at)"
            " SELECT user_id, 'depenses', '', granted_at FROM {}"
            " WHERE role = 'accueil' AND revoked_at IS NULL"
        ),
    ),
    ("parameter", "UPDATE {} SET value = '99999999'"),
    ("parameter", "UPDATE {} SET key = 'x' WHERE key = 'secours.payeur'"),
    ("parameter", "UPDATE {} SET decision = 'x'"),
    (
        "parameter",
        ("UPDATE {} SET period = daterange(lower(period) - 1, NULL) WHERE key = 'secours.payeur'"),
    ),
    ("parameter", "UPDATE {} SET period = daterange(lower(period), lower(period) + 1)"),
    ("parameter", "UPDATE {} SET replaced_at = now()"),
    ("parameter", "UPDATE {} SET set_at = now()"),
    ("parameter", "UPDATE {} SET set_by_id = NULL"),
    ("parameter", "DELETE FROM {}"),
    (
        "parameter",
        (
            "INSERT INTO {} (key, value, period, decision, set_at)"
            " VALUES ('x', 'true', daterange('2026-01-01', NULL), '', now())"
        ),
    ),
)


def test_each_change_of_a_right_is_named(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.payer()
    for role in Role:
        cast.person(f"x-{role}", role)
    day, later = paris_day(at), at + timedelta(days=3)
    by = cast.manager
    decide_parameter(DAY_CENTS.name, 1_000_000, since=day, decision="d1", by=by, at=at)
    decide_parameter(
        DAY_CENTS.name, 2_000_000, since=paris_day(later), decision="d2", by=by, at=later
    )
    for value in (False, True, False):
        decide_parameter(PAYMENTS_OPEN.name, value, since=day, decision="arrêt", by=by, at=at)
    gone = cast.person("ancien", Role.RECEPTION)
    revoke_role(gone, Role.RECEPTION, by=cast.administrator, at=at)
    grant_role(gone, Role.RECEPTION, by=cast.administrator, at=later)
    close_account(gone, by=cast.administrator, at=later)
    connection.check_constraints()
    assert list(faults()) == []
    for named, sql in ATTACKS:
        table = "actors_parameter" if named == "parameter" else "actors_rolegrant"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.replace("{}", table))
            assert cursor.rowcount, sql
            found = list(faults())
            assert any(named in fault for fault in found), (sql, found)
            transaction.set_rollback(True)
    assert list(faults()) == []
