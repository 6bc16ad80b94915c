"""`verify_ledgers` names an account, an organisation, a household or a note of « two people » that
was changed behind the portal: who stands apart from whom rests on them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from actors.actions.accounts import close_account, open_account
from actors.actions.contact import correct_contact
from actors.actions.organisations import create_organisation, edit_organisation
from actors.actions.two_people import note_two_people
from actors.households.actions.opening import change_identity
from actors.models import JournalEntry, TwoPeople, User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.ledger_check import faults
from tests.cast import Cast
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
TWIN = "email = 'double@cast.example'"
ATTACKS = (
    ("actors.user", "UPDATE actors_user SET last_name = 'Autre' WHERE TWIN"),
    ("actors.user", "UPDATE actors_user SET first_name = 'Autre' WHERE TWIN"),
    ("actors.user", "UPDATE actors_user SET phone = '0611223344' WHERE TWIN"),
    ("actors.user", "UPDATE actors_user SET email = 'x@x.example' WHERE TWIN"),
    ("actors.user", "UPDATE actors_user SET is_active = false WHERE TWIN"),
    ("actors.user", "UPDATE actors_user SET is_active = true WHERE NOT is_active"),
    ("actors.user", "DELETE FROM actors_user WHERE TWIN"),
    (
        "actors.user",
        (
            "INSERT INTO actors_user (password, email, first_name, last_name, phone, is_active,"
            " is_demo, session_epoch, created_at) VALUES ('', 'y@x.example', 'A', 'B', '', true,"
            " false, 0, now())"
        ),
    ),
    ("emailaddress", "UPDATE account_emailaddress SET email = 'z@x.example' WHERE TWIN"),
    ("organisation", "UPDATE actors_organisation SET name = 'x' WHERE slug = 'habitat-vesle'"),
    ("organisation", "DELETE FROM actors_organisation WHERE slug = 'habitat-vesle'"),
    ("household", "UPDATE households_household SET name = 'x'"),
    ("household", "UPDATE households_household SET phone = '0611223344'"),
    ("twopeople", "UPDATE actors_twopeople SET reason = 'x'"),
    ("twopeople", "UPDATE actors_twopeople SET noted_by_id = noted_by_id + 1"),
    ("twopeople", "UPDATE actors_twopeople SET noted_at = noted_at - interval '1 day'"),
    ("twopeople", "DELETE FROM actors_twopeople"),
    (
        "twopeople",
        (
            "INSERT INTO actors_twopeople (first_id, second_id, reason, noted_by_id, noted_at)"
            " SELECT first_id, second_id + 1, 'x', noted_by_id, now() FROM actors_twopeople"
        ),
    ),
)


def twin_of(cast: Cast, person: User) -> User:
    return open_account(
        "double@cast.example",
        first_name=person.first_name,
        last_name=person.last_name,
        by=None,
        at=cast.at,
        is_demo=True,
    )


@pytest.fixture
def told(path: Path) -> User:
    """One of each, made and changed by the portal."""
    cast, at = path.cast, path.cast.at
    by = cast.administrator
    twin = twin_of(cast, cast.manager)
    note_two_people(cast.manager, twin, reason="Deux agents, vus au guichet.", by=by, at=at)
    gone = cast.person("ancien", "accueil")
    correct_contact(
        gone, first_name="Ancienne", last_name="Agente", email=gone.email, phone="", by=by, at=at
    )
    close_account(gone, by=by, at=at)
    sheet = create_organisation({"name": "Habitat", "kind": "bailleur"}, by=by, at=at)
    edit_organisation(sheet, {"name": "Habitat Vesle"}, by=by, at=at)
    type(sheet).objects.filter(pk=sheet.pk).update(slug="habitat-vesle")
    home = path.filed().household
    change_identity(home, name="Vesle", phone="", email="", by=cast.reception, at=at)
    return twin


def test_each_change_is_named(path: Path, told: User) -> None:
    connection.check_constraints()
    assert list(faults()) == []
    for named, sql in ATTACKS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.replace("TWIN", TWIN))
            assert cursor.rowcount, sql
            found = list(faults())
            assert any(named in fault for fault in found), (sql, found)
            transaction.set_rollback(True)
    assert list(faults()) == []


def test_the_journal_holds_no_name(told: User) -> None:
    said = "".join(str(row) for row in JournalEntry.objects.values_list("details", flat=True))
    for name in (told.last_name, told.email, "Habitat", "Vesle", "guichet"):
        assert name not in said


def test_nothing_is_corrected_over_a_forged_name(path: Path, told: User) -> None:
    cast, at = path.cast, path.cast.at
    User.objects.filter(pk=told.pk).update(last_name="Autre")
    with pytest.raises(Refused, match="hors du portail"):
        correct_contact(
            told, first_name="A", last_name="B", email=told.email, phone="",
            by=cast.administrator, at=at,
        )  # fmt: skip
    close_account(told, by=cast.administrator, at=at)
    assert any(f"actors.user {told.pk}" in fault for fault in faults())


def test_an_older_key_may_go_once_the_digests_are_kept_again(
    path: Path, told: User, settings
) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "une clé nouvelle", [old]
    assert list(faults()) == []
    call_command("reseal_secrets")
    settings.SECRET_KEY_FALLBACKS = []
    assert list(faults()) == []
    assert TwoPeople.objects.exists()
    User.objects.filter(pk=told.pk).update(last_name="Autre")
    assert any(f"actors.user {told.pk}" in fault for fault in faults())
