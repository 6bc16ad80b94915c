"""SIRET and RNA: the right verdict, La Poste included."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from actors.forms.identifiers import check_rna, check_siret
from tests.cast import Cast


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("732 829 320 00074", "73282932000074"),
        ("732.829.320.00074", "73282932000074"),
        (
            "７３２８２９３２００００７４",
            "73282932000074",
        ),  # full-width digits
        ("35600000000048", "35600000000048"),  # La Poste, head office: an ordinary key
        ("35600000049837", "35600000049837"),  # La Poste, an office: digits add up to 45
    ],
)
def test_good_siret(typed: str, kept: str) -> None:
    assert check_siret(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "73282932000075",
        "7328293200007",
        "732829320000740",
        "7328293200007A",
        "35600000049838",
        "00000000000000A",
    ],
)
def test_bad_siret(typed: str) -> None:
    with pytest.raises(ValidationError, match="n’est pas valable"):
        check_siret(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("w512 001 234", "W512001234"), ("W9P1002760", "W9P1002760")]
)
def test_good_rna(typed: str, kept: str) -> None:
    assert check_rna(typed) == kept


@pytest.mark.parametrize("typed", ["512001234", "W51200123", "W5120012345", "X512001234"])
def test_bad_rna(typed: str) -> None:
    with pytest.raises(ValidationError, match="Un numéro RNA"):
        check_rna(typed)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actors_organisation SET siret = '123'",
        "UPDATE actors_organisation SET rna = 'X'",
        "UPDATE actors_organisation SET kind = 'autre'",
        "UPDATE actors_organisation SET themes = '{autre}'",
    ],
)
def test_the_database_refuses(sql: str, cast: Cast) -> None:
    cast.entraide  # noqa: B018 - made by being named
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
