"""The journal of acts, for the auditor alone."""

from __future__ import annotations

from django.contrib import admin

from actors.households.admin.traces import TraceAdmin, paris
from actors.models import JournalEntry


@admin.register(JournalEntry)
class JournalAdmin(TraceAdmin):
    """Who did what, when, about whom; no content."""

    person = "actor"
    list_display = ("at", "actor", "verb", "object_type", "object_id", "number")
    list_filter = ("verb",)
    fields = ("at", "actor", "verb", "object_type", "object_id", "number", "details")
    readonly_fields = ("number",)
    columns = {
        "Quand": paris,
        "Qui": lambda row: str(row.actor or "portail"),
        "Quoi": lambda row: row.verb,
        "Sur quoi": lambda row: row.object_type,
        "Numéro": lambda row: row.object_id,
        "Ménage": lambda row: row.household_number or "",
    }
