"""The journeys' portal: what `make run` serves, its own folders, and one page that breaks."""

import os
from pathlib import Path

from reims_solidarite.settings import dev

globals().update({name: value for name, value in vars(dev).items() if name.isupper()})

FOLDER = Path(os.environ["JOURNEYS_FOLDER"])
OUTBOX_DIR = FOLDER / "outbox"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FOLDER / "private", "file_permissions_mode": 0o600},
    },
    "staticfiles": dev.STORAGES["staticfiles"],
}
ROOT_URLCONF = "tests.journeys.urls"
