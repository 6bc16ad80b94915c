"""What waits for a partner: each app registers a panel and its menu entries, in this order.

Apps above this one call `register_panel` and `register_menu` in their `AppConfig.ready`, so that
the partner home shows their work without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from actors.models import User

Panel = Callable[[User, date], dict[str, Any] | None]
Menu = Callable[[User], list[dict[str, Any]]]

_PANELS: list[Panel] = []
_MENUS: list[Menu] = []


def register_panel(panel: Panel) -> None:
    """`panel(user, on)` gives a work list (see `components/work_list.html`), or None: not theirs.

    It costs a constant number of queries, whatever the number of rows.
    """
    if panel not in _PANELS:
        _PANELS.append(panel)


def register_menu(menu: Menu) -> None:
    """`menu(user)` gives menu entries {url, label, icon}; it reads nothing but the user's roles."""
    if menu not in _MENUS:
        _MENUS.append(menu)


def panels_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """The panels that concern this person on a Paris day."""
    made = (panel(user, on) for panel in _PANELS)
    return [panel for panel in made if panel is not None]


def menu_for(user: User) -> list[dict[str, Any]]:
    """The menu of the partner portal for this person."""
    return [entry for menu in _MENUS for entry in menu(user)]


def partner_frame(user: User, *, organisation: object = None) -> dict[str, Any]:
    """What `base/partner.html` needs: the name above the menu, and the menu."""
    if organisation is None and user.memberships:
        names = sorted(m.organisation.name for m in user.memberships)
        organisation = names[0] if len(names) == 1 else f"{len(names)} organisations"
    return {"organisation": organisation, "partner_nav": menu_for(user)}
