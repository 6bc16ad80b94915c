"""Every page that a link reaches, for every role: axe, overflow, console, origin; nothing excluded.

The crawl follows the links of the pages as people do, from the landing page of the role. Each view
is looked at once, by the role that meets it first, in both themes at three widths.

Two groups run beside each other: the pages of the staff, and, with the journeys, everybody else's.
What a group leaves to the other is not looked at twice.
"""

from __future__ import annotations

import pytest

from tests.journeys.crawl import ABSENT, crawl
from tests.journeys.people import session_of
from tests.journeys.states import NEXT

pytestmark = [pytest.mark.e2e]
HERE = pytest.mark.xdist_group("pages")
ELSEWHERE = pytest.mark.xdist_group("journeys")

STARTS = {
    None: ["/", ABSENT, "/connexion/", "/connexion/code/", f"/assises/{NEXT}/inscription/envoyee/"],
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
    "administrateur": ["/admin/", "/connexion/quitter/"],
}
LANDINGS = {"epicerie:my_shifts", "actors:partner_home", "admin:index"}
EVERYBODY = {None, "benevole", "agent", "responsable", "bailleur"}
seen: set[str] = set()


def groups() -> list:
    return [pytest.param(role, marks=ELSEWHERE if role in EVERYBODY else HERE) for role in STARTS]


@pytest.mark.parametrize("role", groups())
def test_pages_are_accessible_and_quiet(chromium, portal, role) -> None:
    context = chromium.new_context(
        locale="fr-FR",
        reduced_motion="reduce",
        storage_state=session_of(chromium, portal, role) if role else None,
    )
    if role:
        seen.difference_update(LANDINGS)
    within = "/" if role in EVERYBODY else "/admin/"
    wrong = crawl(context, portal, STARTS[role], seen=seen, within=within)
    context.close()
    assert not wrong, "\n".join(f"{view}: {found}" for view, found in wrong.items())


@HERE
def test_the_crawl_met_the_staffs_pages() -> None:
    assert len(seen) > 80


@ELSEWHERE
def test_the_crawl_met_everybodys_pages() -> None:
    assert len(seen) > 40
