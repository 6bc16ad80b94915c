"""axe, reflow and a silent console on the look's own pages: both themes, three widths."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [320, 768, 1280]
PUBLIC = ["/connexion/", "/connexion/code/", "/adresse-inconnue/"]
STAFF = [
    "/admin/composants/",
    "/admin/",
    "/connexion/second-facteur/",
    "/connexion/sessions/",
    "/connexion/quitter/",
]


@pytest.fixture(scope="module")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def faults(page, address):
    """What is wrong with one page: sideways scrolling, console errors, axe's violations."""
    found = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    answer = page.goto(address)
    if answer.status == 404:
        found.clear()  # the browser reports the page's own 404
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    silent = list(found)
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return silent + [
        f"{fault['id']}: {node['html'][:120]}" for fault in violations for node in fault["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_look_is_clean(browser, live_server, cast, theme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale="fr-FR"
    )
    wrong = {}
    for path in PUBLIC:
        wrong[path] = faults(context.new_page(), live_server.url + path)
    cookie = cast.client(cast.administrator).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    for path in STAFF:
        page = context.new_page()
        wrong[path] = faults(page, live_server.url + path)
        if page.url != live_server.url + path:
            wrong[path].append(f"sent to {page.url}")
    context.close()
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_chosen_theme_is_kept_from_page_to_page_and_beats_the_device(browser, live_server):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(live_server.url + "/connexion/")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Claires").check()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.goto(live_server.url + "/connexion/code/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    context.close()


def test_the_menu_opens_by_keyboard_and_is_simply_open_without_javascript(browser, live_server):
    narrow = {"width": 320, "height": 700}
    context = browser.new_context(viewport=narrow)
    page = context.new_page()
    page.goto(live_server.url + "/connexion/")
    link = page.get_by_role("link", name="Annuaire")
    assert not link.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    context.close()
    without = browser.new_context(viewport=narrow, java_script_enabled=False)
    page = without.new_page()
    page.goto(live_server.url + "/connexion/")
    assert page.get_by_role("link", name="Annuaire").is_visible()
    without.close()
