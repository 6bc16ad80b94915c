"""The suite: the real stack, a cheap hasher, and every class of bug made loud."""

from pathlib import Path

from reims_solidarite.settings.base import *
from reims_solidarite.settings.database import database

TEST_SURFACE = True
SECRET_KEY = "test-only"  # noqa: S105 - tests only
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DATABASES = {"default": database(pool=False)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OUTBOX_DIR = Path("/tmp/portail-test-outbox")  # noqa: S108 - a throw-away folder is the point
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "journal_heads": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WEBSITE_ADDRESS = "http://testserver"
# A page that asks one query per row fails the test that opens it.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
# Ending a session reads it once more to delete it: Django's own two lookups, never one per row.
# allauth reads an address several times in one sign-in: its code, not ours.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session"},
    {"model": "account.EmailAddress"},
    {"model": "mfa.Authenticator"},
]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
