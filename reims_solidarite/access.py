"""Rules of the addresses whose views are not ours (allauth, the stock admin), by URL name."""

from actors import rules
from reims_solidarite.account_urls import urlpatterns

_ANYONE = {
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}

TABLE = {
    **{
        str(pattern.name): rules.PUBLIC if pattern.name in _ANYONE else rules.SIGNED_IN
        for pattern in urlpatterns
    },
    "admin:*": rules.STAFF,
    "admin:login": rules.PUBLIC,
}
