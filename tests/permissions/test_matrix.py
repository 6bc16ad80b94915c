"""Every address × everyone × every method, as declared in `permissions.toml`."""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from django.contrib import admin

from actors.staff_buttons import ActionButtons
from assises import states as assises_states
from secours_loyer.models import FileKind
from secours_loyer.views.staff import (
    accounts,
    batches,
    board,
    file,
    item,
    lease,
    orders,
    overpayments,
    plan,
    returns,
    sessions,
)
from tests.permissions.declaration import METHODS, Declaration
from tests.permissions.matrix import Matrix
from tests.permissions.personas import PERSONAS
from tests.permissions.resolver import addresses

SHARDS = 8

pytestmark = pytest.mark.django_db


def test_every_address_of_the_resolver_is_declared_once_and_no_other() -> None:
    declared = Counter(row.title for row in Declaration().rows())
    assert [title for title, times in declared.items() if times > 1] == []
    written = {row.pattern for row in Declaration().rows()}
    found = {address.pattern for address in addresses()}
    assert found - written == set(), "addresses that permissions.toml does not declare"
    assert written - found == set(), "lines of permissions.toml about addresses that are gone"


def test_every_step_button_and_file_is_declared() -> None:
    """One address answers for many steps: each has its own right, so each has its own line."""
    expected = {
        ("admin/secours-loyer/demandes/<uuid:uid>/<slug:step>/", step.name)
        for step in file.FilePage.steps
    }
    for name, page in (
        ("comptes", accounts.AccountPage),
        ("ordres", orders.OrderPage),
        ("plans", plan.PlanPage),
        ("trop-percus", overpayments.OverpaymentPage),
        ("retours", returns.ReturnFilePage),
        ("retours/lignes", returns.ReturnLinePage),
    ):
        prefix = f"admin/secours-loyer/{name}/<uuid:uid>/<slug:step>/"
        expected |= {(prefix, step.name) for step in page.steps}
    base = "admin/secours-loyer/demandes/<uuid:uid>/bail/<slug:step>/"
    expected |= {(base, step.name) for step in lease.LeasePage.steps}
    session = "admin/secours-loyer/seances/<slug:number>/"
    expected |= {(f"{session}<slug:step>/", step.name) for step in sessions.SessionPage.steps}
    meeting = "admin/secours-loyer/conseils/<int:pk>/<slug:step>/"
    expected |= {(meeting, step.name) for step in board.BoardMeetingPage.steps}
    one = f"{session}dossiers/<int:rank>/<slug:step>/"
    expected |= {(one, step.name) for step in item.ItemPage.steps}
    batch = "admin/secours-loyer/lots/<slug:number>/"
    expected |= {(f"{batch}<slug:step>/", step.name) for step in batches.BatchPage.steps}
    expected |= {(f"{batch}fichiers/<slug:kind>/", kind) for kind in FileKind.values}
    expected |= {
        ("admin/assises/preparer/<int:year>/<slug:step>/", name) for name in assises_states.EDITION
    }
    for model, page in admin.site._registry.items():
        if isinstance(page, ActionButtons):
            base = f"admin/{model._meta.app_label}/{model._meta.model_name}/<path:object_id>/"
            names = [button.name for button in page.buttons] or ["aucun"]
            expected |= {(f"{base}faire/<slug:name>/", name) for name in names}
    declared = {
        (row.pattern, value) for row in Declaration().rows() for value in row.chosen.values()
    }
    assert declared == expected


@pytest.mark.parametrize("shard", range(SHARDS))
def test_each_cell_is_answered_as_declared(matrix: Matrix, shard: int) -> None:
    faults = list(matrix.faults(matrix.rows[shard::SHARDS]))
    assert not faults, f"{len(faults)} cells\n" + "\n".join(faults[:60])


def test_how_large_the_matrix_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = Declaration().rows()
    patterns, people = len({row.pattern for row in rows}), len(PERSONAS)
    cells = sum(len(row.cells) for row in rows)
    assert cells == len(rows) * people * len(METHODS)
    with capsys.disabled():
        sys.stdout.write(
            f"\npermissions: {patterns} addresses ({len(rows)} with their steps) × {people} people"
            f" × {len(METHODS)} methods = {cells} cells\n"
        )
