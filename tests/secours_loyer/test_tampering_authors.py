"""The check reads who is named on a row against the journal, and what came back against the bytes
that were kept: also when the seal of the forged row is that of the portal."""

from __future__ import annotations

import pytest
from django.db.models import Model

from reims_solidarite.kit.clock import now
from secours_loyer.actions import accounts, filing, instruction
from secours_loyer.actions.author_check import author_faults
from secours_loyer.actions.doors import seal
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_check import return_faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import Batch, LandlordAccount, PaymentOrder, RentRequest, ReturnLine
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_payment_rows import put_back, triggers_off

pytestmark = pytest.mark.django_db


def forged_and_sealed(row: Model, **values: object) -> None:
    """As somebody who also has the key would."""
    put_back(row, values)
    seal(type(row)._default_manager.get(pk=row.pk), at=now())


def test_another_author_than_the_journal_says_is_named(path: Path) -> None:
    cast = path.cast
    export_batch(path.ready(), by=cast.finance, at=cast.at)
    assert list(faults()) == []
    other = cast.person("complice", "depenses", "cadre", "accueil")
    rows = (
        (PaymentOrder.objects.get(), "prepared_by", "préparé"),
        (PaymentOrder.objects.get(), "moved_by", "mené plus loin"),
        (LandlordAccount.objects.get(), "entered_by", "saisi"),
        (LandlordAccount.objects.get(), "verified_by", "vérifié"),
        (LandlordAccount.objects.get(), "activated_by", "activé"),
        (Batch.objects.get(), "closed_by", "clos"),
        (Batch.objects.get(), "exported_by", "exporté"),
        (RentRequest.objects.get(), "validated_by", "validé"),
    )
    for row, column, words in rows:
        before = getattr(row, f"{column}_id")
        forged_and_sealed(row, **{column: other.pk})
        told = f"{row._meta.label_lower} {row.pk} : {words} par une autre personne que celle du"
        assert list(author_faults()) == [f"{told} journal."]
        forged_and_sealed(row, **{column: before})
    assert list(author_faults()) == []


def test_another_than_who_stopped_the_account_is_named(path: Path) -> None:
    cast, account = path.cast, path.account()
    accounts.block_account(account, reason="Doute.", by=cast.manager, at=cast.at)
    assert list(author_faults()) == []
    forged_and_sealed(account, stopped_by=cast.finance.pk)
    told = f"secours_loyer.landlordaccount {account.pk} : arrêté par une autre personne que celle"
    assert list(author_faults()) == [f"{told} du journal."]


def test_another_instructor_than_the_journal_says_is_named(path: Path) -> None:
    cast = path.cast
    other = cast.person("autre-instructrice", "instructeur")
    request = instruction.hand_over(path.studied(), to=other, by=cast.manager, at=cast.at)
    assert list(author_faults()) == []
    told = f"secours_loyer.rentrequest {request.pk} : ses instructeurs ne sont pas ceux du journal."
    for forged in (
        {"instructor": cast.manager.pk},
        {"past_instructors": []},
    ):
        forged_and_sealed(request, **forged)
        assert list(author_faults()) == [told]
        forged_and_sealed(request, instructor=other.pk, past_instructors=[cast.case_worker.pk])
    assert list(author_faults()) == []


def test_a_file_given_to_another_after_papers_were_asked_is_no_fault(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    instruction.ask_missing(request, missing="Le bail.", by=cast.case_worker, at=at)
    request = RentRequest.objects.get(pk=request.pk)
    filing.complete_request(request, summary="", by=cast.case_worker, at=at)
    other = cast.person("autre-instructrice", "instructeur")
    request = RentRequest.objects.get(pk=request.pk)
    request = instruction.assign(request, to=other, by=other, at=at)
    assert request.past_instructors == [cast.case_worker.pk]
    assert list(faults()) == []


def test_a_line_that_does_not_say_what_its_file_says_is_named(path: Path) -> None:
    cast = path.cast
    batch = path.ready()
    export_batch(batch, by=cast.finance, at=cast.at)
    file = import_returns(camt(Movement("OP-2026-999999")), by=cast.finance, at=cast.at)
    line = ReturnLine.objects.get()
    assert list(faults()) == []
    kept = {"reference": line.reference, "amount_cents": line.amount_cents}
    told = f"{file.name}, ligne 1 : elle ne dit pas ce que dit le fichier."
    for forged in ({"reference": "autre"}, {"amount_cents": 1}, {"event": "retour"}):
        before = {**kept, "event": line.event}
        forged_and_sealed(line, **forged)
        assert list(return_faults()) == [told]
        forged_and_sealed(line, **before)
    assert list(return_faults()) == []
    triggers_off("DELETE FROM secours_loyer_returnline WHERE id = %s", line.pk)
    assert list(return_faults()) == [f"{file.name} : ses lignes ne sont pas toutes là."]
