"""An act leaves one seal of each row, of what the row is at its end: none of the steps between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Landlord, MoneySeal
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
FIRST, LAST = "Habitat Un", "Habitat Deux"


@action
def rename(row: Landlord, name: str, *, at: datetime) -> None:
    """An act inside the other one."""
    held = locked(row)
    Landlord.objects.filter(pk=held.pk).update(legal_name=name)
    held.legal_name = name
    seal(held, at=at)
    need(name in (FIRST, LAST), "Pas là.")


@action
def rename_twice(row: Landlord, *, by: User, at: datetime) -> None:
    """Two seals of one row in one act, and one of an act that is undone."""
    rename(row, FIRST, at=at)
    rename(row, LAST, at=at)
    with pytest.raises(Refused):
        rename(row, "Habitat Trois", at=at)
    record("rename_twice", row, by=by, at=at)


@pytest.fixture
def landlord(path: Path) -> Landlord:
    """Renamed twice by one act."""
    row = Landlord.objects.get(pk=path.landlord().pk)
    assert list(faults()) == []
    rename_twice(row, by=path.cast.manager, at=path.cast.at + timedelta(minutes=1))
    connection.check_constraints()
    return row


def test_one_seal_is_left_of_what_the_row_became(path: Path, landlord: Landlord) -> None:
    later = path.cast.at + timedelta(minutes=1)
    label = "secours_loyer.landlord"
    seals = MoneySeal.objects.filter(object_type=label, object_id=landlord.pk, at=later)
    assert seals.count() == 1
    assert list(faults()) == []
    landlord.refresh_from_db()
    assert landlord.legal_name == LAST


def test_the_step_between_is_not_put_back_unseen(path: Path, landlord: Landlord) -> None:
    """Its seal was never written: nothing answers for the row, with the last seal or without."""
    label = f"secours_loyer.landlord {landlord.pk} : "
    changed, day = f"{label}changé sans passer par le portail.", f"{path.cast.at:%d/%m/%Y}"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Landlord.objects.filter(pk=landlord.pk).update(legal_name=FIRST)
        assert list(faults()) == [changed]
        MoneySeal.objects.filter(object_type="secours_loyer.landlord").order_by("-pk")[0].delete()
        found = list(faults())
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert found == [changed, f"{label}le sceau de ce qui a été fait le {day} manque."]


def test_outside_an_act_a_seal_is_written_at_once(path: Path) -> None:
    """A change of key seals rows without any act."""
    row, before = Landlord.objects.get(pk=path.landlord().pk), MoneySeal.objects.count()
    seal(row, at=path.cast.at)
    assert MoneySeal.objects.count() == before + 1
