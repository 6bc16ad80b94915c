"""The public directory: the list, and one organisation's sheet."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.forms.directory import FIELDS, DirectoryFilter
from actors.models import Organisation
from actors.parameters import value
from actors.queries.directory import (
    A_PAGE,
    Card,
    card,
    count_by_theme,
    directory_rows,
    first_page,
    neighbours,
)
from actors.queries.sheet import (
    public_neighbours,
    public_services,
    public_sheet,
    published_sheet,
)
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.filter_fields import filter_fields, typed_in
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage


class Directory(ListPage):
    """Published organisations: search without accents, filters, sorts, pages, exports."""

    rule = rules.PUBLIC
    template_name = "actors/public/directory.html"
    filterset_class = DirectoryFilter
    sorts = {
        "nom": ("Nom", ("sort_key",)),
        "type": ("Type", ("kind", "sort_key")),
        "confirmee": ("Confirmée récemment", ("-confirmed_at", "sort_key")),
    }
    columns = {
        "Nom": lambda row: row.name,
        "Sigle": lambda row: row.acronym,
        "Type": lambda row: row.get_kind_display(),
        "Thèmes": lambda row: ", ".join(row.theme_labels),
        "Rôle dans le réseau": lambda row: row.network_role,
        "Adresse": lambda row: row.address,
        "Téléphone": lambda row: row.phone,
        "Adresse e-mail": lambda row: row.email,
        "Site internet": lambda row: row.website,
        "Source": lambda row: row.source,
        "Confirmée le": lambda row: (
            f"{paris_day(row.confirmed_at):%d/%m/%Y}" if row.confirmed_at else ""
        ),
    }
    export_name = "annuaire-solidarite-reims"
    paginate_by = A_PAGE

    def rows(self) -> QuerySet[Any]:
        return directory_rows(self.typed)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Most visits ask for the first page of everything: one prepared query."""
        if request.GET:
            return super().get(request, *args, **kwargs)
        cards, total = first_page()
        paginator = Paginator(cards, A_PAGE)
        paginator.count = total
        context = {
            "object_list": cards,
            "sort": "",
            "paginator": paginator,
            "page_obj": paginator.page(1),
            **self.words(cards, total, kept=""),
        }
        return render(request, self.template_name, context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        cards = tuple(card(row) for row in context["object_list"])
        total = context["paginator"].count
        return {**context, **self.words(cards, total, kept=context["kept"])}

    def words(self, cards: tuple[Card, ...], total: int, *, kept: str) -> dict[str, Any]:
        """What the template shows of one page of results."""
        typed = typed_in(FIELDS, self.request.GET)
        return {
            "cards": cards,
            "total": total,
            "filter_fields": filter_fields(DirectoryFilter, typed),
            "sort_words": SORTS,
            "theme_counts": count_by_theme(),
            "page_query": f"{kept}&" if kept else "",
            "is_filtered": bool(kept),
        }


SORTS = tuple((key, label) for key, (label, _) in Directory.sorts.items())


@ruled(rules.PUBLIC)
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation; what is not published yet exists only for its members and the staff."""
    visible = Organisation.objects.visible_to(request.user)  # type: ignore[arg-type]
    sheet = published_sheet(slug) or get_object_or_404(visible, slug=slug)
    context = {
        "sheet": sheet,
        "shown": public_sheet(sheet),
        "services": public_services(sheet.services.offered()),
        "neighbours": public_neighbours(neighbours(sheet) if sheet.themes else []),
        "correction_address": value("actors.correction_address", on=today()),
        "sheet_address": request.build_absolute_uri(
            reverse("actors:organisation", args=[sheet.slug])
        ),
        "crumbs": [
            {"label": "Accueil", "url": reverse("home")},
            {"label": "Annuaire", "url": reverse("actors:directory")},
            {"label": sheet.name},
        ],
    }
    return render(request, "actors/public/organisation.html", context)
