"""What the server of `another_process` imports before it forks: the whole portal."""

from __future__ import annotations

import django

django.setup()

import reims_solidarite.urls  # noqa: E402, F401 - the settings must be read first
