"""What every page's frame needs: the entrances this person may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from actors import rules


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`nav`: the person's own entrances, in the order they use them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    entrances = [
        ("admin:index", "Espace CCAS", rules.STAFF),
        ("actors:partner_home", "Espace partenaire", rules.PARTNER),
        ("epicerie:my_shifts", "Mes créneaux", rules.VOLUNTEER),
    ]
    return {
        "nav": [
            {"url_name": name, "label": label}
            for name, label, rule in entrances
            if rule.allows(user)
        ]
    }
