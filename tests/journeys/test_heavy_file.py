"""A scan too heavy: the field says so and nothing typed is lost, with scripts or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.people import session_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

TYPED = "Perte d’emploi en juin."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_scan_too_heavy_loses_nothing(chromium, portal, tmp_path: Path, scripts) -> None:
    scan = tmp_path / "decompte.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + b"0" * 13_500_000)
    context = chromium.new_context(
        locale="fr-FR",
        storage_state=session_of(chromium, portal, "agent"),
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto(f"{portal.url}/partenaire/loyer/nouvelle/")
    page.get_by_label("La situation en quelques mots").fill(TYPED)
    page.get_by_label("Décompte du bailleur (PDF ou photo)").set_input_files(scan)
    page.get_by_role("button", name="Déposer la demande").click()
    said = page.get_by_text("« decompte.pdf » pèse")
    said.first.wait_for()
    # With scripts nothing was sent; without, a draft holds what was typed.
    assert page.url.endswith("/nouvelle/") is scripts
    assert page.get_by_label("La situation en quelques mots").input_value() == TYPED
    context.close()
