"""Services: what the database refuses, whoever asks."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from actors.actions.services import add_service, edit_service, withdraw_service
from actors.models import Organisation, Service
from actors.queries.field_history import field_history
from reims_solidarite.kit.transitions import Refused
from tests.actors.network.test_directory import serve
from tests.cast import Cast

FIELDS = {
    "name": "Table ouverte",
    "description": "Un repas chaud.",
    "themes": ["sante-alimentation"],
    "publics": ["familles"],
    "fee": "gratuit",
    "how_to_reach": "Venez.",
}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actors_service SET themes = '{}'",
        "UPDATE actors_service SET themes = '{autre}'",
        "UPDATE actors_service SET publics = '{}'",
        "UPDATE actors_service SET publics = '{autre}'",
        "UPDATE actors_service SET publics = '{tous-publics,jeunes}'",
        "UPDATE actors_service SET fee = 'autre'",
        "UPDATE actors_service SET fee = 'payant'",
        "UPDATE actors_service SET description = 'a'",
        "UPDATE actors_service SET description = '        '",
        "UPDATE actors_service SET how_to_reach = ''",
        "UPDATE actors_service SET name = 'Un'",
    ],
)
def test_the_database_refuses(sql: str, cast: Cast, at: datetime) -> None:
    serve(cast.entraide, "Un", at)
    serve(cast.entraide, "Deux", at)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_name_is_free_again_after_withdrawal(cast: Cast, at: datetime) -> None:
    first = add_service(cast.entraide, FIELDS, by=cast.manager_a, at=at)
    with pytest.raises(Refused, match="existe déjà"):
        add_service(cast.entraide, FIELDS, by=cast.manager_a, at=at)
    withdraw_service(first, by=cast.manager_a, at=at)
    for refused in (
        lambda: withdraw_service(first, by=cast.manager_a, at=at),
        lambda: edit_service(first, FIELDS, by=cast.manager_a, at=at),
    ):
        with pytest.raises(Refused, match="retiré"):
            refused()
    add_service(cast.entraide, FIELDS, by=cast.manager_a, at=at)
    assert Service.objects.offered().count() == 1


def test_a_partner_s_change_is_re_read_the_coordinator_s_is_not(cast: Cast, at: datetime) -> None:
    service = add_service(cast.entraide, FIELDS, by=cast.network, at=at)
    assert not Organisation.objects.to_review().exists()
    edit_service(service, FIELDS | {"name": "Repas"}, by=cast.manager_a, at=at)
    assert list(Organisation.objects.to_review()) == [cast.entraide]


def test_history_names_the_author_and_cannot_be_changed(cast: Cast, at: datetime) -> None:
    service = add_service(cast.entraide, FIELDS, by=cast.manager_a, at=at)
    edit_service(service, FIELDS | {"name": "Repas"}, by=cast.agent_a, at=at)
    (change,) = field_history(service)
    assert (change.field, change.before, change.after) == (
        "nom du service",
        "Table ouverte",
        "Repas",
    )
    assert change.author == cast.agent_a.get_full_name()
    for sql in ("UPDATE actors_serviceevent SET name = 'x'", "DELETE FROM actors_serviceevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
