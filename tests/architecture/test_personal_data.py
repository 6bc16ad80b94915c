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
# Reading these without saying for whom is how a leak begins.
SENSITIVE = {
    "Household",
    "Person",
    "HouseholdMember",
    "Housing",
    "Resource",
    "Charge",
    "Accompaniment",
    "Contact",
    "Registration",
    "RentRequest",
    "Decision",
    "Landlord",
    "BankAccount",
    "Order",
    "PaymentOrder",
    "PaymentBatch",
    "Batch",
    "Plan",
    "RepaymentPlan",
    "Access",
    "Referral",
    "Sale",
    "StoredFile",
    "Message",
    "SensitiveRead",
    "JournalEntry",
}
# (file, expression): why these rows need no `visible_to`.
SCOPED_OTHERWISE: dict[tuple[str, str], str] = {
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


def unscoped(source: Source) -> list[tuple[str, str]]:
    """Expressions that read a sensitive model without saying for whom."""
    parents = {
        child: parent for parent in ast.walk(source.tree) for child in ast.iter_child_nodes(parent)
    }
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            if not (isinstance(node.value, ast.Name) and node.value.id in SENSITIVE):
                continue
            chain, words = node, []
            while isinstance(parents.get(chain), ast.Attribute | ast.Call):
                parent = parents[chain]
                if isinstance(parent, ast.Call) and parent.func is not chain:
                    break
                if isinstance(parent, ast.Attribute):
                    words.append(parent.attr)
                chain = parent
            if "visible_to" not in words and not (set(words) & {"none", "model"}):
                found.append((source.name, f"{node.value.id}.objects.{'.'.join(words[:1])}"))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("get_object_or_404", "get_list_or_404")
        ):
            first = node.args[0]
            if isinstance(first, ast.Name) and first.id in SENSITIVE:
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
    ],
)
def test_a_leak_would_be_seen(code: str, faults: int, tmp_path: object) -> None:
    class Made(Source):
        tree = ast.parse(code)
        name = "made_up.py"

    assert len(unscoped(Made(path=None))) == faults  # type: ignore[arg-type]
