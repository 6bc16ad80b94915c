"""Settings shared by every environment; the three others only say what differs."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

PROJECT = Path(__file__).resolve().parent.parent.parent
VAR = PROJECT / "var"

DEBUG = False
# Clock, failpoints, file outbox and demo accounts exist only where this is True (never in prod).
TEST_SURFACE = False
MAINTENANCE = os.environ.get("PORTAIL_MAINTENANCE", "") not in {"", "0"}

INSTALLED_APPS = [
    "reims_solidarite.kit",
    "actors",
    "actors.households",
    "assises",
    "epicerie",
    "secours_loyer",
    "reims_solidarite",
    "reims_solidarite.admin.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "localflavor",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "sequences",
]

MIDDLEWARE = [
    "reims_solidarite.kit.http.Isolation",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reims_solidarite.kit.http.FixedPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "reims_solidarite.middleware.Maintenance",
    "reims_solidarite.middleware.Refusals",
    "reims_solidarite.kit.http.SafeInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "reims_solidarite.kit.http.NoStore",
    "reims_solidarite.middleware.SessionAge",
    "reims_solidarite.middleware.SecondFactor",
    "reims_solidarite.kit.http.DefaultDeny",
    "reims_solidarite.kit.http.ReadOnlyGet",
]

ROOT_URLCONF = "reims_solidarite.urls"
WSGI_APPLICATION = "reims_solidarite.wsgi.application"
ASGI_APPLICATION = "reims_solidarite.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["reims_solidarite.kit.templatetags.french"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reims_solidarite.pages.context.surroundings",
            ],
        },
    },
]
# In the session, not in a cookie of its own: what is said may name somebody.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# One Paris day for everyone: stored in UTC, shown and counted in Europe/Paris.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PROJECT / "static"]
STATIC_ROOT = VAR / "staticfiles"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "private", "file_permissions_mode": 0o600},
    },
    # Production points it at a place the portal's machine cannot take back (see operations.md).
    "journal_heads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": os.environ.get("JOURNAL_HEADS_DIR", VAR / "journal-heads"),
            "file_permissions_mode": 0o600,
        },
    },
    "staticfiles": {"BACKEND": "reims_solidarite.kit.static_storage.RememberedAddresses"},
}
JOURNAL_HEAD_ADDRESS = ""
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1200
DATA_UPLOAD_MAX_NUMBER_FILES = 12

AUTH_USER_MODEL = "actors.User"
AUTHENTICATION_BACKENDS = ["actors.backend.AuthenticationBackend"]
PASSWORD_HASHERS = ["reims_solidarite.kit.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "actors.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "actors.forms.login.RequestCodeForm",
    "confirm_login_code": "actors.forms.login.ConfirmCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Nothing is sent to an unknown address; asked all the same, so that it costs as much (adapter).
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "actors.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Solidarité Reims"
MFA_FORMS = {
    "authenticate": "actors.forms.second_factor.SignInCodeForm",
    "reauthenticate": "actors.forms.second_factor.ConfirmCodeForm",
}
# Failures are counted by account and address together (see the adapter) and by address alone, so
# that nobody locks the true owner out; a whole office that signs in at nine o'clock is no attack.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "10/15m/ip,10/15m/key",
    "request_login_code": "120/15m/ip,5/15m/key",
    "reset_password": "20/15m/ip,5/15m/key",  # pragma: allowlist secret
    "reset_password_from_key": "10/15m/ip",  # pragma: allowlist secret
    "reauthenticate": "10/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0

SESSION_ENGINE = "reims_solidarite.kit.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
STAFF_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "reims_solidarite.pages.views.errors.csrf_failure"

# allauth's rate limits live in the cache: one count for every process, so it is PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Django's default of 300 rows would let anybody push a counter out by making others.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

DEFAULT_FROM_EMAIL = "Solidarité Reims <ne-pas-repondre@solidarite.reims.example>"
OUTBOX_DIR = VAR / "outbox"

PROCRASTINATE_IMPORT_PATHS = [
    "actors.jobs",
    "actors.nightly",
    "assises.jobs",
    "epicerie.jobs",
    "epicerie.contact_jobs",
    "epicerie.register_jobs",
]
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
ACCESS_TABLE = "reims_solidarite.access.TABLE"
