"""The files of a batch: who took them away, and why they must not be handed over."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import instant
from secours_loyer.models import Batch, Channel, FileDownload, PaymentOrder, ReturnLine
from secours_loyer.queries.payment_stop import stopped
from secours_loyer.queries.sentences_of_money import LATE, STOPPED
from secours_loyer.queries.since_export import said_since
from secours_loyer.states import ATTACHED, DEAD_ORDER, FAILED, AccountState, BatchState, OrderState


def why_kept_back(batch: Batch, *, on: date) -> list[str]:
    """Of an exported batch; nothing once a file of the bank or the accountant answered it. The
    same as `models.batch_sql.HANDED_OVER`."""
    if answered(batch):
        return []
    found = [STOPPED] if stopped(on) else []
    if batch.channel == Channel.REGIE and past(batch, on=on) and not taken_in_time(batch):
        found.append(LATE)
    return found + _accounts_gone(batch) + _failed_lines(batch) + said_since(batch)


def answered(batch: Batch) -> bool:
    """A file of the bank or the accountant says something of its orders: it is at theirs."""
    return ReturnLine.objects.filter(order__batch=batch, state__in=ATTACHED).exists()


def never_handed_over(batch: Batch) -> bool:
    """Exported, nobody noted that it was handed over, and no file says so. A cheque goes alone."""
    exported = batch.state == BatchState.EXPORTED and batch.channel != Channel.CHEQUE
    return exported and not answered(batch)


def _accounts_gone(batch: Batch) -> list[str]:
    waiting = batch.orders.filter(state=OrderState.SENT).exclude(account__state=AccountState.ACTIVE)
    return [
        f"Le compte de l’ordre {reference} n’est plus actif : ce lot ne se remet plus. Demandez à "
        "un cadre de l’annuler, puis préparez de nouveaux ordres."
        for reference in waiting.order_by("line").values_list("end_to_end_id", flat=True)
    ]


def past(batch: Batch, *, on: date) -> bool:
    """The day on which it was to be paid is over."""
    return on > batch.execute_on


def taken_in_time(batch: Batch) -> bool:
    """Somebody took a file away no later than that day. The same as `models.batch_sql.LATE`."""
    return any(paris_day(row.at) <= batch.execute_on for row in downloads_of(batch))


def _failed_lines(batch: Batch) -> list[str]:
    """Handed over all the same, they would be paid by this batch and by another order."""
    if batch.channel == Channel.CHEQUE:
        return []
    failed = batch.orders.filter(Q(state__in=FAILED) | Q(failed_by__isnull=False))
    return [
        f"Un échec est noté sur l’ordre {order.end_to_end_id} de ce lot, que personne n’a remis : "
        "ce lot ne se remet pas. Une autre personne répond d’abord à cet échec, sur la page de "
        "l’ordre."
        if order.state not in FAILED
        else f"L’ordre {order.end_to_end_id} de ce lot a échoué avant que le lot soit remis : ce "
        "lot ne se remet plus, il paierait deux fois. Demandez à un cadre de l’annuler, puis "
        "préparez de nouveaux ordres."
        for order in failed.order_by("line")
    ]


def paid_again(batch: Batch) -> list[str]:
    """Of orders that ended without a payment, which another order of the same aid stands for, or
    which are the whole batch: its files pay twice. The same as `models.batch_sql.PAID_AGAIN`."""
    lines = PaymentOrder.objects.filter(batch=batch)
    ended = lines.filter(state__in=FAILED).order_by("line")
    later = PaymentOrder.objects.filter(award=OuterRef("award"), pk__gt=OuterRef("pk"))
    again = ended.filter(Exists(later.exclude(state__in=DEAD_ORDER)))
    if not lines.exclude(state__in=FAILED).exists():
        again = ended
    return [
        f"L’ordre {reference} de ce lot a échoué, un autre le remplace ou peut le remplacer : les "
        "fichiers de ce lot ne se téléchargent plus, ils paieraient deux fois. L’auditeur peut "
        "encore les lire."
        for reference in again.values_list("end_to_end_id", flat=True)
    ]


def downloads_of(batch: Batch) -> list[FileDownload]:
    """Oldest first."""
    rows = FileDownload.objects.filter(file__batch=batch).select_related("file", "by")
    return list(rows.defer("file__content").order_by("at", "pk"))


def who_downloaded(batch: Batch) -> list[User]:
    """Each once, in the order of their first download."""
    return list(dict.fromkeys(row.by for row in downloads_of(batch)))


def taken(batch: Batch) -> dict[str, object]:
    """What a page showed of them."""
    return {"downloads": [row.pk for row in downloads_of(batch)]}


def told_download(row: FileDownload) -> str:
    """Which file, by whom and when."""
    return f"{row.file.get_kind_display()} : téléchargé par {row.by} le {instant(row.at)}"
