"""Signing in, the quick way: for tests that are about what comes after."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.journeys.outbox import CODE, mails_to, wait_for_mail
from tests.journeys.portal import Portal
from tests.journeys.totp import digits_now


def sign_in(page: Page, portal: Portal, role: str) -> None:
    """As the person would: password and second factor, or the code that was e-mailed."""
    account = portal.accounts[role]
    page.goto(f"{portal.url}/connexion/")
    if account["password"]:
        page.fill("#id_login", account["email"])
        page.fill("#id_password", account["password"])
        page.click("button:has-text('Se connecter')")
        page.fill("#id_code", digits_now(account["totp_secret"]))
    else:
        before = len(mails_to(portal.outbox, account["email"]))
        page.fill("form[action*='code'] input[type=email]", account["email"])
        page.click("button:has-text('Recevoir un code')")
        code = wait_for_mail(portal.outbox, account["email"], CODE, after=before)
        page.fill("#id_code", code)
    with page.expect_navigation():
        page.press("#id_code", "Enter")


def session_of(chromium, portal: Portal, role: str) -> dict:
    """The cookies of that role, signed in once however many tests ask."""
    if role not in portal.sessions:
        context: BrowserContext = chromium.new_context(locale="fr-FR")
        sign_in(context.new_page(), portal, role)
        portal.sessions[role] = context.storage_state()
        context.close()
    return portal.sessions[role]
