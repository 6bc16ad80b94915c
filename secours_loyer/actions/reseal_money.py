"""After a change of SECRET_KEY: rows sealed under an older key get a seal under today's. The older
key may then go, and no row of before is named as tampered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from actors.actions.reseal import Resealed
from secours_loyer.actions.doors import seal, seal_gone
from secours_loyer.queries.last_seals import last_seals
from secours_loyer.queries.seal import SEALED, digest, digest_gone, matches, taken_away

AT_ONCE = 500


def reseal_money(*, at: datetime) -> list[Resealed]:
    """What no known key seals as it stands is left and counted: nothing forged is sealed anew."""
    return [_table(model, at=at) for model in SEALED]


def _table(model: type[models.Model], *, at: datetime) -> Resealed:
    count = Resealed(model._meta.db_table)
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        _rows(model, keys[start : start + AT_ONCE], count, at=at)
    _gone(model, set(keys), count, at=at)
    return count


@transaction.atomic
def _rows(model: type[models.Model], keys: Sequence[int], count: Resealed, *, at: datetime) -> None:
    """Held one chunk at a time: an act waits a moment, and seals after us."""
    held = model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys)
    rows, old = list(held.order_by("pk")), []
    seals = last_seals(model, keys)
    for row in rows:
        said, sealed_at = seals.get(row.pk, ("", at))
        if not matches(row, said, sealed_at):
            count.unreadable += 1
        elif said != digest(row, sealed_at):
            old.append(row)
    seal(*old, at=at)
    count.done += len(old)


def _gone(model: type[models.Model], there: set[int], count: Resealed, *, at: datetime) -> None:
    """Rows that an action took away keep a seal that says so."""
    old = []
    for key, (said, sealed_at) in last_seals(model).items():
        if key in there:
            continue
        row = model(pk=key)
        if not taken_away(model._meta.label_lower, key, said, sealed_at):
            count.unreadable += 1
        elif said != digest_gone(row, sealed_at):
            old.append(row)
    seal_gone(*old, at=at)
    count.done += len(old)
