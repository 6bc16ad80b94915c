"""A new SECRET_KEY: rows sealed under the old one are sealed anew, then the old key may go."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.arrears import note_arrears
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import MoneySeal, RentRequest
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_tampering_files import month_by_month

pytestmark = pytest.mark.django_db
NEW = "la nouvelle clé"


@pytest.fixture
def rotated(path: Path, settings: Any) -> str:
    """A checked order, and a request whose months were written twice; then a new key."""
    path.checked()
    request = path.studied(last="Suippe", reference="L-2")
    for paid in (0, 1_000):
        said = month_by_month(request, paid=paid)
        note_arrears(request, said, by=path.cast.case_worker, at=path.cast.at)
    connection.check_constraints()
    old = str(settings.SECRET_KEY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [old]
    return old


def test_the_old_key_may_go_once_resealed(path: Path, rotated: str, settings: Any, capsys) -> None:
    assert list(faults()) == []
    call_command("reseal_secrets")
    out = capsys.readouterr().out
    assert "secours_loyer_paymentorder : 1 lignes scellées à nouveau" in out
    assert "Vous pouvez retirer l’ancienne clé" in out
    settings.SECRET_KEY_FALLBACKS = []
    assert list(faults()) == []
    request = RentRequest.objects.order_by("-pk")[0]
    note_arrears(
        request, month_by_month(request, paid=2_000), by=path.cast.case_worker, at=path.cast.at
    )
    assert list(faults()) == []


def test_without_it_every_row_is_named(path: Path, rotated: str, settings: Any) -> None:
    """The control."""
    settings.SECRET_KEY_FALLBACKS = []
    assert any("paymentorder" in fault for fault in faults())
    request = RentRequest.objects.order_by("-pk")[0]
    with pytest.raises(Refused, match="hors du portail"):
        note_arrears(
            request, month_by_month(request, paid=0), by=path.cast.case_worker, at=path.cast.at
        )


def test_a_second_time_seals_nothing(rotated: str) -> None:
    call_command("reseal_secrets")
    sealed = MoneySeal.objects.count()
    call_command("reseal_secrets")
    assert MoneySeal.objects.count() == sealed


@pytest.mark.parametrize(
    "forge",
    [
        "UPDATE secours_loyer_paymentorder SET amount_cents = 1",
        "DELETE FROM secours_loyer_paymentorder",
    ],
)
def test_a_forged_row_is_not_sealed_anew(
    rotated: str, settings: Any, capsys: Any, forge: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(forge)
        cursor.execute("SET LOCAL session_replication_role = origin")
    with pytest.raises(SystemExit) as stopped:
        call_command("reseal_secrets")
    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert "secours_loyer_paymentorder : 0 lignes scellées à nouveau, 1 sans sceau" in told.out
    assert "verify_ledgers" in told.err
    settings.SECRET_KEY_FALLBACKS = []
    named = [fault for fault in faults() if fault.startswith("secours_loyer.paymentorder ")]
    assert named
