"""What production alone sets."""

from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch):
    for name, value in {
        "SECRET_KEY": "x" * 64,
        "ALLOWED_HOSTS": "portail.invalid",
        "DATABASE_URL": "postgres://portail@db.invalid/portail",
        "EMAIL_HOST": "mail.invalid",
        "DEFAULT_FROM_EMAIL": "portail@portail.invalid",
    }.items():
        monkeypatch.setenv(name, value)
    return importlib.import_module("reims_solidarite.settings.prod")


def test_a_mail_server_that_stops_answering_holds_no_worker(production) -> None:
    assert 0 < production.EMAIL_TIMEOUT <= 60
