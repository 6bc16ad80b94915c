"""The computation done again, years later: same facts, same rules, same result, to the word."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path as Folder

import pytest
from django.db import connection, transaction
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.models import SensitiveRead
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.recheck import recheck
from secours_loyer.models import Assessment
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
# What the portal kept in November 2026: never written again, so that it always comes out the same.
KEPT = Folder(__file__).parent / "kept_computations.json"
BROKEN = (
    "UPDATE {} SET aid_cents = aid_cents + 1",
    "UPDATE {} SET inputs = jsonb_set(inputs, '{{debt_cents}}', '90000')",
    "UPDATE {} SET parameters = jsonb_set(parameters, '{{most_of_debt}}', '5000')",
    "UPDATE {} SET lines = lines - 0",
)
UNREADABLE = (
    "UPDATE {} SET inputs = '{{}}'",
    "UPDATE {} SET parameters = jsonb_set(parameters, '{{most_of_debt}}', '-1')",
    "UPDATE {} SET inputs = inputs - 'rav_inputs'",
)


@pytest.mark.parametrize("row", json.loads(KEPT.read_text()), ids=lambda row: row["case"])
def test_what_was_kept_in_2026_comes_out_the_same(row: dict) -> None:
    kept = Assessment(
        inputs=row["inputs"], parameters=row["parameters"], lines=row["lines"],
        aid_cents=row["aid_cents"],
    )  # fmt: skip
    found = recheck(kept)
    assert [line for line in found.lines if not line.same] == []
    assert found.again_cents == row["aid_cents"]


def computed(path: Path) -> Assessment:
    return path.validated().assessments.get()


def test_other_rules_today_change_nothing(path: Path) -> None:
    kept = computed(path)
    for name, value in (("secours.plafond_demande", 10_000), ("secours.part_dette", 100)):
        decide_parameter(
            name, value, since=date(2026, 1, 1), decision="essai", by=None, at=path.cast.at
        )
    assert recheck(kept).same
    client = path.cast.client(path.cast.signatory)
    page = client.get(reverse("secours_loyer:computation", args=[kept.request.uid, kept.pk]))
    text = page.content.decode()
    assert "redonne le même résultat" in text
    assert all(line in text.replace("&#x27;", "’") for line in kept.lines)
    read = SensitiveRead.objects.get(route="secours_loyer:computation")
    assert read.classes == ["debts", "resources"]


@pytest.mark.parametrize("sql", [*BROKEN, *UNREADABLE])
def test_a_computation_changed_behind_the_portal_is_shown_and_named(path: Path, sql: str) -> None:
    kept = computed(path)
    url = reverse("secours_loyer:computation", args=[kept.request.uid, kept.pk])
    connection.check_constraints()
    assert list(faults()) == []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql.format("secours_loyer_assessment"))
        assert not recheck(Assessment.objects.get()).same
        found = list(faults())
        assert f"Calcul {kept.pk} ({kept.request.number})" in " ".join(found)
        assert any("assessment" in fault for fault in found)
        page = path.cast.client(path.cast.manager).get(url).content.decode()
        said = "ne peut pas être refait" if sql in UNREADABLE else "ne redonne pas le même résultat"
        assert said in page
        transaction.set_rollback(True)


def test_who_reads_resources_reads_the_computation_of_its_own_file(path: Path) -> None:
    cast = path.cast
    kept = computed(path)
    other = path.studied(last="Suippe", reference="L-2")
    url = reverse("secours_loyer:computation", args=[kept.request.uid, kept.pk])
    for user, status in (
        *((cast.case_worker, 200), (cast.secretary, 200)),
        *((cast.reception, 403), (cast.finance, 403), (cast.auditor, 403)),
    ):
        assert cast.client(user).get(url).status_code == status, user
    elsewhere = reverse("secours_loyer:computation", args=[other.uid, kept.pk])
    assert cast.client(cast.manager).get(elsewhere).status_code == 404
    file = reverse("secours_loyer:file", args=[kept.request.uid])
    assert url in cast.client(cast.secretary).get(file).content.decode()
    assert url not in cast.client(cast.finance).get(file).content.decode()
