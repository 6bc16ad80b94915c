"""`verify_ledgers` names each row on which a payment rests, when it changes behind the portal."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import checklist, cofunding, instruction, pieces
from secours_loyer.actions.arrears import Arrears, months_of, note_arrears
from secours_loyer.actions.landlord_links import certify_statement, open_link
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.partner_opinions import answer_partner, ask_partner
from secours_loyer.actions.procedure import cross_out
from secours_loyer.actions.tenancy_events import answer_event, note_event
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import MoneySeal, RentRequest
from secours_loyer.queries.seal import SEALED
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_procedure import acted

pytestmark = pytest.mark.django_db

ATTACKS = (
    ("tenancy", "rent_cents = 1"),
    ("tenancy", "reference = 'L-9'"),
    ("tenancy", "lease_date = '2023-07-29'"),
    ("rentrequest", "instructor_id = filed_by_id, filed_at = now()"),
    ("rentrequest", "validated_by_id = (SELECT user_id FROM secours_loyer_declaredtie)"),
    ("rentrequest", "proposed_cents = proposed_cents + 1"),
    ("rentrequest", "down_payment_cents = 1"),
    ("rentrequest", "opinion = 'x'"),
    ("declaredtie", "lifted_at = NULL, lifted_by_id = NULL, lifted_reason = ''"),
    ("declaredtie", "reason = 'x'"),
    ("procedureact", "served_on = served_on - 1"),
    ("procedureact", "cancelled_at = NULL, cancelled_by_id = NULL, cancel_reason = ''"),
    ("fundcheck", "finding = 'autres_mois', detail = 'y'"),
    ("fundcheck", "detail = 'x'"),
    ("cofunding", "amount_cents = 1"),
    ("cofunding", "noted_at = now()"),
    ("partneropinion", "stance = 'favorable'"),
    ("partneropinion", "answer = 'x'"),
    ("askedpiece", "reason = 'x'"),
    ("requestpiece", "at = now()"),
    ("landlordreport", "cents = 1"),
    ("socialnote", "text = 'x'"),
    ("letter", "event = 'x' || id"),
    ("letter", "file_id = gen_random_uuid()"),
    ("letter", "at = now()"),
    ("landlordlink", "token_hash = 'x'"),
    ("landlordlink", "expires_at = expires_at + interval '1 year'"),
    ("landlordlink", "closed_at = created_at"),
    ("arrearsmonth", "due_cents = due_cents + 1"),
    ("arrearsmonth", "month = month - interval '1 year'"),
)


def month_by_month(request: RentRequest, *, paid: int) -> Arrears:
    """The whole debt due on its first month, the others paid."""
    first, *others = months_of(request.debt)
    owed = request.debt.certified_cents
    return {first: (owed + paid, paid), **dict.fromkeys(others, (paid, paid))}


@pytest.fixture
def file(path: Path) -> RentRequest:
    """A file with one row of each sort, checked and validated by hand as people do."""
    cast, at = path.cast, path.cast.at
    worker = {"by": cast.case_worker, "at": at}
    request = path.studied()
    pieces.add_pieces(request, [STATEMENT], answers=request.checklist.all()[0], **worker)
    cofunding.note_cofunding(request, fund="fsl", answer="demandee", amount_cents=9_000, **worker)
    instruction.add_note(request, text="Note.", **worker)
    asked = ask_partner(request, organisation=cast.entraide, question="Le loyer ?", **worker)
    answer_partner(asked, stance="reserve", answer="Repris.", by=cast.agent_a, at=at)
    tie = declare_tie(request, reason="Ma voisine.", by=cast.signatory, at=at)
    lift_tie(tie, reason="Homonyme.", by=cast.manager, at=at)
    act = acted(path, request, "commandement", delay="deux_mois")
    cross_out(act, request=request, reason="Autre dossier.", by=cast.manager, at=at)
    left = note_event(request, kind="depart", happened_on=paris_day(at), **worker)
    answer_event(left, request=request, answer="erreur", reason="Homonyme.", by=cast.manager, at=at)
    note_arrears(request, month_by_month(request, paid=0), **worker)
    link = open_link(request, **worker)
    certify_statement(
        link, cents=request.debt.certified_cents, said_on=paris_day(at), file=STATEMENT, at=at
    )
    path.checked_elsewhere(request)
    checklist.judge_piece(request.checklist.all()[0], verdict="acceptee", **worker)
    checklist.waive_rest(request, reason="Vues.", **worker)
    kept = instruction.compute_assessment(request, **worker)
    request = instruction.give_opinion(request, proposed_cents=kept.aid_cents, **worker)
    return instruction.validate_technically(request, by=cast.manager, at=at)


def test_each_row_of_a_file_is_named(file: RentRequest) -> None:
    assert list(faults()) == []
    connection.check_constraints()
    for model, change in ATTACKS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"UPDATE secours_loyer_{model} SET {change}")  # noqa: S608
            named = f"secours_loyer.{model} "
            found = [fault for fault in faults() if fault.startswith(named)]
            assert found, (model, change)
            assert "changé sans passer par le portail" in found[0]
            with pytest.raises(CommandError):
                call_command("verify_ledgers", stdout=StringIO())
            transaction.set_rollback(True)
    assert list(faults()) == []


def test_a_row_taken_away_or_put_in_is_named(file: RentRequest) -> None:
    connection.check_constraints()
    for model in sorted({model for model, _ in ATTACKS}):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"DELETE FROM secours_loyer_{model}")  # noqa: S608
            found = [f for f in faults() if f.startswith(f"secours_loyer.{model} ")]
            assert found, model
            assert "effacé" in found[0]
            transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO secours_loyer_declaredtie (request_id, user_id, reason, at, lifted_reason)"
            " VALUES (%s, %s, 'x', now(), '')",
            [file.pk, file.instructor_id],
        )
        found = [f for f in faults() if "declaredtie" in f]
        assert "écrit sans passer par le portail" in found[0]
        transaction.set_rollback(True)


def test_the_months_written_again_leave_no_fault(path: Path) -> None:
    """The action seals that the older months are gone; SQL that takes them away cannot."""
    cast, at = path.cast, path.cast.at
    request = path.studied()
    for paid in (0, 1_000):
        said = month_by_month(request, paid=paid)
        note_arrears(request, said, by=cast.case_worker, at=at)
    assert list(faults()) == []
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM secours_loyer_arrearsmonth")
        cursor.execute(
            "DELETE FROM secours_loyer_moneyseal WHERE object_type = 'secours_loyer.arrearsmonth'"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    named = [fault for fault in faults() if fault.startswith("secours_loyer.arrearsmonth ")]
    assert len(named) == 2 * len(said)


def test_a_link_is_closed_under_its_seal(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    for _ in range(2):
        open_link(request, by=cast.case_worker, at=at)
    assert request.links.filter(closed_at=None).count() == 1
    assert list(faults()) == []


def test_a_request_put_back_with_its_older_seal_is_named(path: Path) -> None:
    """The seals agree; the chained journal does not."""
    request = path.validated()
    label = request._meta.label_lower
    before = list(MoneySeal.objects.filter(object_type=label).order_by("pk"))[-2]
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE secours_loyer_rentrequest SET state = 'avis_rendu', validated_by_id = NULL"
        )
        cursor.execute(
            "DELETE FROM secours_loyer_moneyseal WHERE object_type = %s AND id > %s",
            [label, before.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert list(faults()) == [
        f"{label} {request.pk} : son état « avis_rendu » n’est pas celui du journal."
    ]


def test_the_attacks_are_on_sealed_rows() -> None:
    sealed = {model._meta.model_name for model in SEALED}
    assert {model for model, _ in ATTACKS} <= sealed
