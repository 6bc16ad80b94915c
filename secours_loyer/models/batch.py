"""A batch of orders and the files that left: once exported, the same bytes for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.apart_sql import BATCH_APART, apart
from secours_loyer.models.batch_sql import HANDED_OVER, SIGNED, WITH_ITS_LINES
from secours_loyer.models.channel import FILES_OF, Channel, FileKind
from secours_loyer.models.guards import (
    digest_of_content,
    frozen,
    known_state,
    near_day,
    payments_stopped,
    refuse,
    state_machine,
)
from secours_loyer.models.one_person_sql import two_people
from secours_loyer.models.parameter_sql import number_on, paris_day
from secours_loyer.models.transfer_day_sql import ON_TRANSFER_DAY
from secours_loyer.payment_parameters import DAY_CENTS
from secours_loyer.states import BATCH, OUT, BatchState

if TYPE_CHECKING:
    from actors.models import User

# Nothing of it is counted: it is still filled, or was opened by mistake.
UNTOTALLED = (BatchState.OPEN, BatchState.ABANDONED)
EXPECTED = " ".join(
    f"WHEN '{channel.value}' THEN ARRAY[{', '.join(repr(kind.value) for kind in sorted(kinds))}]"
    for channel, kinds in FILES_OF.items()
)
EXPORT_WHOLE = f"""
    IF NEW.state = 'exporte' AND OLD.state = 'clos' THEN
        IF NEW.exported_at < NEW.closed_at THEN
            {refuse("batch_exported_after_closing", "exported before it was closed")}
        END IF;
        IF {payments_stopped("NEW.exported_at")} THEN
            {refuse("batch_while_open", "payments are stopped")}
        END IF;
        SELECT count(*) AS orders, coalesce(sum(amount_cents), 0) AS cents,
               count(*) FILTER (WHERE state <> 'emis') AS behind
        INTO held FROM secours_loyer_paymentorder WHERE batch_id = NEW.id;
        IF held.orders = 0 OR held.orders IS DISTINCT FROM NEW.order_count
           OR held.cents IS DISTINCT FROM NEW.total_cents OR held.behind > 0 THEN
            {refuse("batch_total_is_its_lines", "the total is not the sum of the lines")}
        END IF;
        IF NEW.channel = 'mandat' AND EXISTS (
            SELECT 1 FROM secours_loyer_paymentorder o
            WHERE o.budget_year IN (
                SELECT budget_year FROM secours_loyer_paymentorder WHERE batch_id = NEW.id)
            GROUP BY o.budget_year HAVING max(o.piece) <> count(DISTINCT o.piece)
        ) THEN {refuse("batch_pieces_follow", "a number of piece was jumped over")}
        END IF;
        SELECT array_agg(kind::text ORDER BY kind COLLATE "C") INTO files
        FROM secours_loyer_outgoingfile WHERE batch_id = NEW.id;
        IF files IS DISTINCT FROM (CASE NEW.channel {EXPECTED} END) THEN
            {refuse("batch_files_kept_first", "its files are not kept")}
        END IF;
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
CANCELLED_WHOLE = f"""
    IF NEW.state <> 'annule' OR OLD.state = 'annule' THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder
        WHERE batch_id = NEW.id AND state <> 'annule_emis'
    ) THEN {refuse("batch_cancelled_whole", "an order of it is not cancelled")}
    END IF;
    IF NEW.cancel_confirmed = '' AND EXISTS (
        SELECT 1 FROM secours_loyer_filedownload d
        JOIN secours_loyer_outgoingfile f ON f.id = d.file_id WHERE f.batch_id = NEW.id
    ) THEN {refuse("batch_cancel_confirmed", "a file of it was taken away")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_filedownload d
        JOIN secours_loyer_outgoingfile f ON f.id = d.file_id
        WHERE f.batch_id = NEW.id AND d.by_id = NEW.cancelled_by_id
    ) THEN {refuse("batch_cancelled_by_no_downloader", "they took a file of it away")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Two exports of one day wait for each other, then count each other.
DAY_LOCK = 7203002
DAY_CAP = f"""
    IF NEW.state <> 'exporte' OR OLD.state <> 'clos' THEN RETURN NEW; END IF;
    PERFORM pg_advisory_xact_lock({DAY_LOCK});
    SELECT coalesce(sum(total_cents), 0) INTO sent FROM secours_loyer_batch
    WHERE id <> NEW.id AND exported_at IS NOT NULL AND state <> 'annule'
      AND (exported_at AT TIME ZONE 'Europe/Paris')::date
          = (NEW.exported_at AT TIME ZONE 'Europe/Paris')::date;
    IF NEW.day_before_cents IS NULL OR NEW.day_ceiling_cents IS NULL
       OR NEW.day_before_cents < sent THEN
        {refuse("batch_day_counted", "what was exported that day is more")}
    END IF;
    IF NEW.day_ceiling_cents <> {number_on(DAY_CENTS, paris_day("NEW.exported_at"))} THEN
        {refuse("batch_day_ceiling_decided", "the ceiling is not the one decided for that day")}
    END IF;
    IF NEW.day_before_cents + NEW.total_cents > NEW.day_ceiling_cents THEN
        {refuse("batch_day_ceiling", "over the ceiling of the day")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
FILE_OF_CLOSED = f"""
    IF NOT EXISTS (SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'clos')
    THEN {refuse("file_of_closed_batch", "files are written while the batch is being exported")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class BatchQuerySet(models.QuerySet["Batch"]):
    """Words of the batches."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class Batch(models.Model):
    """`order_count` and `total_cents` are the control sum, frozen with the export."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            *("id", "number", "channel", "state", "execute_on", "opened_by", "opened_at"),
            *("closed_by", "closed_at", "exported_by", "exported_at", "order_count", "total_cents"),
            *("forwarded_by", "forwarded_at", "day_before_cents", "day_ceiling_cents"),
            *("cancelled_by", "cancelled_at", "cancel_reason", "cancel_confirmed"),
        ),
    }

    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    channel = models.CharField("circuit", max_length=10, choices=Channel.choices)
    state = models.CharField(
        "état", max_length=10, choices=BatchState.choices, default=BatchState.OPEN
    )
    execute_on = models.DateField("à payer le")
    opened_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("ouvert le")
    closed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField("clos le", null=True)
    exported_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    exported_at = models.DateTimeField("exporté le", null=True)
    forwarded_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    forwarded_at = models.DateTimeField("transmis le", null=True)
    order_count = models.PositiveIntegerField("nombre d’ordres", null=True)
    total_cents = models.BigIntegerField("total", null=True)
    day_before_cents = models.BigIntegerField("déjà exporté ce jour", null=True)
    day_ceiling_cents = models.BigIntegerField("plafond du jour", null=True)

    cancelled_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField("annulé le", null=True)
    cancel_reason = models.CharField("motif de l’annulation", max_length=200, blank=True)
    # What everyone who took a file away said about it.
    cancel_confirmed = models.CharField("fichiers détruits", max_length=300, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lot de paiement"
        verbose_name_plural = "lots de paiement"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            known_state("batch", BatchState),
            models.CheckConstraint(
                name="batch_channel_known",
                condition=Q(channel__in=Channel.values),
                violation_error_message="Ce circuit de paiement n’existe pas.",
            ),
            models.CheckConstraint(
                name="batch_open_says_nothing",
                condition=~Q(state__in=UNTOTALLED) | Q(order_count=None, total_cents=None),
                violation_error_message="Un lot ouvert n’a pas encore de total.",
            ),
            models.CheckConstraint(
                name="batch_exported_once_exported",
                condition=~Q(state__in=[*UNTOTALLED, BatchState.CLOSED])
                | Q(
                    exported_by=None,
                    exported_at=None,
                    day_before_cents=None,
                    day_ceiling_cents=None,
                ),
                violation_error_message="L’export d’un lot s’écrit quand il est exporté.",
            ),
            models.CheckConstraint(
                name="batch_closed_by_someone",
                condition=Q(state__in=UNTOTALLED)
                | Q(
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                    order_count__gt=0,
                    total_cents__gt=0,
                ),
                violation_error_message="Un lot est clos par quelqu’un, un jour donné.",
            ),
            models.CheckConstraint(
                name="batch_exported_whole",
                condition=~Q(state__in=OUT)
                | Q(
                    exported_by__isnull=False,
                    exported_at__isnull=False,
                    order_count__gt=0,
                    total_cents__gt=0,
                ),
                violation_error_message="Un lot exporté a un total et un auteur.",
            ),
            models.CheckConstraint(
                name="batch_forwarded_by_someone",
                condition=Q(forwarded_by=None, forwarded_at=None) & ~Q(state=BatchState.FORWARDED)
                | Q(state__in=OUT, forwarded_by__isnull=False, forwarded_at__isnull=False),
                violation_error_message="Un lot transmis l’est par quelqu’un, un jour donné.",
            ),
            models.CheckConstraint(
                name="batch_cancelled_by_another",
                condition=Q(cancelled_by=None, cancelled_at=None, cancel_reason="")
                & ~Q(state=BatchState.CANCELLED)
                | Q(state=BatchState.CANCELLED, cancelled_at__isnull=False)
                & ~Q(cancelled_by=F("exported_by"))
                & ~Q(cancel_reason=""),
                violation_error_message=(
                    "Un lot est annulé par une autre personne que celle qui l’a exporté, avec un "
                    "motif."
                ),
            ),
            models.CheckConstraint(
                name="batch_confirmed_once_cancelled",
                condition=Q(cancel_confirmed="") | Q(state=BatchState.CANCELLED),
                violation_error_message="Ce que sont devenus les fichiers se dit à l’annulation.",
            ),
        ]
        triggers = [
            *kept("batch_kept"),
            two_people("batch", ("cancelled_by_id", "exported_by_id")),
            apart("batch", BATCH_APART, pgtrigger.Update),
            state_machine("batch", BATCH, start=BatchState.OPEN.value),
            near_day("batch", "{row}.execute_on", "NEW.closed_at, NEW.opened_at"),
            frozen(
                "batch",
                (
                    *("number", "channel", "execute_on", "opened_by_id", "opened_at"),
                    *("exported_by_id", "exported_at", "order_count", "total_cents"),
                    *("day_before_cents", "day_ceiling_cents"),
                ),
                unless="OLD.state IN ('ouvert', 'clos')",
            ),
            frozen("batch_opened", ("number", "channel", "opened_by_id", "opened_at")),
            frozen(
                "batch_closed",
                ("closed_by_id", "closed_at"),
                unless="OLD.state = 'ouvert' AND NEW.state = 'clos'",
            ),
            frozen(
                "batch_forwarded",
                ("forwarded_by_id", "forwarded_at"),
                unless="OLD.state = 'exporte' AND NEW.state = 'transmis'",
            ),
            frozen(
                "batch_cancelled",
                ("cancelled_by_id", "cancelled_at", "cancel_reason", "cancel_confirmed"),
                unless="OLD.state = 'exporte' AND NEW.state = 'annule'",
            ),
            Wall(
                name="batch_to_transfer_day",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ON_TRANSFER_DAY,
            ),
            Wall(
                name="batch_cancelled_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CANCELLED_WHOLE,
            ),
            Wall(
                name="batch_handed_over",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=HANDED_OVER,
            ),
            Wall(
                name="batch_day",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("sent", "bigint")],
                func=DAY_CAP,
            ),
            Wall(
                name="batch_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("held", "record"), ("files", "text[]")],
                func=EXPORT_WHOLE,
            ),
            Wall(
                name="batch_signed",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SIGNED,
            ),
            Wall(
                name="batch_lines",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=WITH_ITS_LINES,
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OutgoingFile(models.Model):
    """The bytes live in the row: they commit with the freeze, on whichever machine it ran."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("content", "name"),
        "technical": ("id", "batch", "kind", "media_type", "sha256", "created_at"),
    }

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("fichier", max_length=20, choices=FileKind.choices)
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField("empreinte", max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "fichier sortant"
        verbose_name_plural = "fichiers sortants"
        ordering = ["batch", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "kind"],
                name="outgoing_file_once",
                violation_error_message="Ce lot a déjà ce fichier.",
            ),
            digest_of_content("outgoing_file_digest", "L’empreinte n’est pas celle du fichier."),
        ]
        triggers = [
            *append_only("outgoing_file_append_only"),
            Wall(
                name="file_of_closed_batch",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=FILE_OF_CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return self.name
