"""The portal's models and database; `wsgi` takes the middleware away."""

from pathlib import Path

from reims_solidarite.settings.bench import *  # noqa: F403 - as settings do

ROOT_URLCONF = "tests.bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": []},
    }
]
