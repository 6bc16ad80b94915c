from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class KitConfig(AppConfig):
    name = "reims_solidarite.kit"
    label = "kit"
    verbose_name = "Outils communs"

    def ready(self) -> None:
        from reims_solidarite.kit.history import check_history

        register(check_history, Tags.database)
        # pgtrigger draws a model and its neighbours again after each trigger: a third of the time
        # of a first start, although no step sees the triggers of a drawn model.
        steps: tuple[Any, ...] = (AddTrigger, RemoveTrigger)
        for operation in steps:
            operation.state_forwards = _undrawn(operation.state_forwards)


def _undrawn(change: Callable[..., None]) -> Callable[..., None]:
    """The same change of a project's state, but what was drawn of it stays drawn."""

    def state_forwards(operation: Any, app_label: str, state: ProjectState) -> None:
        drawn = vars(state).pop("apps", None)
        change(operation, app_label, state)
        if drawn is not None:
            vars(state)["apps"] = drawn

    return state_forwards
