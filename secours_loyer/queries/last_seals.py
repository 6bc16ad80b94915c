"""The last seal of each row: the one that counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models

from secours_loyer.models import MoneySeal


def last_seals(
    model: type[models.Model], keys: Collection[int] | None = None
) -> dict[int, tuple[str, datetime]]:
    """By key of row: its last digest and the instant that it covers; all of them without `keys`."""
    seals = MoneySeal.objects.filter(object_type=model._meta.label_lower)
    if keys is not None:
        seals = seals.filter(object_id__in=keys)
    last = seals.order_by("object_id", "-pk").distinct("object_id")
    return {key: (said, at) for key, said, at in last.values_list("object_id", "digest", "at")}
