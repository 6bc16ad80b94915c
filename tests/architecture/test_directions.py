"""Who may look at whom: imports by import-linter, foreign keys by walking the models."""

from __future__ import annotations

import subprocess

import pytest
from django.apps import apps
from django.db.models import Model

from tests.architecture.sources import OUR_LABELS, PROJECT

# Each app, and the apps whose rows its own rows may point at (itself included).
MAY_POINT_AT = {
    "kit": {"kit"},
    "actors": {"actors", "kit"},
    "households": {"households", "actors", "kit"},
    "assises": {"assises", "actors", "kit"},
    "epicerie": {"epicerie", "households", "actors", "kit"},
    "secours_loyer": {"secours_loyer", "households", "actors", "kit"},
    "reims_solidarite": set(OUR_LABELS),
}
# Packages that are not ours: the framework's own tables.
FRAMEWORK = {"auth", "contenttypes", "sessions", "pghistory", "mfa", "account", "usersessions"}


def relations(models: list[type[Model]]) -> list[tuple[str, str, str]]:
    """(app, field, app pointed at) for every foreign key, one-to-one and many-to-many."""
    found = []
    for model in models:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.related_model is not None:
                target = field.related_model
                assert not isinstance(target, str), f"{model}: {target} was never found"
                found.append(
                    (
                        model._meta.app_label,
                        f"{model._meta.label}.{field.name}",
                        target._meta.app_label,
                    )
                )
    return found


def climbing(found: list[tuple[str, str, str]]) -> list[str]:
    """Relations that point upwards or sideways."""
    return [
        f"{field} -> {target}"
        for app, field, target in found
        if target not in MAY_POINT_AT[app] | FRAMEWORK
    ]


def test_every_app_has_its_place() -> None:
    ours = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in _packages()}
    assert ours == set(MAY_POINT_AT)


def _packages() -> set[str]:
    from tests.architecture.sources import PACKAGES

    return set(PACKAGES)


def test_foreign_keys_follow_the_directions() -> None:
    models = [m for m in apps.get_models(include_auto_created=True) if _is_ours(m)]
    found = relations(models)
    assert len(models) > 25
    assert len(found) > 40
    assert climbing(found) == []


def _is_ours(model: type[Model]) -> bool:
    return model._meta.app_label in OUR_LABELS


@pytest.mark.parametrize(
    ("app", "target"),
    [
        ("assises", "households"),
        ("epicerie", "secours_loyer"),
        ("secours_loyer", "epicerie"),
        ("actors", "households"),
        ("households", "epicerie"),
    ],
)
def test_a_climbing_key_would_be_seen(app: str, target: str) -> None:
    assert climbing([(app, "Model.field", target)]) == [f"Model.field -> {target}"]


def test_imports_follow_the_directions() -> None:
    """The contracts of `pyproject.toml`, also when only pytest is run."""
    run = subprocess.run(
        [PROJECT / ".venv/bin/lint-imports", "--no-logo", "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert "kept, 0 broken" in run.stdout
