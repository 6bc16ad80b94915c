"""What whoever approves reads of the order that this one stands for: how it ended, who said so, and
whether its file was taken away before."""

from __future__ import annotations

from django.db.models import Q

from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import Event, PaymentOrder, ReturnLine
from secours_loyer.queries.handing_over import downloads_of
from secours_loyer.states import ATTACHED, OrderState, ReturnState

# Who says by hand that an order ends without a payment.
ENDS = ("note_failure", "stop_cheque", "cancel_sent", "cancel_order")


def replaced_words(order: PaymentOrder) -> list[str]:
    """Sentences; none for an order that stands for no other. Needs `replaces__batch`."""
    old = order.replaces
    if old is None:
        return []
    told = [
        f"Remplace {old}, « {old.get_state_display().lower()} » : {_who_said(old)}.",
        *_debits_put_aside(old),
    ]
    if old.state != OrderState.UNSENT or old.batch is None:
        return told
    downloads = [
        f"Remplace {old}, dont le fichier « {row.file.get_kind_display()} » a été téléchargé le "
        f"{paris_day(row.at):%d/%m/%Y} par {row.by}."
        for row in downloads_of(old.batch)
    ]
    if downloads:
        who, said = old.batch.cancelled_by, old.batch.cancel_confirmed
        downloads.append(f"{who} a écrit en annulant le lot : « {said} »")
    return told + downloads


def _debits_put_aside(old: PaymentOrder) -> list[str]:
    """A debit of the old order that somebody dismissed: it may have been paid."""
    lines = ReturnLine.objects.filter(
        Q(reference__iexact=old.end_to_end_id) | Q(order=old),
        state=ReturnState.DISMISSED,
        event=Event.PAID,
    ).select_related("resolved_by", "aside_by")
    return [
        f"Un débit pour {old} a été écarté le {paris_day(line.resolved_at):%d/%m/%Y} par "
        f"{line.resolved_by}{f', sur proposition de {line.aside_by}' if line.aside_by else ''} "
        f"({line.reason})."
        for line in lines
        if line.resolved_at is not None
    ]


def _who_said(old: PaymentOrder) -> str:
    why = f" ({old.reason})" if old.reason else ""
    if old.state == OrderState.UNSENT and old.batch is not None:
        why = f" ({old.batch.cancel_reason})"
    answers = old.return_lines.filter(state__in=ATTACHED).exclude(event=Event.PAID)
    line = answers.select_related("file__received_by").defer("file__content").last()
    if line is not None:
        file = line.file
        return (
            f"lu dans le fichier « {file.name} », importé le {paris_day(file.received_at):%d/%m/%Y}"
            f" par {file.received_by}{why}{_seen(old)}"
        )
    entry = (
        JournalEntry.objects.filter(
            object_type=old._meta.label_lower, object_id=str(old.pk), verb__in=ENDS
        )
        .select_related("actor")
        .order_by("pk")
        .last()
    )
    if entry is None:
        return f"personne ne l’a écrit{why}"
    return f"noté à la main le {paris_day(entry.at):%d/%m/%Y} par {entry.actor}{why}{_seen(old)}"


def _seen(old: PaymentOrder) -> str:
    if not old.failure_seen_at:
        return ""
    return f", confirmé le {paris_day(old.failure_seen_at):%d/%m/%Y} par {old.failure_seen_by}"
