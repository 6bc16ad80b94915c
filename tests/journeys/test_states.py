"""Pages in the states that the crawl does not meet: refused, empty, in error, on paper."""

from __future__ import annotations

import re

import pytest

from tests.journeys.looking import look
from tests.journeys.outbox import LINK, wait_for_mail
from tests.journeys.people import session_of
from tests.journeys.portal import served
from tests.journeys.states import EMPTY_LISTS, NEXT, NOTHING, REFUSED_FORMS
from tests.journeys.witness import Witness

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

# Sent empty, without the browser's own checks: what the page proposed is taken out too.
EMPTIED = """() => {
  document.querySelectorAll('form').forEach(form => { form.noValidate = true });
  document.querySelectorAll('main input, main textarea').forEach(field => {
    if (!['hidden', 'submit', 'checkbox', 'radio', 'file'].includes(field.type)) field.value = '';
  });
}"""


@pytest.fixture
def page_of(chromium, portal):
    """A page of the browser of that role."""
    opened = []

    def make(role: str | None):
        context = chromium.new_context(
            locale="fr-FR",
            reduced_motion="reduce",
            storage_state=session_of(chromium, portal, role) if role else None,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


@pytest.mark.parametrize(("role", "path", "button"), REFUSED_FORMS)
def test_a_refused_form_says_what_to_correct(page_of, portal, role, path, button) -> None:
    page = page_of(role)
    witness = Witness(page, portal.url)
    page.goto(portal.url + path)
    page.evaluate(EMPTIED)
    with page.expect_navigation() as answer:
        page.get_by_role("button", name=button, exact=True).first.click()
    status = answer.value.status
    assert status in {200, 422}
    errors = page.locator("[role=alert], .errornote, .errorlist, .invalid-feedback")
    assert errors.first.is_visible()
    assert witness.faults(expected=status) == []
    assert "\n".join(look(page)) == ""


@pytest.mark.parametrize(("role", "path"), EMPTY_LISTS)
def test_an_empty_list_says_so(page_of, portal, role, path) -> None:
    page = page_of(role)
    witness = Witness(page, portal.url)
    page.goto(portal.url + path + NOTHING)
    assert re.search(r"Aucun|Personne|Rien|\b0\b", page.locator("main").first.inner_text())
    assert page.locator("#result_list tbody tr, main tbody tr").count() == 0
    assert witness.faults() == []
    assert "\n".join(look(page)) == ""


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (None, "/acteurs/?q=%00", 400),
        ("accueil", "/admin/actors/user/", 403),
        (None, "/nulle-part/", 404),
        ("agent", "/partenaire/loyer/00000000-0000-0000-0000-000000000000/", 404),
        (None, "/panne/", 500),
    ],
)
def test_an_error_page_can_be_read(page_of, portal, role, path, status) -> None:
    page = page_of(role)
    witness = Witness(page, portal.url)
    assert page.goto(portal.url + path).status == status
    assert witness.faults(expected=status) == []
    assert "\n".join(look(page)) == ""


def test_a_gesture_that_comes_too_late_is_answered_in_words(page_of, portal) -> None:
    page = page_of("instructeur")
    household = portal.first(
        "SELECT h.uid FROM households_accompaniment a JOIN households_household h"
        " ON h.id = a.household_id WHERE a.ended_at IS NULL ORDER BY a.id DESC"
    )
    page.goto(f"{portal.url}/admin/menages/{household}/")
    gesture = page.locator("form[action$='/terminer/']").first.get_attribute("action")
    witness = Witness(page, portal.url)
    # Twice the same form: the second one had stayed open in another tab.
    for status in (200, 409):
        with page.expect_navigation() as answer:
            page.evaluate(
                "address => { const form = document.querySelector('form[method=post]');"
                " form.action = address; form.submit() }",
                gesture,
            )
        assert answer.value.status == status
    assert witness.faults(expected=409) == []
    assert "\n".join(look(page)) == ""


def test_the_maintenance_page_can_be_read(page_of, portal) -> None:
    with served(portal.database, portal.folder, PORTAIL_MAINTENANCE="1") as closed:
        page = page_of(None)
        witness = Witness(page, closed)
        assert page.goto(f"{closed}/assises/").status == 503
        assert witness.faults(expected=503) == []
        assert "\n".join(look(page)) == ""


def test_a_registration_behind_its_link(page_of, portal) -> None:
    page = page_of(None)
    page.goto(f"{portal.url}/assises/{NEXT}/inscription/")
    page.get_by_label("Nom", exact=False).first.fill("Essai")
    page.get_by_label("Prénom").fill("État")
    page.get_by_label("Adresse e-mail").fill("etat@demo.example")
    page.get_by_role("button", name="M’inscrire").click()
    assert "\n".join(look(page)) == ""
    page.goto(portal.url + wait_for_mail(portal.outbox, "etat@demo.example", LINK))
    assert "\n".join(look(page)) == ""


@pytest.mark.parametrize(
    ("role", "path", "row"),
    [
        ("epicerie", "/admin/epicerie/planning/{}/feuille/", "SELECT id FROM epicerie_openingday"),
        (
            "instructeur",
            "/admin/secours-loyer/plans/{}/",
            "SELECT uid FROM secours_loyer_repaymentplan",
        ),
        ("instructeur", "/admin/menages/{}/", "SELECT uid FROM households_household"),
        (None, "/assises/{}/", "SELECT year FROM assises_edition ORDER BY year DESC"),
    ],
)
def test_a_page_on_paper(page_of, portal, role, path, row) -> None:
    page = page_of(role)
    page.goto(portal.url + path.format(portal.first(row)))
    page.emulate_media(media="print")
    assert "\n".join(look(page, themes=("light",), widths=(768,))) == ""
