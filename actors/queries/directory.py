"""What the public directory reads."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, IntegerField, Q, QuerySet, Subquery

from actors.models import Organisation, OrganisationKind
from actors.models.organisation import OrganisationQuerySet
from actors.themes import Theme
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.prepared import prepared

COUNTS, COUNTS_SECONDS = "actors.directory.count_by_theme", 600

A_PAGE = 25


class Card(NamedTuple):
    """What the list shows of one organisation: plain values."""

    slug: str
    name: str
    kind: str
    is_demo: bool
    network_role: str
    address: str
    themes: tuple[str, ...]

    @property
    def kind_label(self) -> str:
        return str(OrganisationKind(self.kind).label)

    @property
    def theme_labels(self) -> str:
        """In the nomenclature's order."""
        return ", ".join(str(theme.label) for theme in Theme if theme.value in self.themes)


def card(row: Organisation) -> Card:
    """The card of a whole organisation."""
    shown = (row.slug, row.name, row.kind, row.is_demo, row.network_role, row.address)
    return Card(*shown, tuple(row.themes))


@prepared
def _first_page() -> QuerySet[Any, Any]:
    published = Organisation.objects.published()
    number = published.order_by().values("is_published").annotate(n=Count("pk")).values("n")
    return published.annotate(total=Subquery(number, output_field=IntegerField())).values_list(
        *("slug", "name", "kind", "is_demo", "network_role", "address", "themes", "total")
    )[:A_PAGE]


def first_page() -> tuple[tuple[Card, ...], int]:
    """What the directory opens with, and how many organisations there are: one query."""
    rows = _first_page()
    cards = tuple([Card(a, b, c, d, e, f, tuple(themes)) for a, b, c, d, e, f, themes, _ in rows])
    return cards, rows[0][7] if rows else 0


def directory_rows(typed: str = "") -> OrganisationQuerySet:
    """Published organisations whose sheet or services tell every word typed."""
    rows = Organisation.objects.published()
    for word in folded(typed).split():
        rows = rows.telling(word)
    return rows


def count_by_theme() -> list[tuple[str, int]]:
    """(theme in words, number of published organisations), at most ten minutes old."""
    counts = cache.get_or_set(COUNTS, _counts_now, COUNTS_SECONDS) or {}
    return [(str(theme.label), counts[theme.name]) for theme in Theme]


def _counts_now() -> dict[str, int]:
    """One query for all themes; it reads every published sheet."""
    counts: dict[str, int] = Organisation.objects.published().aggregate(
        **{theme.name: Count("pk", filter=Q(themes__contains=[theme.value])) for theme in Theme}
    )
    return counts


def neighbours(organisation: Organisation, *, limit: int = 6) -> list[Organisation]:
    """Published organisations that share a theme: the next ones by name, then round again.

    Turning round gives each sheet other neighbours; the first ones of the alphabet would
    otherwise be everybody's.
    """
    near = (
        Organisation.objects.published()
        .only("slug", "name", "kind", "network_role")
        .filter(themes__overlap=organisation.themes)
        .exclude(pk=organisation.pk)
    )
    after = list(near.filter(sort_key__gte=organisation.sort_key)[:limit])
    missing = limit - len(after)
    before = near.filter(sort_key__lt=organisation.sort_key)[:missing] if missing else ()
    return [*after, *islice(before, missing)]
