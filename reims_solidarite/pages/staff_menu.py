"""The staff's task pages in the menu of the admin: each person sees those their rules open."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.safestring import SafeString

from actors import rules
from actors.models import User
from reims_solidarite.kit.http import declared_rule


@dataclass(frozen=True)
class Task:
    """One entry: what it says, and the URL name it opens (without arguments).

    What is not of everyday use is shown to the administrator alone; its page stays open to others.
    """

    label: str
    url_name: str
    everyday: bool = True


TASKS = (
    Task("Ménages", "households:list"),
    Task("Secours loyer : vue d’ensemble", "secours_loyer:board"),
    Task("Secours loyer : demandes", "secours_loyer:requests"),
    Task("Secours loyer : comptes des bailleurs", "secours_loyer:accounts"),
    Task("Secours loyer : ordres de paiement", "secours_loyer:orders"),
    Task("Secours loyer : lots de paiement", "secours_loyer:batches"),
    Task("Secours loyer : arrêt des paiements", "secours_loyer:payment_stop"),
    Task("Épicerie : planning", "epicerie:planning"),
    Task("Épicerie : remplacements", "epicerie:calls"),
    Task("Épicerie : à appeler", "epicerie:phone_list"),
    Task("Épicerie : présences", "epicerie:sheets"),
    Task("Épicerie : heures de bénévolat", "epicerie:hours"),
    Task("Épicerie : bénévoles", "epicerie:volunteers"),
    Task("Épicerie : engagements des associations", "epicerie:promises"),
    Task("Épicerie : accès des ménages", "epicerie:accesses"),
    Task("Épicerie : stock", "epicerie:stock"),
    Task("Épicerie : caisse", "epicerie:till"),
    Task("Observatoire des besoins", "observatory"),
    Task("Paramètres décidés par le CCAS", "actors:parameters"),
    Task("Aperçus des e-mails", "actors:message_previews"),
    Task("Composants des pages", "catalogue", everyday=False),
)


def tasks_for(user: User) -> list[dict[str, Any]]:
    """Entries in the form that the admin's menu draws; the rule is the page's own."""
    entries = []
    for task in TASKS:
        address = reverse(task.url_name)
        rule = declared_rule(resolve(address).func, task.url_name)
        wanted = task.everyday or rules.ADMINISTRATOR.allows(user)
        if wanted and rule is not None and rule.allows(user):
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


class Menu(list[dict[str, Any]]):
    """The tables and tasks of one set of roles, and how they are drawn: once for each place."""

    def __init__(self, apps: list[dict[str, Any]]) -> None:
        super().__init__(apps)
        entries = [app["app_url"] for app in apps]
        entries += [model["admin_url"] for app in apps for model in app["models"]]
        self._addresses = tuple(address for address in entries if address)
        self._drawn: dict[tuple[str, tuple[str, ...]], SafeString] = {}

    def side(self, path: str) -> SafeString:
        """Beside every page."""
        return self._draw("admin/nav_sidebar.html", path, show_changelinks=False)

    def tables(self, path: str) -> SafeString:
        """On the dashboard."""
        return self._draw("admin/app_list.html", path, show_changelinks=True)

    def _draw(self, template: str, path: str, **how: bool) -> SafeString:
        """Only the entries that the path is at or below are drawn otherwise."""
        place = template, tuple(address for address in self._addresses if address in path)
        if place not in self._drawn:
            context = {"app_list": list(self), "request": SimpleNamespace(path=path), **how}
            self._drawn[place] = render_to_string(template, context)
        return self._drawn[place]
