"""The journal of acts, for the auditor alone."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from actors.households.admin.traces import TraceAdmin, paris
from actors.households.queries.journal_names import names_of
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


class NamedList(ChangeList):
    """The rows of the page bear the number that people write, read together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        names = names_of(rows)
        for row in rows:
            row.said = names.get((row.object_type, row.object_id), row.object_id)
        self.result_list = rows


@admin.register(JournalEntry)
class JournalAdmin(TraceAdmin):
    """Who did what, when, about whom; no content."""

    person = "actor"
    list_display = ("at", "actor", "act", "thing", "called", "number")
    list_filter = (Part, Act)
    fields = ("at", "actor", "act", "thing", "called", "object_id", "number", "details")
    readonly_fields = ("act", "thing", "called", "number")
    columns = {
        "Quand": paris,
        "Qui": lambda row: str(row.actor or "portail"),
        "Quoi": lambda row: in_words(row.verb),
        "Code": lambda row: row.verb,
        "Sur quoi": lambda row: kind_in_words(row.object_type),
        "Numéro": lambda row: row.object_id,
        "Ménage": lambda row: row.household_number or "",
    }

    def get_changelist(self, request: HttpRequest, **_kwargs: Any) -> type[ChangeList]:
        return NamedList

    @admin.display(description="nom", ordering="object_id")
    def called(self, row: JournalEntry) -> str:
        if (said := getattr(row, "said", None)) is not None:
            return str(said)
        return str(names_of([row]).get((row.object_type, row.object_id), row.object_id))

    @admin.display(description="quoi", ordering="verb")
    def act(self, row: JournalEntry) -> str:
        return in_words(row.verb)

    @admin.display(description="sur quoi", ordering="object_type")
    def thing(self, row: JournalEntry) -> str:
        return kind_in_words(row.object_type)
