"""Where allauth meets the portal: closed sign-up, role-aware redirects, kept e-mails."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse

from actors import rules
from actors.models import Message, User
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.secrets import seal, unseal

# What these e-mails hold opens an account: the stored copy keeps the fact, not the secret.
SECRET_MAIL = ("account/email/login_code", "account/email/password_reset")


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
        """Send at once (the person waits for it) and keep what was sent, without its secret."""
        mail = self.render_mail(template_prefix, email, context)
        mail.send()
        secret = template_prefix.startswith(SECRET_MAIL)
        at = now()
        Message.objects.create(
            kind=template_prefix.replace("account/email/", "compte."),
            recipient=User.objects.filter(email=email.lower()).first(),
            address=email,
            subject=str(mail.subject)[:200],
            text="(code masqué)" if secret else str(mail.body),
            dedupe_key=f"compte:{uuid.uuid4()}",
            created_at=at,
            sent_at=at,
            attempts=1,
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second-factor secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
