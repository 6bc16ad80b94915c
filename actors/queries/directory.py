"""What the public directory reads."""

from __future__ import annotations

from itertools import islice

from django.core.cache import cache
from django.db.models import Count, Q

from actors.models import Organisation
from actors.models.organisation import OrganisationQuerySet
from actors.themes import Theme
from reims_solidarite.kit.names import folded

COUNTS, COUNTS_SECONDS = "actors.directory.count_by_theme", 600


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
        .filter(themes__overlap=organisation.themes)
        .exclude(pk=organisation.pk)
    )
    after = list(near.filter(sort_key__gte=organisation.sort_key)[:limit])
    missing = limit - len(after)
    before = near.filter(sort_key__lt=organisation.sort_key)[:missing] if missing else ()
    return [*after, *islice(before, missing)]
