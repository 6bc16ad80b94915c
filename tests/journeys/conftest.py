"""One portal and one browser for every journey of a worker."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.portal import running_portal

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=fr-FR",
]


@pytest.fixture(scope="session")
def portal():
    with running_portal() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(portal):
    """Closed before the portal stops: an open browser keeps connections, and a server asked to stop
    waits for them."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS, env={"LANGUAGE": "fr_FR"}
        )
        yield opened
        opened.close()
