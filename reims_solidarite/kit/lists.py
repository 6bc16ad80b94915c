"""List pages: search, filter, sort, page, export; the same few queries for 1 row or 10,000.

A subclass gives the rows, the words that may be searched and the sorts; nothing a user types
reaches the ORM but through these names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.views.generic import ListView

from reims_solidarite.kit.http import attach
from reims_solidarite.kit.names import Unaccent, folded
from reims_solidarite.kit.spreadsheets import CellValue, write_csv, write_xlsx

MAX_SEARCH = 80


def matching(rows: QuerySet[Any], typed: str, fields: Sequence[str]) -> QuerySet[Any]:
    """The rows where each word that was typed is in one of the fields, accents aside."""
    for number, word in enumerate(folded(typed).split()):
        names = {f"folded_{number}_{field}": field for field in fields}
        rows = rows.annotate(**{key: Lower(Unaccent(f)) for key, f in names.items()})
        matches = Q()
        for key in names:
            matches |= Q(**{f"{key}__contains": word})
        rows = rows.filter(matches)
    return rows


class ListPage(ListView):  # type: ignore[type-arg]
    """`rows()` is the only thing a subclass must define."""

    search: ClassVar[Sequence[str]] = ()
    sorts: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]] = {}
    filterset_class: ClassVar[Any] = None
    columns: ClassVar[Mapping[str, Callable[[Any], CellValue]]] = {}
    export_name: ClassVar[str] = "liste"
    paginate_by = 25
    max_export = 20_000

    def rows(self) -> QuerySet[Any]:
        """The rows this user may see, with what the page needs already joined."""
        raise NotImplementedError

    def rows_shown(self, rows: Sequence[Any]) -> None:
        """Called with what is about to be shown or exported (access log)."""

    @property
    def typed(self) -> str:
        return self.request.GET.get("q", "").strip()[:MAX_SEARCH]

    def get_queryset(self) -> QuerySet[Model]:
        rows = self.rows()
        if self.filterset_class is not None:
            self.filterset = self.filterset_class(self.request.GET, queryset=rows)
            rows = self.filterset.qs if self.filterset.is_valid() else rows
        rows = matching(rows, self.typed, self.search)
        chosen = self.request.GET.get("tri", "")
        if chosen.lstrip("-") in self.sorts:
            fields = self.sorts[chosen.lstrip("-")][1]
            if chosen.startswith("-"):
                fields = tuple(f[1:] if f.startswith("-") else f"-{f}" for f in fields)
            rows = rows.order_by(*fields, "pk")
        return rows

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """A page number out of range shows the nearest page instead of an error."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        shown = list(page.object_list)
        page.object_list = shown
        self.rows_shown(shown)
        return paginator, page, shown, page.has_other_pages()

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("format")
        if self.columns and wanted in {"csv", "xlsx"}:
            return self.export(wanted)
        return super().get(request, *args, **kwargs)

    def export(self, wanted: str) -> HttpResponse:
        """The whole filtered list as a spreadsheet, formula-safe."""
        rows = list(self.get_queryset()[: self.max_export])
        self.rows_shown(rows)
        header = list(self.columns)
        body = [[read(row) for read in self.columns.values()] for row in rows]
        write, media = (
            (write_csv, "text/csv; charset=utf-8")
            if wanted == "csv"
            else (
                write_xlsx,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            )
        )
        response = HttpResponse(write(header, body), content_type=media)
        attach(response, f"{self.export_name}.{wanted}")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`kept` is the query string without page and sort, for the links of the page."""
        context = super().get_context_data(**kwargs)
        kept = self.request.GET.copy()
        kept.pop("page", None)
        sort = kept.pop("tri", [""])[-1]
        return {
            **context,
            "typed": self.typed,
            "sort": sort,
            "sorts": {key: label for key, (label, _) in self.sorts.items()},
            "kept": kept.urlencode(),
            "exportable": bool(self.columns),
            "filterset": getattr(self, "filterset", None),
        }
