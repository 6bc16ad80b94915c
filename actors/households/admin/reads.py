"""Who saw which household: the access log, for the auditor alone."""

from __future__ import annotations

from django.contrib import admin

from actors.households.admin.traces import TraceAdmin, paris
from actors.households.models import FIELD_CLASS_WORDS
from actors.models import SensitiveRead


def in_words(row: SensitiveRead) -> str:
    """Classes of fields as people call them."""
    return ", ".join(FIELD_CLASS_WORDS.get(code, code) for code in row.classes)


@admin.register(SensitiveRead)
class ReadAdmin(TraceAdmin):
    """« Qui a vu ce dossier ? »: search a household's number."""

    person = "reader"
    list_display = ("at", "reader", "number", "what", "reason", "route")
    list_filter = ("reason",)
    fields = ("at", "reader", "number", "what", "reason", "route")
    readonly_fields = ("number", "what")
    columns = {
        "Quand": paris,
        "Qui": lambda row: str(row.reader),
        "Ménage": lambda row: row.household_number or "",
        "Données lues": in_words,
        "À quel titre": lambda row: row.reason,
        "Page": lambda row: row.route,
    }

    @admin.display(description="données lues")
    def what(self, row: SensitiveRead) -> str:
        return in_words(row)
