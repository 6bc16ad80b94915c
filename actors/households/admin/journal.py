"""The journal of acts, for the auditor alone."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from actors.households.admin.traces import TraceAdmin, paris
from actors.journal_words import PARTS, in_words
from actors.models import JournalEntry
from actors.queries.journal_acts import acts_of


class Part(admin.SimpleListFilter):
    """Which part of the portal the act belongs to."""

    title = "partie"
    parameter_name = "partie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(PARTS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        part = self.value()
        return queryset.filter(object_type__startswith=f"{part}.") if part else queryset


class Act(admin.SimpleListFilter):
    """Which act, in words; offered once a part is chosen, all together they are too many."""

    title = "acte"
    parameter_name = "acte"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        part = request.GET.get(Part.parameter_name)
        if part not in PARTS:
            return []
        return sorted(((verb, in_words(verb)) for verb in acts_of(part)), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


def kind_in_words(label: str) -> str:
    """« secours_loyer.batch » → « lot »."""
    app, _, model = label.partition(".")
    try:
        return str(apps.get_model(app, model)._meta.verbose_name)
    except LookupError:
        return label


@admin.register(JournalEntry)
class JournalAdmin(TraceAdmin):
    """Who did what, when, about whom; no content."""

    person = "actor"
    list_display = ("at", "actor", "act", "thing", "object_id", "number")
    list_filter = (Part, Act)
    fields = ("at", "actor", "act", "thing", "object_id", "number", "details")
    readonly_fields = ("act", "thing", "number")
    columns = {
        "Quand": paris,
        "Qui": lambda row: str(row.actor or "portail"),
        "Quoi": lambda row: in_words(row.verb),
        "Code": lambda row: row.verb,
        "Sur quoi": lambda row: kind_in_words(row.object_type),
        "Numéro": lambda row: row.object_id,
        "Ménage": lambda row: row.household_number or "",
    }

    @admin.display(description="quoi", ordering="verb")
    def act(self, row: JournalEntry) -> str:
        return in_words(row.verb)

    @admin.display(description="sur quoi", ordering="object_type")
    def thing(self, row: JournalEntry) -> str:
        return kind_in_words(row.object_type)
