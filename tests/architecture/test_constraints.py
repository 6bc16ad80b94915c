"""What must hold whatever the path is in the database, with a name and a sentence in French."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, models
from django.db.models import CheckConstraint, UniqueConstraint

from tests.architecture.sources import OUR_LABELS

# Sequences of plain words; the messages of Django are « La contrainte … n’est pas respectée ».
DJANGO = ("Constraint", "La contrainte")
ENGLISH = re.compile(r"\b(the|must|cannot|is not|should|already|than)\b", re.IGNORECASE)


def our_models() -> list[type[models.Model]]:
    """Written by us: not the event tables, which mirror theirs."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OUR_LABELS and not hasattr(model, "pgh_tracked_model")
    ]
    assert len(found) > 25
    return found


def constraints() -> list[tuple[str, models.BaseConstraint]]:
    return [(m._meta.label, c) for m in our_models() for c in m._meta.constraints]


def speaks(constraint: models.BaseConstraint) -> bool:
    """A unique constraint on plain fields already gets Django's own French sentence."""
    if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
        return not constraint.expressions
    return False


def test_each_constraint_says_what_is_wrong_in_french() -> None:
    found = constraints()
    kinds = {type(constraint) for _, constraint in found}
    assert len(found) > 60
    assert {CheckConstraint, UniqueConstraint, ExclusionConstraint} <= kinds
    silent = [
        f"{label}: {constraint.name}"
        for label, constraint in found
        if not speaks(constraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []
    foreign = [
        f"{constraint.name}: {constraint.violation_error_message}"
        for _, constraint in found
        if ENGLISH.search(str(constraint.violation_error_message))
        and not str(constraint.violation_error_message).startswith(DJANGO)
    ]
    assert foreign == []


def test_constraints_have_names_of_their_own() -> None:
    names = [constraint.name for _, constraint in constraints()]
    assert len(names) == len(set(names))
    assert [
        name for name in names if len(name) > 60 or re.search(r"[A-Z]|_[0-9a-f]{8}$", name)
    ] == []


def test_no_unique_together() -> None:
    """It has neither a name nor a sentence."""
    assert [m._meta.label for m in our_models() if m._meta.unique_together] == []


def test_nothing_disappears_because_something_else_does() -> None:
    """Rows are never deleted by a cascade: who deletes says what."""
    loose = []
    for model in our_models():
        for field in model._meta.local_fields:
            remote = field.remote_field
            if remote is not None and remote.on_delete is not models.PROTECT:
                loose.append(f"{model._meta.label}.{field.name}: {remote.on_delete.__name__}")
    assert loose == []


@pytest.mark.django_db
def test_the_database_holds_what_the_models_promise() -> None:
    """Constraints, triggers and foreign keys are in PostgreSQL, valid, under the same names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname, convalidated FROM pg_constraint")
        held = dict(cursor.fetchall())
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'i'")
        held |= {name: True for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        triggers = {name for (name,) in cursor.fetchall()}
    promised = [constraint.name for _, constraint in constraints()]
    assert [name for name in promised if not held.get(name)] == []
    wanted = {
        trigger.get_pgid(model)
        for model in our_models()
        for trigger in getattr(model._meta, "triggers", [])
    }
    assert len(wanted) > 10
    assert wanted - triggers == set()


def test_money_is_integer_cents() -> None:
    """No float, and no Decimal that would have to be rounded twice."""
    inexact = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField)
    ]
    assert inexact == []


def test_instants_know_their_zone_and_are_not_filled_by_themselves() -> None:
    found = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DateField)
        and (field.auto_now or field.auto_now_add or field.has_default())
    ]
    assert found == []
