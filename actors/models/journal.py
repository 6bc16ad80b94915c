"""The journal of acts: who did what, when, about whom; no content, append-only, hash-chained.

The chain is sealed by a deferred trigger when the transaction commits: at that point every row
lock is held already, so waiting for the chain's lock cannot deadlock, and no path of code (nor a
raw INSERT) can leave an entry out. `actors.queries.journal_check` re-computes it.
"""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from reims_solidarite.kit.walls import Wall, append_only

CANONICAL = (
    "concat_ws('|', {row}.id, to_char({row}.at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS'),"
    " coalesce({row}.actor_id::text, '-'), {row}.verb, {row}.object_type, {row}.object_id,"
    " coalesce({row}.household::text, '-'), {row}.details::text)"
)
CHAIN_LOCK = 7_203_001

SEAL = f"""
    PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
    SELECT digest INTO before FROM actors_journalseal ORDER BY position DESC LIMIT 1;
    before := coalesce(before, repeat('0', 64));
    INSERT INTO actors_journalseal (entry_id, previous, digest) VALUES (
        NEW.id, before,
        encode(sha256(convert_to(before || '|' || {CANONICAL.format(row="NEW")}, 'UTF8')), 'hex'));
    RETURN NULL;
"""  # noqa: S608 - made of constants of this module


class JournalEntry(models.Model):
    """One act. `details` holds codes and numbers only: never a name, an amount due, or a note."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            "id",
            "at",
            "actor",
            "verb",
            "object_type",
            "object_id",
            "household",
            "details",
        ),
    }

    at = models.DateTimeField("quand")
    actor = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="qui"
    )
    verb = models.CharField("quoi", max_length=80)
    object_type = models.CharField("sur quoi", max_length=60)
    object_id = models.CharField("numéro", max_length=40)
    household = models.UUIDField("ménage", null=True)
    details = models.JSONField("précisions", default=dict)

    class Meta:
        verbose_name = "acte du journal"
        verbose_name_plural = "journal des actes"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["household", "-at"], name="journal_household"),
            models.Index(fields=["object_type", "object_id"], name="journal_object"),
            models.Index(fields=["actor", "-at"], name="journal_actor"),
            models.Index(fields=["-at", "-id"], name="journal_at"),
        ]
        triggers = [
            *append_only("journal_append_only"),
            Wall(
                name="journal_seal",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                declare=[("before", "text")],
                func=SEAL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class JournalSeal(models.Model):
    """The chain: each digest covers the entry and the digest before it."""

    position = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "sceau du journal"
        verbose_name_plural = "sceaux du journal"
        ordering = ["position"]
        triggers = append_only("seal_append_only")

    def __str__(self) -> str:
        return f"{self.position}: {self.digest[:12]}"
