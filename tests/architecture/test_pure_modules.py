"""Some packages must run, and be tested, without Django or any other app loaded."""

import subprocess
import sys

import pytest

PURE = [
    "actors.households.reste_a_vivre",
    "epicerie.rota.exchange.read",
    "epicerie.rota.exchange.write",
    "epicerie.rota.solve",
    "reims_solidarite.kit.dates",
    "reims_solidarite.kit.documents",
    "reims_solidarite.kit.money",
    "reims_solidarite.kit.spreadsheets",
    "reims_solidarite.kit.transitions",
    "reims_solidarite.kit.working_days",
    "secours_loyer.bank_files.read",
    "secours_loyer.bank_files.reasons",
    "secours_loyer.exports.nominative_list",
    "secours_loyer.exports.pain001",
    "secours_loyer.iban",
    "secours_loyer.masking",
    "secours_loyer.scale",
    "secours_loyer.schedule",
]


@pytest.mark.parametrize("module", PURE)
def test_loads_without_django(module):
    script = f"import sys, {module}; print(sorted(n for n in sys.modules if n == 'django'))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_check_sees_django():
    script = "import sys, reims_solidarite.kit.ledger; print('django' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == "True" or "django" in run.stderr.lower()
