"""What the public directory reads."""

from __future__ import annotations

from itertools import islice

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from actors.models import Organisation, Service
from actors.themes import Theme


def directory_rows() -> QuerySet[Organisation]:
    """Published organisations, with the words of their services for the search."""
    text = Concat("name", Value(" "), "description", output_field=TextField())
    words = (
        Service.objects.offered()
        .filter(organisation=OuterRef("pk"))
        .order_by()
        .values("organisation")
        .annotate(words=StringAgg(text, delimiter=" "))
        .values("words")
    )
    return Organisation.objects.published().annotate(
        service_words=Coalesce(Subquery(words), Value(""), output_field=TextField())
    )


def count_by_theme() -> list[tuple[str, int]]:
    """(theme in words, number of published organisations), one query for all themes."""
    counts = Organisation.objects.published().aggregate(
        **{theme.name: Count("pk", filter=Q(themes__contains=[theme.value])) for theme in Theme}
    )
    return [(str(theme.label), counts[theme.name]) for theme in Theme]


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
