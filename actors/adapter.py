"""Where allauth meets the portal: closed sign-up, role-aware redirects, kept e-mails."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from actors import rules
from actors.actions.account_mail import queue_account_mail
from actors.models import User
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.secrets import seal, unseal

# What opens an account: the stored copy of the e-mail holds a mark in its place.
SECRETS = ("code", "password_reset_url")
UNKNOWN_ACCOUNT = "account/email/unknown_account"


def landing_page(user: User) -> str:
    """The first page a person wants: theirs."""
    if user.is_staff:
        return reverse("admin:index")
    if rules.PARTNER.allows(user):
        return reverse("actors:partner_home")
    if rules.VOLUNTEER.allows(user):
        return reverse("epicerie:my_shifts")
    return reverse("home")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account and address: a stranger cannot lock the owner out."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_page(request.user)  # type: ignore[arg-type]

    def format_email_subject(self, subject: str) -> str:
        return f"Solidarité Reims – {subject.strip()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it. To an unknown address nothing leaves, but the same work is done."""
        unknown = template_prefix == UNKNOWN_ACCOUNT
        kind = "login_code" if unknown else template_prefix.removeprefix("account/email/")
        if unknown:
            context = {**context, "code": self.generate_login_code()}
        at = now()
        mail = self.render_mail(f"account/email/{kind}", email, context)
        queue_account_mail(
            f"compte.{kind}",
            address=email,
            subject=str(mail.subject),
            text=str(mail.body),
            secret=str(next((context[name] for name in SECRETS if name in context), "")),
            at=at,
            pretend=unknown,
        )
        if unknown:
            # What was taken back never reached the disk; this row does, as the known one's would.
            cache.set(UNKNOWN_ACCOUNT, at.isoformat(), 60)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second-factor secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
