"""Production: nothing secret has a default; a missing variable stops the start."""

import os

from reims_solidarite.settings.base import *
from reims_solidarite.settings.database import database

SECRET_KEY = os.environ["SECRET_KEY"]
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
WEBSITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# The embedded server has fsync off: production never falls back to it.
os.environ["DATABASE_URL"]
DATABASES = {"default": database(pool=True)}

EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
# A mail server that stops answering must not hold a worker, and the rows of its message, for ever.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]
# The journal's chain proves nothing against whoever holds this machine, unless its heads leave it.
JOURNAL_HEAD_ADDRESS = os.environ.get("JOURNAL_HEAD_ADDRESS", "")

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
