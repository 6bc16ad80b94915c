"""The grocery's messages leave by one door, which knows who prefers the telephone."""

from __future__ import annotations

import ast

from actors.emails.kinds import all_kinds
from epicerie.actions.outbox import BY_PHONE, TO_OFFICES
from tests.architecture.sources import Source, app_sources, calls

DOOR = "epicerie/actions/outbox.py"
MAKES = {"PhoneCall", "PhoneCall.objects.create", "PhoneCall.objects.get_or_create"}
MAKES |= {"PhoneCall.objects.bulk_create", "Message", "Message.objects.create"}


def reaches_out(source: Source) -> list[str]:
    """Imports of the outbox, and rows of the list of calls made by hand."""
    found = [
        f"imports {node.module}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module or "").startswith(("actors.actions.messages", "django.core.mail"))
            or (node.module == "actors.actions" and any(n.name == "messages" for n in node.names))
            or (node.module == "actors.jobs")
        )
    ]
    return found + [f"calls {text}" for _, text in calls(source.tree) if text in MAKES]


def test_one_module_of_the_grocery_writes_messages() -> None:
    sources = [source for source in app_sources() if source.parts[0] == "epicerie"]
    found = {source.name: reaches_out(source) for source in sources}
    assert found.pop(DOOR), "the check must see the one that is allowed"
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_kind_says_what_becomes_of_whoever_prefers_the_telephone() -> None:
    kinds = {kind.name for kind in all_kinds() if kind.name.startswith("epicerie.")}
    assert kinds == set(BY_PHONE) | TO_OFFICES
    assert not set(BY_PHONE) & TO_OFFICES
