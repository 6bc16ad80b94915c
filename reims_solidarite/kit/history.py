"""A database whose recorded steps are not those of this code is said so, and left as it is.

Django passes over what it does not know: it would leave an app out when only some of the steps that
one migration replaces were taken, and serve pages on columns that a later version made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

ASIDE = (
    "Cette base vient d’une autre version du portail : rien n’y a été changé. Étapes qui ne vont"
    " pas avec ce code : {steps}."
)
ANEW = (
    "Sur votre poste : « make reset » efface les données locales, « make run » en prépare de"
    " nouvelles. Pour garder une base : docs/operations.md, « A new version »."
)
NAMED = 5


def strange_steps() -> list[str]:
    """Recorded steps of our apps that no migration knows, or that one replaces only in part."""
    recorded = {key for key in MigrationRecorder(connection).applied_migrations() if _ours(key[0])}
    steps = MigrationLoader(None).disk_migrations
    strange = recorded - set(steps)
    for step in steps.values():
        replaced = set(step.replaces)
        if replaced <= recorded:
            strange -= replaced
    return [f"{app}.{name}" for app, name in sorted(strange)]


def _ours(label: str) -> bool:
    """An app whose package is a folder of the project; steps of apps that are gone are nobody's."""
    app = apps.app_configs.get(label)
    return app is not None and (settings.PROJECT / app.name.split(".")[0]).is_dir()


def said_of(steps: list[str]) -> str:
    more = f" et {len(steps) - NAMED} autres" if len(steps) > NAMED else ""
    return ASIDE.format(steps=", ".join(steps[:NAMED]) + more)


def check_history(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """For `migrate`, which asks the checks of the database before it begins."""
    steps = strange_steps() if databases else []
    return [Error(said_of(steps), hint=ANEW, id="portail.E001")] if steps else []
