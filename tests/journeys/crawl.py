"""Follows the links of the pages as people do, and looks at each view once."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Error

from tests.journeys.looking import look
from tests.journeys.portal import Portal
from tests.journeys.witness import Witness

ABSENT = "/nulle-part/"
MOST_PAGES = 400


def view_of(path: str) -> str | None:
    """The name of the view, or None for what is not a page to look at."""
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path if path == ABSENT else None


def crawl(
    context: BrowserContext,
    portal: Portal,
    starts: list[str],
    *,
    seen: set[str],
    only: Collection[str] = (),
    within: str = "/",
) -> dict[str, list[str]]:
    """The faults of each view met for the first time; with `only`, those views and no other.

    Links that lead outside `within` are not followed.
    """
    page = context.new_page()
    witness = Witness(page, portal.url)
    waiting, wrong = list(starts), {}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        view = view_of(path)
        if view is None or view in seen or (only and view not in only):
            continue
        seen.add(view)
        try:
            answer = page.goto(portal.url + path)
        except Error as error:
            if "Download" in str(error) or "ERR_ABORTED" in str(error):
                continue
            raise
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            if answer and answer.status != 200:
                wrong[f"{view} {path}"] = [f"answers {answer.status}"]
            witness.forget()  # a file has no icon of its own: the browser asks for one by itself
            continue
        found = witness.faults(expected=404 if path == ABSENT else 200)
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        if found := found + look(page):
            wrong[f"{view} {urlsplit(page.url).path}"] = found
        witness.forget()  # axe writes styles that the policy of the page refuses: not the page's
        waiting += [urlsplit(link).path for link in links if link.startswith(portal.url + within)]
    page.close()
    return wrong
