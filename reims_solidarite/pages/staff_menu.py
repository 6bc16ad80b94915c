"""The staff's task pages in the menu of the admin: each person sees those their rules open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import resolve, reverse

from actors.models import User
from reims_solidarite.kit.http import declared_rule


@dataclass(frozen=True)
class Task:
    """One entry: what it says, and the URL name it opens (without arguments)."""

    label: str
    url_name: str


TASKS = (
    Task("Ménages", "households:list"),
    Task("Composants des pages", "catalogue"),
)


def tasks_for(user: User) -> list[dict[str, Any]]:
    """Entries in the form that the admin's menu draws; the rule is the page's own."""
    entries = []
    for task in TASKS:
        address = reverse(task.url_name)
        rule = declared_rule(resolve(address).func, task.url_name)
        if rule is not None and rule.allows(user):
            entries.append(
                {
                    "name": task.label,
                    "object_name": task.url_name,
                    "admin_url": address,
                    "add_url": None,
                    "view_only": True,
                    "perms": {"view": True, "add": False, "change": False, "delete": False},
                }
            )
    return entries
