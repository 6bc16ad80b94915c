"""What concerns persons is classed field by field, and read only through `visible_to`."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.sources import OUR_LABELS, Source, app_sources

CLASSES = {
    "identity",
    "housing",
    "resources",
    "notes",
    "debts",
    "eviction",
    "health",
    "bank",
    "content",
    "technical",
}
# Rows about persons or in free text, whatever their app calls them.
PERSONAL_NAMES = {"first_name", "last_name", "email", "phone", "birth_date", "iban", "address"}
# Models that hold organisations or published names only: nobody is hidden behind them.
PUBLISHED = {
    "actors.Organisation": "published sheet of an organisation",
    "actors.Service": "published sheet of a service",
    "assises.Speaker": "names printed on the public programme",
}
# (file, expression): why these rows need no `visible_to`.
SCOPED_OTHERWISE: dict[tuple[str, str], str] = {
    (
        "actors/forms/accounts.py",
        "User.objects.filter",
    ): "the administrator names an account by its address, to give it a role",
    (
        "actors/staff_admin.py",
        "JournalEntry.objects.filter",
    ): "the history of one row, on a page that its own rule opened",
}


def our_models() -> list[type[models.Model]]:
    found = [
        model
        for model in apps.get_models()
        if model._meta.app_label in OUR_LABELS and not hasattr(model, "pgh_tracked_model")
    ]
    assert len(found) > 25
    return found


def unclassed(model: type[models.Model]) -> set[str]:
    """Fields that no class lists, and listed names that are no field."""
    classes: dict[str, tuple[str, ...]] = model.FIELD_CLASSES  # type: ignore[attr-defined]
    assert set(classes) <= CLASSES, (model, set(classes) - CLASSES)
    listed = [name for names in classes.values() for name in names]
    assert len(listed) == len(set(listed)), (model, "a field has one class")
    fields = {field.name for field in model._meta.local_fields}
    return fields ^ set(listed)


def test_every_field_about_a_person_is_classed() -> None:
    classed = [model for model in our_models() if hasattr(model, "FIELD_CLASSES")]
    assert len(classed) >= 15
    assert {m._meta.label: unclassed(m) for m in classed if unclassed(m)} == {}


def test_no_model_with_personal_data_is_forgotten() -> None:
    suspects = {
        model._meta.label
        for model in our_models()
        if not hasattr(model, "FIELD_CLASSES")
        and {field.name for field in model._meta.local_fields} & PERSONAL_NAMES
    }
    assert suspects - set(PUBLISHED) == set()
    assert set(PUBLISHED) <= {model._meta.label for model in our_models()}


def sensitive() -> dict[str, type[models.Model]]:
    """Class name -> model, for every model with classed fields."""
    return {model.__name__: model for model in our_models() if hasattr(model, "FIELD_CLASSES")}


def is_own(call: ast.Call) -> bool:
    """`volunteer__user=request.user`: the rows of the very person who asks."""
    return any(
        ast.unparse(keyword.value) in {"user", "request.user", "self.request.user"}
        for keyword in call.keywords
    )


def is_scoped(model: type[models.Model], expression: list[ast.expr]) -> bool:
    """Does `Model.objects.….…` say for whom it reads?

    A model with `visible_to` must use it. The parts of a file (members, charges…) have none:
    they are reached from their file, by its key or by a prefetch on it.
    """
    calls = [node for node in expression if isinstance(node, ast.Call)]
    words = {node.attr for node in expression if isinstance(node, ast.Attribute)}
    if "visible_to" in words or "none" in words:
        return True
    if any(ast.unparse(call.func) == "Prefetch" or is_own(call) for call in calls):
        return True
    if hasattr(model._default_manager.all(), "visible_to"):
        return False
    keys = {field.name for field in model._meta.local_fields if field.is_relation}
    return any(
        (keyword.arg or "").split("__")[0] in keys for call in calls for keyword in call.keywords
    )


def unscoped(source: Source) -> list[tuple[str, str]]:
    """Expressions that read a sensitive model without saying for whom."""
    known = sensitive()
    parents = {
        child: parent for parent in ast.walk(source.tree) for child in ast.iter_child_nodes(parent)
    }
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            if not (isinstance(node.value, ast.Name) and node.value.id in known):
                continue
            expression: list[ast.expr] = [node]
            while isinstance(parent := parents.get(expression[-1]), ast.Attribute | ast.Call):
                expression.append(parent)
            if not is_scoped(known[node.value.id], expression):
                word = expression[1].attr if isinstance(expression[1], ast.Attribute) else ""
                found.append((source.name, f"{node.value.id}.objects.{word}"))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("get_object_or_404", "get_list_or_404")
        ):
            first = node.args[0]
            if isinstance(first, ast.Name) and first.id in known and not is_own(node):
                found.append((source.name, f"get_object_or_404({first.id}"))
    return found


def test_pages_read_sensitive_rows_through_visible_to() -> None:
    pages = [s for s in app_sources() if s.floor in {"views", "admin", "forms", "staff_admin"}]
    assert len(pages) > 30
    found = {fault for source in pages for fault in unscoped(source)}
    assert found - set(SCOPED_OTHERWISE) == set()
    assert set(SCOPED_OTHERWISE) <= found, "an exception that nobody needs any more"


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("Household.objects.get(pk=1)", 1),
        ("get_object_or_404(Household, pk=1)", 1),
        ("Household.objects.filter(a=1).visible_to(user)", 0),
        ("get_object_or_404(Household.objects.visible_to(user), pk=1)", 0),
        ("get_object_or_404(Household.objects.order_by('pk'), pk=1)", 1),
        ("Edition.objects.get(pk=1)", 0),
        ("get_object_or_404(Volunteer, user=request.user)", 0),
        ("get_object_or_404(Volunteer, pk=pk)", 1),
        ("Housing.objects.filter(household=household).first()", 0),
        ("Household.objects.prefetch_related(Prefetch('members', Person.objects.all()))", 1),
        ("Housing.objects.filter(district='Centre')", 1),
    ],
)
def test_a_leak_would_be_seen(code: str, faults: int, tmp_path: object) -> None:
    class Made(Source):
        tree = ast.parse(code)
        name = "made_up.py"

    assert len(unscoped(Made(path=None))) == faults  # type: ignore[arg-type]
