"""The sheet that tenant and landlord signed, joined to its plan."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry, SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.plan_sheets import join_sheet
from secours_loyer.actions.plans import approve_plan
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
PLAN = "UPDATE secours_loyer_repaymentplan SET {} WHERE id = %s"
SHEET = Upload("feuille.pdf", PDF)


def test_the_sheet_is_joined_once_read_and_journaled(path: Path) -> None:
    cast = path.cast
    plan = path.running_plan()
    page = reverse("secours_loyer:plan", args=[plan.uid])
    client = cast.client(cast.case_worker)
    assert "Pas encore jointe" in client.get(page).text
    sheet = reverse("secours_loyer:signed_sheet", args=[plan.uid])
    assert client.get(sheet).status_code == 404
    wrong = client.post(
        f"{page}join_sheet/", {"join_sheet-sheet": SimpleUploadedFile("f.txt", b"rien")}
    )
    assert wrong.status_code == 422
    assert "Déposez un PDF" in wrong.text
    sent = client.post(
        f"{page}join_sheet/", {"join_sheet-sheet": SimpleUploadedFile("feuille.pdf", PDF)}
    )
    assert sent.status_code == 302
    assert "feuille.pdf" in client.get(page).text
    assert "Joindre la feuille signée" not in client.get(page).text
    assert client.get(sheet)["Content-Type"] == "application/pdf"
    read = SensitiveRead.objects.filter(route="secours_loyer:signed_sheet").last()
    assert read is not None
    assert "content" in read.classes
    assert JournalEntry.objects.filter(verb="join_sheet").count() == 1
    assert list(faults()) == []
    with pytest.raises(Refused, match="déjà jointe"):
        join_sheet(plan, SHEET, by=cast.case_worker, at=cast.at)


def test_who_joins_it_and_when(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.plan()
    with pytest.raises(Refused, match="pas signé"):
        join_sheet(plan, SHEET, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="travailleur social"):
        join_sheet(plan, SHEET, by=cast.finance, at=at)
    assert approve_plan(plan, by=cast.manager, at=at).signed_sheet_id is None


def test_sql_neither_joins_it_early_nor_replaces_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = join_sheet(path.running_plan(), SHEET, by=cast.case_worker, at=at)
    other = path.plan(path.granted(last="Suippe", reference="L-2"))
    own = plan.signed_sheet_id
    refused(PLAN.format(f"signed_sheet_id = '{own}'"), other.pk, by="plan_sheet_once")
    refused(PLAN.format("signed_sheet_id = NULL"), plan.pk, by="plan_sheet_once")
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_id FROM secours_loyer_debt LIMIT 1")
        (statement,) = cursor.fetchone()
    refused(PLAN.format(f"signed_sheet_id = '{statement}'"), plan.pk, by="plan_sheet_once")
