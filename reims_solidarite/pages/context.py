"""What every page's frame needs: the entrances this person may use, and where the page stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from actors import rules

ENTRANCES = (
    ("admin:index", _("Espace CCAS"), rules.STAFF),
    ("actors:partner_home", _("Espace partenaire"), rules.PARTNER),
    ("epicerie:my_shifts", _("Mes créneaux"), rules.VOLUNTEER),
)
MENU = ("actors:directory", "assises:index", "assises:groups", "account_login")
BELOW = "…"


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`nav`: the person's own entrances, in the order they use them; `nav_path`: see below."""
    user = getattr(request, "user", None)
    own: tuple[tuple[str, str], ...] = ()
    if user is not None and user.is_authenticated:
        own = tuple(
            [(_address(name), label) for name, label, rule in ENTRANCES if rule.allows(user)]
        )
    return {"nav": own, "nav_path": menu_path(request.path)}


@cache
def _address(name: str) -> str:
    return reverse(name)


@cache
def _menu() -> tuple[str, ...]:
    """Every address of the menu, the longest first."""
    names = (*MENU, *(name for name, _, _ in ENTRANCES))
    return tuple(sorted((reverse(name) for name in names), key=len, reverse=True))


def menu_path(path: str) -> str:
    """The path as far as the menu tells pages apart, so that all sheets share one drawn menu."""
    for address in _menu():
        if path.startswith(address):
            return address if path == address else address + BELOW
    return ""
