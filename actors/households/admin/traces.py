"""What the two traces share: found by household number or by person, exported, never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from actors import rules
from actors.households.queries.traces import identifiers_numbered, number_of_household
from actors.queries.people import people_matching
from actors.staff_admin import StaffModelAdmin
from reims_solidarite.kit.http import attach
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.spreadsheets import write_csv

NUMBER = re.compile(r"m\d{7}", re.ASCII)
MOST_EXPORTED = 50_000


class TraceAdmin(StaffModelAdmin):
    """`person`: the field that says who; `columns`: what an export holds."""

    view_rule = rules.AUDITOR
    change_list_template = "admin/traces_list.html"
    person: ClassVar[str]
    columns: ClassVar[Mapping[str, Callable[[Any], Any]]]
    search_fields = ("pk",)
    search_help_text = "Numéro de ménage (un M et sept chiffres), ou nom ou adresse de la personne."
    date_hierarchy = "at"
    exportable = False  # it has its own columns, made for an inquiry

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related(self.person)
        found: QuerySet[Any] = rows.annotate(household_number=number_of_household("household"))
        return found

    @admin.display(description="ménage")
    def number(self, row: Any) -> str:
        return row.household_number or ("ménage effacé" if row.household else "–")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in folded(search_term).split():
            if NUMBER.fullmatch(word):
                queryset = queryset.filter(household__in=identifiers_numbered(word.upper()))
            else:
                queryset = queryset.filter(**{f"{self.person}__in": people_matching(word)})
        return queryset, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.GET.get("format") == "csv" and self.has_view_permission(request):
            return self.export(request)
        kept = request.GET.urlencode()
        context = {
            **(extra_context or {}),
            "trace_query": f"{kept}&format=csv" if kept else "format=csv",
        }
        return super().changelist_view(request, context)

    def export(self, request: HttpRequest) -> HttpResponse:
        """The rows found, as a spreadsheet."""
        asked = request.GET.copy()
        asked.pop("format")
        request.GET = asked  # type: ignore[assignment]
        rows = self.get_changelist_instance(request).get_queryset(request)[:MOST_EXPORTED]
        body = [[read(row) for read in self.columns.values()] for row in rows]
        answer = HttpResponse(write_csv(list(self.columns), body), content_type="text/csv")
        attach(answer, f"{self.opts.model_name}.csv")
        return answer


def paris(row: Any) -> Any:
    """The instant of a trace, on the wall clock of Reims."""
    return localtime(row.at)
