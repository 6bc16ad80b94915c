"""A name that imitates another one hides nobody: unseen characters, letters of other alphabets."""

from __future__ import annotations

import pytest
from django.db import connection

from actors.actions.accounts import open_account
from actors.actions.contact import correct_contact
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TWO = "Ce nom mêle des lettres de deux alphabets"


def opened(cast: Cast, number: int, first_name: str, last_name: str = "Martin") -> User:
    return open_account(
        f"c{number}@cast.example", first_name=first_name, last_name=last_name, by=None, at=cast.at
    )


def one_person(first: User, second: User) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT f_one_person(%s, %s)", [first.pk, second.pk])
        return bool(cursor.fetchone()[0])


def test_unseen_characters_are_not_kept(cast: Cast) -> None:
    base = opened(cast, 1, "Camille")
    for number, name in enumerate(("Ca\u200bmille", "Camille\u202e", "Ca\u00admille"), start=2):
        user = opened(cast, number, name)
        assert user.first_name == "Camille"
        assert one_person(base, user)


def test_two_alphabets_are_refused(cast: Cast) -> None:
    base = opened(cast, 1, "Camille")
    for name in ("C\u0430mille", "Cam\u03b9lle"):
        with pytest.raises(Refused, match=TWO):
            opened(cast, 2, name)
        with pytest.raises(Refused, match=TWO):
            correct_contact(
                base, first_name=name, last_name="Martin", email=base.email, phone="",
                by=cast.administrator, at=cast.at,
            )  # fmt: skip
        refused(
            "UPDATE actors_user SET first_name = %s WHERE id = %s", name, base.pk,
            by="user_name_one_alphabet",
        )  # fmt: skip
    assert opened(cast, 3, "Олена", "Шевченко").first_name == "Олена"
    assert opened(cast, 4, "Nguyễn", "Đặng").last_name == "Đặng"


def test_the_database_knows_them_too(cast: Cast) -> None:
    base, other = opened(cast, 1, "Camille"), opened(cast, 2, "Bob", "X")
    for name in ("Ca\u200bmille", "C\u0430m\u0456ll\u0435", "C\u03b1mille"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT f_whole_name(%s, 'Martin') = f_whole_name('Camille', 'Martin')",
                           [name])  # fmt: skip
            assert cursor.fetchone() == (True,)
    assert not one_person(base, other)
