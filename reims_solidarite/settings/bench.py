"""The bench's servers: what `make run` serves, on a scratch database, behind a counting WSGI."""

from reims_solidarite.settings.dev import *
