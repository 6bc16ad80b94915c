"""A sum received repays one claim once: read twice, noted by hand and read, or for two claims."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import overpayments
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import propose_dismissal
from secours_loyer.forms.steps.overpayments import RecoveryForm, received_label
from secours_loyer.models import Overpayment, Recovery, ReturnLine
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_overpayments import claimed
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO secours_loyer_recovery (overpayment_id, cents, received_on, line_id, by_id, at)"
    " VALUES (%s, %s, %s, %s, %s, now())"
)


def read(path: Path, *banks: str, kind: str = "053", message: str = "A") -> list[ReturnLine]:
    day = f"{paris_day(path.cast.at)}"
    came = [Movement("", "200.00", sign="CRDT", day=day, bank=bank) for bank in banks]
    content = camt(*came, kind=kind, message=message)
    file = import_returns(content, by=path.cast.finance, at=path.cast.at)
    return list(file.lines.order_by("rank"))


def note(path: Path, found: Overpayment, **given: object) -> Overpayment:
    return overpayments.note_recovery(found, **given, by=path.cast.finance, at=path.cast.at)  # type: ignore[arg-type]


def choices(found: Overpayment) -> dict[int, str]:
    """What the list offers, by line."""
    field = RecoveryForm(target=found).fields["line"]
    return {line.pk: received_label(line) for line in field.queryset}  # type: ignore[attr-defined]


def put_aside(path: Path, line: ReturnLine) -> None:
    """As the wall of a line taken for a claim wants it, by SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE secours_loyer_returnline SET state = 'ecartee', reason = 'Remboursement.',"
            " resolved_by_id = %s, resolved_at = now() WHERE id = %s",
            [path.cast.finance.pk, line.pk],
        )


def by_sql(path: Path, found: Overpayment, line: ReturnLine | None, *, wall: str) -> None:
    on = paris_day(path.cast.at)
    given = (found.pk, 20_000, on, line and line.pk, path.cast.finance.pk)
    refused(INSERT, *given, by=wall)


def test_the_same_movement_in_two_files_is_seen(path: Path) -> None:
    found = claimed(path, 40_000)
    (first,) = read(path, "BK-777")
    (again,) = read(path, "BK-777", kind="054", message="B")
    assert "BK-777" in choices(found)[first.pk]
    note(path, found, line=first)
    assert again.pk not in choices(found)
    with pytest.raises(Refused, match="Déjà vue"):
        note(path, found, line=again)
    page = path.cast.client(path.cast.finance).get(
        reverse("secours_loyer:return_line", args=[again.uid])
    )
    assert "Déjà vue" in page.text
    put_aside(path, again)
    by_sql(path, found, again, wall="recovery_of_a_sum_once")
    assert Recovery.objects.count() == 1


def test_two_movements_with_references_of_their_own_count_both(path: Path) -> None:
    found = claimed(path, 40_000)
    first, second = read(path, "BK-1", "BK-2")
    note(path, found, line=first)
    assert note(path, found, line=second).state == "recouvre"
    assert list(faults()) == []


def test_two_claims_do_not_share_one_sum(path: Path) -> None:
    one = claimed(path, 20_000)
    other = claimed(path, 30_000)
    (first,) = read(path, "BK-777")
    (again,) = read(path, "BK-777", kind="054", message="B")
    note(path, one, line=first)
    with pytest.raises(Refused, match=one.number):
        note(path, other, line=again)


def test_a_sum_by_hand_then_its_line_waits_for_another_word(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    found = claimed(path, 40_000)
    note(path, found, cents=20_000)
    (line,) = read(path, "BK-777")
    for person in (None, cast.finance):
        if person is not None:
            propose_dismissal(line, reason="C’est une autre somme.", by=person, at=at)
        with pytest.raises(Refused, match="une autre personne"):
            note(path, found, line=line)
    line.refresh_from_db()
    assert line.state == "quarantaine"
    propose_dismissal(line, reason="Deux virements, dit le bailleur.", by=cast.manager, at=at)
    assert note(path, found, line=line).state == "recouvre"
    line.refresh_from_db()
    assert "Deux virements" in line.reason
    assert list(faults()) == []


def test_by_hand_after_a_line_or_by_hand_is_refused(path: Path) -> None:
    found = claimed(path, 60_000)
    (line,) = read(path, "BK-777")
    note(path, found, line=line)
    with pytest.raises(Refused, match="importez le relevé"):
        note(path, found, cents=20_000)
    by_sql(path, found, None, wall="recovery_told_apart_by_two")
    note(path, found, cents=10_000)
    with pytest.raises(Refused, match="noté à la main"):
        note(path, found, cents=10_000)


def test_a_line_without_reference_waits_too(path: Path) -> None:
    found = claimed(path, 40_000)
    first, second = read(path, "", "")
    note(path, found, line=first)
    with pytest.raises(Refused, match="une autre personne"):
        note(path, found, line=second)
    put_aside(path, second)
    by_sql(path, found, second, wall="recovery_told_apart_by_two")


def test_by_hand_says_its_day(path: Path) -> None:
    form = RecoveryForm({"cents": "20,00"}, target=claimed(path))
    assert not form.is_valid()
    assert "received_on" in form.errors
