"""The rows that the journal names: an act about a request says which rows it wrote.

The journal is chained and its head is kept elsewhere: a row taken away with its seals is still
named there.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TypedDict

from django.db import models

from actors.models import JournalEntry

APP = "secours_loyer"


class Named(TypedDict, total=False):
    """The detail of an act that says which rows it wrote, or nothing."""

    rows: str


def named(*rows: models.Model) -> Named:
    """Details of an act on another row: « declaredtie=12;askedpiece=3,4 »."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[str(row._meta.model_name)].append(str(row.pk))
    if not keys:
        return {}
    return {"rows": ";".join(f"{name}={','.join(keys[name])}" for name in keys)}


def rows_named(labels: set[str]) -> defaultdict[str, set[int]]:
    """By label of model: the keys of the rows that some act is about, or says that it wrote."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    about = JournalEntry.objects.filter(object_type__in=labels).order_by()
    for label, key in about.values_list("object_type", "object_id").distinct().iterator():
        found[label].add(int(key))
    written = JournalEntry.objects.filter(details__has_key="rows").order_by()
    for said in written.values_list("details__rows", flat=True).iterator():
        for part in str(said).split(";"):
            name, _, keys = part.partition("=")
            found[f"{APP}.{name}"].update(map(int, keys.split(",")))
    return found
