"""The staff's task pages in the menu of the admin: each person sees those their rules open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import resolve, reverse

from actors.models import User
from reims_solidarite.kit.http import Rule, declared_rule


@dataclass(frozen=True)
class Task:
    """One entry: what it says, and the URL name it opens (without arguments)."""

    label: str
    url_name: str


TASKS = (
    Task("Ménages", "households:list"),
    Task("Secours loyer : vue d’ensemble", "secours_loyer:board"),
    Task("Secours loyer : demandes", "secours_loyer:requests"),
    Task("Secours loyer : comptes des bailleurs", "secours_loyer:accounts"),
    Task("Secours loyer : ordres de paiement", "secours_loyer:orders"),
    Task("Secours loyer : lots de paiement", "secours_loyer:batches"),
    Task("Épicerie : planning", "epicerie:planning"),
    Task("Épicerie : bénévoles", "epicerie:volunteers"),
    Task("Épicerie : accès des ménages", "epicerie:accesses"),
    Task("Épicerie : stock", "epicerie:stock"),
    Task("Épicerie : caisse", "epicerie:till"),
    Task("Observatoire des besoins", "observatory"),
    Task("Paramètres décidés par le CCAS", "actors:parameters"),
    Task("Aperçus des e-mails", "actors:message_previews"),
    Task("Composants des pages", "catalogue"),
)


@cache
def _declared() -> list[tuple[Task, str, Rule]]:
    """Addresses and rules never change while the process lives, and every page draws the menu."""
    found = []
    for task in TASKS:
        address = reverse(task.url_name)
        rule = declared_rule(resolve(address).func, task.url_name)
        if rule is not None:
            found.append((task, address, rule))
    return found


def tasks_for(user: User) -> list[dict[str, Any]]:
    """Entries in the form that the admin's menu draws; the rule is the page's own."""
    entries = []
    for task, address, rule in _declared():
        if rule.allows(user):
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
