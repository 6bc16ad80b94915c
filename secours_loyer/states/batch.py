"""How orders paid together leave, once."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class BatchState(TextChoices):
    """Orders paid together; once exported nothing in it changes any more."""

    OPEN = "ouvert", "Ouvert"
    CLOSED = "clos", "Clos, à exporter"
    EXPORTED = "exporte", "Exporté, à transmettre"
    FORWARDED = "transmis", "Transmis"
    SETTLED = "acquitte", "Acquitté"
    CANCELLED = "annule", "Annulé avant transmission"
    ABANDONED = "abandonne", "Abandonné, vide"


B = BatchState
OUT = (B.EXPORTED, B.FORWARDED, B.SETTLED)
BATCH = table(
    row("close_batch", [B.OPEN], B.CLOSED, who="finance", label="Clore le lot"),
    row("abandon_batch", [B.OPEN], B.ABANDONED, who="finance", label="Abandonner le lot"),
    row("reopen_batch", [B.CLOSED], B.OPEN, who="finance", label="Rouvrir le lot"),
    row("export_batch", [B.CLOSED], B.EXPORTED, who="finance", label="Exporter le lot"),
    row("cancel_batch", [B.EXPORTED], B.CANCELLED, who="manager", label="Annuler le lot"),
    row("forward_batch", [B.EXPORTED], B.FORWARDED, who="finance", label="Noter la transmission"),
    row(
        "settle_batch",
        [B.EXPORTED, B.FORWARDED],
        B.SETTLED,
        who="approver",
        label="Acquitter le lot",
    ),
)
