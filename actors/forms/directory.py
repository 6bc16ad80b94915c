"""Searching the public directory."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from actors.models import Organisation, OrganisationKind
from actors.models.organisation import OrganisationQuerySet
from actors.themes import Theme


class DirectoryFilter(FilterSet):
    """Words, theme, type. The words are searched by the list page, without accents."""

    q = CharFilter(label="Nom, besoin ou mot", method="searched_by_the_page")
    theme = ChoiceFilter(
        label="Thème", choices=Theme.choices, empty_label="Tous les thèmes", method="about"
    )
    type = ChoiceFilter(
        label="Type d’organisation",
        field_name="kind",
        choices=OrganisationKind.choices,
        empty_label="Tous les types",
    )

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    def searched_by_the_page(
        self, rows: QuerySet[Organisation], name: str, value: Any
    ) -> QuerySet[Organisation]:
        return rows

    def about(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.about(value)


FIELDS = ("q", "theme", "type")
