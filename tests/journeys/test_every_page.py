"""Every page that a link reaches, for every role: axe, reflow, console, origin; nothing excluded.

Each view is met once per role that reaches it first: the crawl follows the links of the pages as
people do, from the landing page of the role. Both themes are checked at 320 and at 1280 px.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FULL = {"runOnly": {"type": "tag", "values": RULES}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
# The page is loaded again when the theme changes: colours that are still fading are no one's.
STATES = {
    "light": ((1280, FULL), (320, COLOURS)),
    "dark": ((320, FULL), (1280, COLOURS)),
}
STARTS = {
    None: ["/", "/nulle-part/", "/connexion/"],
    "benevole": ["/benevole/"],
    "agent": ["/partenaire/"],
    "responsable": ["/partenaire/"],
    "bailleur": ["/partenaire/"],
    "accueil": ["/admin/"],
    "instructeur": ["/admin/"],
    "cadre": ["/admin/"],
    "secretaire": ["/admin/"],
    "signataire": ["/admin/"],
    "depenses": ["/admin/"],
    "epicerie": ["/admin/"],
    "reseau": ["/admin/"],
    "auditeur": ["/admin/"],
    "administrateur": ["/admin/"],
}
MOST_PAGES = 400
seen: set[str] = set()


def view_of(path: str) -> str | None:
    """The name of the view, or None for what is not a page to look at."""
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path if path == "/nulle-part/" else None


def states_faults(page, state: str, options: dict) -> list[str]:
    """Sideways scrolling and axe's violations of what is on the screen now."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    result = page.evaluate("options => axe.run(document, options)", options)
    return [f"{state}: scrolls sideways by {wide}"] * (wide > 0) + [
        f"{state} {fault['id']}: {node['html'][:110]}"
        for fault in result["violations"]
        for node in fault["nodes"][:2]
    ]


def faults(page, portal, path: str) -> list[str]:
    """What is wrong with the page that is open, in its four states."""
    found = []
    for theme, sizes in STATES.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.reload()
        page.evaluate(AXE)
        for width, options in sizes:
            page.set_viewport_size({"width": width, "height": 900})
            found += states_faults(page, f"{width} {theme}", options)
    return found


def crawl(context, portal, starts: list[str]) -> dict[str, list[str]]:
    """Follow the links from `starts`; the faults of each view met for the first time."""
    page = context.new_page()
    waiting, wrong = list(starts), {}
    console: list[str] = []
    outside: list[str] = []
    page.on("console", lambda line: console.append(line.text) if line.type == "error" else None)
    page.on(
        "request",
        lambda sent: (
            None
            # The browser draws a PDF with its own pages: only what leaves by the network counts.
            if sent.url.startswith(portal.url) or not sent.url.startswith("http")
            else outside.append(sent.url)
        ),
    )
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        view = view_of(path)
        if view is None or view in seen:
            continue
        seen.add(view)
        console.clear()
        try:
            answer = page.goto(portal.url + path)
        except Error as error:
            if "Download" in str(error) or "ERR_ABORTED" in str(error):
                continue
            raise
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        # The stock admin links a read-only person even for those who may not open accounts: the
        # page refuses, and the browser reports that answer in its console.
        quiet = [line for line in console if "404" not in line and "403" not in line]
        here = urlsplit(page.url).path
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        found = quiet + faults(page, portal, path)
        if answer.status >= 500:
            found.append(f"answers {answer.status}")
        if found:
            wrong[f"{view} {here}"] = found
        waiting += [urlsplit(link).path for link in links if link.startswith(portal.url + "/")]
    page.close()
    assert not outside
    return wrong


@pytest.mark.parametrize("role", STARTS)
def test_pages_are_accessible_and_quiet(chromium, portal, role) -> None:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    if role is not None:
        page = context.new_page()
        portal.sign_in(page, role)
        page.close()
        seen.difference_update({"epicerie:my_shifts", "actors:partner_home", "admin:index"})
    wrong = crawl(context, portal, STARTS[role])
    context.close()
    assert not wrong, "\n".join(f"{view}: {found}" for view, found in wrong.items())


def test_the_crawl_met_the_portal() -> None:
    assert len(seen) > 80
