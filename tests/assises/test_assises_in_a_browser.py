"""axe, reflow and a silent console on the pages of the Assises, empty, full and refused."""

import os
from datetime import time, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import sync_playwright

from actors.models import Membership
from assises.actions.followup import entrust_action, note_proposal, open_action
from assises.actions.meetings import call_meeting
from assises.models import Edition, WorkingGroup
from assises.queries.links import token_of
from tests.assises.builders import a_workshop, an_edition, registered
from tests.cast import Cast
from tests.pages.test_look_in_a_browser import CHROMIUM, FLAGS, RULES

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LONG = (
    "Association pour l’accompagnement solidaire des familles des quartiers nord-est et alentours"
)


@pytest.fixture(scope="module")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def pages(cast: Cast, at):
    """Addresses by who opens them."""
    call_command("import_assises", verbosity=0)
    edition = an_edition(at)
    small = a_workshop(edition, LONG, at=at, capacity=1)
    a_workshop(edition, "Se soigner", at=at)
    people = [registered(edition, number, small, at=at) for number in (1, 2)]
    group = WorkingGroup.objects.get(slug="logement")
    when = {"day": at.date() + timedelta(days=9), "starts": time(14), "ends": time(16)}
    meeting = call_meeting({"group": group, "place": LONG, **when}, by=None, at=at)
    past = Edition.objects.get(year=2017)
    proposal = note_proposal(past, theme="logement", title=LONG, by=None, at=at)
    action = open_action(proposal, by=None, at=at)
    agent = Membership.objects.get(user=cast.agent_a)
    entrust_action(action, owner=cast.entraide, agent=agent, by=None, at=at)
    return {
        None: [
            "/assises/",
            "/assises/2017/",
            "/assises/2018/",
            "/assises/2027/",
            "/assises/2017/bilan/",
            "/assises/2027/inscription/",
            "/assises/2027/inscription/envoyee/",
            f"/assises/inscription/{token_of(people[1])}/",
            "/assises/groupes/",
            "/assises/groupes/logement/",
        ],
        cast.agent_a: [
            "/partenaire/assises/",
            "/partenaire/assises/2027/inscrire/",
            f"/partenaire/assises/actions/{action.code}/",
        ],
        cast.network: [
            "/admin/assises/preparer/2027/",
            "/admin/assises/inscriptions/2027/",
            f"/admin/assises/reunions/{meeting.pk}/",
            f"/admin/assises/suivi/{action.code}/",
            "/admin/assises/action/",
            f"/admin/assises/session/{small.pk}/change/",
        ],
    }


def faults(page, address):
    found = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.goto(address)
    if page.url != address:
        found.append(f"sent to {page.url}")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    silent = list(found)
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return silent + [f"{v['id']}: {n['html'][:120]}" for v in violations for n in v["nodes"]]


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (320, "dark"), (1280, "dark")])
def test_every_page_is_clean(browser, live_server, cast: Cast, pages, width, theme):
    wrong = {}
    seen = 0
    for user, paths in pages.items():
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, locale="fr-FR"
        )
        if user is not None:
            cookie = cast.client(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        for path in paths:
            wrong[path] = faults(context.new_page(), live_server.url + path)
            seen += 1
        context.close()
    assert seen == 19
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_refused_form_is_clean_too_and_says_what_to_correct(browser, live_server, pages):
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(f"{live_server.url}/assises/2027/inscription/")
    page.get_by_role("button", name="M’inscrire").click()
    assert page.get_by_role("alert").inner_text().startswith("3\u00a0points à corriger")
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [violation["id"] for violation in violations] == []
