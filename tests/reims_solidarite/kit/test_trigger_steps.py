"""A step of a migration that puts up or takes down a trigger draws no model again."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def triggers(state: ProjectState) -> list[str]:
    return [trigger.name for trigger in state.models["kit", "row"].options["triggers"]]


def test_the_state_knows_the_trigger_and_what_was_drawn_stays() -> None:
    state = ProjectState()
    state.add_model(ModelState("kit", "row", [("id", models.AutoField(primary_key=True))]))
    drawn = state.apps.get_model("kit", "row")
    wall = pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)
    AddTrigger("row", wall).state_forwards("kit", state)
    assert triggers(state) == ["kept"]
    assert state.apps.get_model("kit", "row") is drawn
    RemoveTrigger("row", "kept").state_forwards("kit", state)
    assert triggers(state) == []
    assert state.apps.get_model("kit", "row") is drawn


def test_a_state_that_nobody_drew_is_not_drawn() -> None:
    state = ProjectState()
    state.add_model(ModelState("kit", "row", [("id", models.AutoField(primary_key=True))]))
    AddTrigger("row", pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)).state_forwards(
        "kit", state
    )
    assert triggers(state) == ["kept"]
    assert "apps" not in vars(state)
