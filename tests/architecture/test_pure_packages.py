"""Packages promised to be pure Python come under the contract as soon as they exist."""

import tomllib
from importlib.util import find_spec
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
PROMISED = {
    "actors.households.reste_a_vivre",
    "epicerie.rota",
    "reims_solidarite.kit.dates",
    "reims_solidarite.kit.money",
    "reims_solidarite.kit.transitions",
    "secours_loyer.bank_files",
    "secours_loyer.exports",
    "secours_loyer.scale",
}


def test_every_promised_package_that_exists_is_watched():
    contracts = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    (pure,) = [contract for contract in contracts if contract["name"].startswith("Pure Python")]
    existing = {name for name in PROMISED if find_spec(name)}
    assert len(existing) >= 6
    assert existing <= set(pure["source_modules"])
