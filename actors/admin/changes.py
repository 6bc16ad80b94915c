"""The changes of a row, field by field, drawn for its admin page."""

from __future__ import annotations

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actors.queries.field_history import field_history


def changes_of(obj: models.Model) -> SafeString | str:
    """One line per field changed: when, who, from what, to what."""
    lines = [
        (f"{one.at:%d/%m/%Y}", one.author or "import", one.field, one.before, one.after)
        for one in (field_history(obj) if obj.pk else [])
    ]
    if not lines:
        return "Aucun changement depuis la création."
    drawn = format_html_join("", "<li>{} · {} · {} : « {} » → « {} »</li>", lines)
    return format_html("<ul>{}</ul>", drawn)
