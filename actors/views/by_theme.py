"""Who acts on what: the whole network at a glance, one dot for an organisation and a theme."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actors import rules
from actors.models import Organisation
from actors.queries.directory import count_by_theme
from actors.themes import Theme
from reims_solidarite.kit.lists import ListPage

SHORT = {
    Theme.MOBILITY: "Mobilité",
    Theme.LEISURE: "Loisirs, culture",
    Theme.HEALTH: "Santé, alimentation",
    Theme.INTEGRATION: "Insertion",
    Theme.HOUSING: "Logement",
}


class ByTheme(ListPage):
    """Published organisations by type; the themes are the columns."""

    rule = rules.PUBLIC
    template_name = "actors/public/by_theme.html"
    paginate_by = 100

    def rows(self) -> QuerySet[Any]:
        return Organisation.objects.published().order_by("kind", "sort_key", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = [count for _label, count in count_by_theme()]
        themes = [
            {"value": theme.value, "label": theme.label, "short": SHORT[theme], "count": count}
            for theme, count in zip(Theme, counts, strict=True)
        ]
        crumbs = [
            {"label": "Accueil", "url": reverse("home")},
            {"label": "Annuaire", "url": reverse("actors:directory")},
            {"label": "Qui agit sur quoi"},
        ]
        return {**super().get_context_data(**kwargs), "themes": themes, "crumbs": crumbs}
