"""What `make run` uses: production's server on one machine, with the demo's doors open."""

import os

from reims_solidarite.settings.base import *
from reims_solidarite.settings.database import database

TEST_SURFACE = True
SECRET_KEY = "demo-only-key-this-machine-holds-no-real-person"  # noqa: S105 - demo data only
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
DATABASES = {"default": database(pool=os.environ.get("PORTAIL_POOL", "1") == "1")}
EMAIL_BACKEND = "reims_solidarite.kit.outbox_backend.EmlBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WEBSITE_ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"
