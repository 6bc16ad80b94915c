"""After a change of SECRET_KEY: every stored secret is sealed anew, so that the old key may go.

A column that holds a sealed text is called `sealed` or ends in `_sealed`; allauth keeps its own
inside `Authenticator.data`. Stored files bear a keyed digest, which is made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction

from actors.models import StoredFile
from actors.queries.file_seal import file_seal, is_as_kept
from reims_solidarite.kit.secrets import reseal

IN_SECOND_FACTOR = ("secret", "seed")


@dataclass
class Resealed:
    """What was found in one table."""

    table: str
    done: int = 0
    unreadable: int = 0


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of ours that holds sealed texts."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField) and f"_{field.name}".endswith("_sealed"):
                yield model, field.name


@transaction.atomic
def reseal_everything() -> list[Resealed]:
    """Seal every stored secret with today's key. What no known key opens is left and counted."""
    found = [_column(model, name) for model, name in sealed_columns()]
    return [*found, _second_factors()]


def reseal_files() -> Resealed:
    """Stored files sealed under an older key get the seal of today; nothing forged is sealed."""
    count = Resealed(StoredFile._meta.db_table)
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        if not is_as_kept(file):
            count.unreadable += 1
        elif file.seal != (today := file_seal(file)):
            file.seal = today
            file.save(update_fields=["seal"])
            count.done += 1
    return count


def _column(model: type[models.Model], name: str) -> Resealed:
    count = Resealed(model._meta.db_table)
    rows = model._default_manager.select_for_update(of=("self",)).exclude(**{name: ""})
    for row in rows.order_by("pk").iterator():
        try:
            setattr(row, name, reseal(getattr(row, name)))
        except InvalidToken:
            count.unreadable += 1
            continue
        row.save(update_fields=[name])
        count.done += 1
    return count


def _second_factors() -> Resealed:
    count = Resealed(Authenticator._meta.db_table)
    for row in Authenticator.objects.select_for_update(of=("self",)).order_by("pk").iterator():
        kept = [name for name in IN_SECOND_FACTOR if name in row.data]
        try:
            row.data |= {name: reseal(row.data[name]) for name in kept}
        except InvalidToken:
            count.unreadable += 1
            continue
        if kept:
            row.save(update_fields=["data"])
            count.done += 1
    return count
