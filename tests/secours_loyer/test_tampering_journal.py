"""A row taken away with all its seals: the chained journal still names it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Model

from secours_loyer.actions import cofunding, instruction, pieces
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.partner_opinions import ask_partner
from secours_loyer.actions.statements import ask_statement
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Decision, Letter, RentRequest
from secours_loyer.queries.journal_rows import named, rows_named
from secours_loyer.queries.seal import SEALED
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_procedure import acted

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(path: Path) -> Path:
    """Files with a row of most sorts, one paid by mandate and repaid by a plan."""
    cast, at = path.cast, path.cast.at
    worker = {"by": cast.case_worker, "at": at}
    export_batch(path.ready(channel="mandat"), by=cast.finance, at=at)
    path.running_plan(Decision.objects.get())
    paid = RentRequest.objects.get()
    instruction.add_note(paid, text="Note.", **worker)
    acted(path, paid, "commandement", delay="deux_mois")
    request = path.studied(last="Marne", reference="L-3")
    pieces.add_pieces(request, [STATEMENT], answers=request.checklist.all()[0], **worker)
    cofunding.note_cofunding(request, fund="fsl", answer="demandee", amount_cents=9_000, **worker)
    ask_partner(request, organisation=cast.entraide, question="Le loyer ?", **worker)
    declare_tie(request, reason="Ma voisine.", by=cast.signatory, at=at)
    connection.check_constraints()
    return path


def test_a_row_taken_away_with_its_seals_is_named(whole: Path) -> None:
    assert list(faults()) == []
    tried, silent = [], []
    for model in SEALED:
        pk = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        if pk is None:
            continue
        label = model._meta.label_lower
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [pk])  # noqa: S608
            cursor.execute(
                "DELETE FROM secours_loyer_moneyseal WHERE object_type = %s AND object_id = %s",
                [label, pk],
            )
            if not list(faults()):
                silent.append(label)
            transaction.set_rollback(True)
        tried.append(label)
    assert silent == []
    assert len(tried) > 25, tried


def gone_with_its_seals(row: Model) -> list[str]:
    """What the check says once this row is deleted with all its seals; everything is put back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608
        cursor.execute(
            "DELETE FROM secours_loyer_moneyseal WHERE object_type = %s AND object_id = %s",
            [row._meta.label_lower, row.pk],
        )
        found = list(faults())
        transaction.set_rollback(True)
    return found


def test_each_letter_taken_away_with_its_seals_is_named(whole: Path) -> None:
    """Not the receipts only: whoever reads the file must find what was said."""
    request = RentRequest.objects.order_by("-pk")[0]
    ask_statement(request, by=whole.cast.reception, at=whole.cast.at)
    connection.check_constraints()
    letters = list(Letter.objects.order_by("pk"))
    assert len({letter.kind for letter in letters}) > 2
    for letter in letters:
        assert f"secours_loyer.letter {letter.pk} : effacé." in gone_with_its_seals(letter)


def test_an_agenda_item_nobody_acted_on_is_missed(path: Path) -> None:
    session = path.prepared_session(path.validated())
    item = session.items.get()
    assert f"secours_loyer.agendaitem {item.pk} : effacé." in gone_with_its_seals(item)


def test_what_the_journal_says_of_rows_is_read_back(whole: Path) -> None:
    request = RentRequest.objects.order_by("-pk")[0]
    asked = list(request.checklist.all())
    assert named() == {}
    assert named(request.debt, *asked) == {
        "rows": f"debt={request.debt_id};askedpiece={','.join(str(row.pk) for row in asked)}"
    }
    found = rows_named(set())
    assert request.debt_id in found["secours_loyer.debt"]
    assert {row.pk for row in asked} <= found["secours_loyer.askedpiece"]
