"""The bench's settings, with letters kept in a folder that is thrown away."""

import os
from pathlib import Path

from reims_solidarite.settings import bench

globals().update({name: value for name, value in vars(bench).items() if name.isupper()})

STORAGES = {
    **bench.STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": Path(os.environ["BENCH_FOLDER"]), "file_permissions_mode": 0o600},
    },
}
