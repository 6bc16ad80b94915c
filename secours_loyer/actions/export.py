"""Exporting a batch: freeze, write, keep and commit first; the files are handed out afterwards.

All of it is one transaction, and the files' bytes are rows of it: a crash at any point leaves
either nothing, and the next run starts again, or everything, and the next run finds it. Two runs
at once meet at the batch's lock; the second returns what the first made.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.db.models import Sum

from actors import rules
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day, paris_instant
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.long_act import may_work_alone
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied_orders
from secours_loyer.actions.doors import (
    action,
    locked,
    locked_all,
    need,
    seal,
    step,
    step_all,
)
from secours_loyer.actions.export_files import files_of
from secours_loyer.actions.orders import payments_open
from secours_loyer.actions.payment_rows import unforged_payments
from secours_loyer.actions.piece_numbers import give_pieces
from secours_loyer.models import (
    Batch,
    Channel,
    EntryKind,
    OutgoingFile,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.payment_parameters import DAY_CENTS
from secours_loyer.queries.approvers import lines_left_by_approvers
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.queries.order_holds import held_back
from secours_loyer.queries.ties import tied_lines
from secours_loyer.states import BATCH, ORDER, OUT, AccountState, BatchState


def export_batch(batch: Batch, *, by: User, at: datetime) -> Batch:
    """Export once; calling it again, here or elsewhere, returns the same exported batch."""
    failpoint("export.begin")
    exported = _export(batch, by=by, at=at)
    failpoint("export.committed")
    return exported


@action
def _export(batch: Batch, *, by: User, at: datetime) -> Batch:
    need(rules.FINANCE.allows(by), "Un lot est exporté par le gestionnaire des dépenses.")
    held = locked(batch)
    if held.state in OUT:
        return held
    need(held.state != BatchState.CANCELLED, "Ce lot est annulé. Préparez de nouveaux ordres.")
    need(held.state == BatchState.CLOSED, "Ce lot est encore ouvert. Clôturez-le d’abord.")
    payments_open(at)
    need_untied_orders(
        held.orders.all(),
        by,
        remedy="Une autre personne des dépenses exporte ce lot. Ou rouvrez-le, puis "
        "retirez-en ce qui vous concerne.",
    )
    orders = _lines(held, on=paris_day(at))
    total, before = sum(order.amount_cents for order in orders), exported_on(paris_day(at))
    need(
        before + total <= day_ceiling(at),
        f"{format_cents(before)} sont déjà partis aujourd’hui : avec ce lot, le plafond du jour "
        f"({format_cents(day_ceiling(at))}) serait dépassé. Exportez-le demain.",
    )
    if held.channel == Channel.MANDAT:
        give_pieces(orders)
    failpoint("export.locked")
    may_work_alone(minutes=5)
    made = files_of(held, orders, at=at)
    failpoint("export.encoded")
    kept = OutgoingFile.objects.bulk_create(
        OutgoingFile(
            batch=held,
            kind=file.kind,
            name=file.name,
            media_type=file.media_type,
            content=file.content,
            sha256=hashlib.sha256(file.content).hexdigest(),
            created_at=at,
        )
        for file in made
    )
    seal(*kept, at=at)
    failpoint("export.files_kept")
    step_all(orders, "send_order", table=ORDER, by=by, at=at, fields=("piece",))
    failpoint("export.orders_sent")
    entries = PaymentEntry.objects.bulk_create(
        (
            PaymentEntry(
                at=at,
                amount=order.amount_cents,
                kind=EntryKind.SENT,
                award_id=order.award_id,
                order=order,
                by=by,
            )
            for order in orders
        ),
        batch_size=1000,
    )
    seal(*entries, at=at)
    failpoint("export.ledger_written")
    exported = step(
        held,
        "export_batch",
        table=BATCH,
        by=by,
        at=at,
        changes={
            "exported_by": by,
            "exported_at": at,
            "order_count": len(orders),
            "total_cents": total,
            "day_before_cents": before,
            "day_ceiling_cents": day_ceiling(at),
        },
        orders=len(orders),
        **named(*kept),
    )
    failpoint("export.before_commit")
    return exported


def day_ceiling(at: datetime) -> int:
    """The most that may be exported on one day, all batches together."""
    return int(value(DAY_CENTS.name, on=paris_day(at)))


def exported_on(day: date) -> int:
    """Cents of the batches exported on a Paris day."""
    start = paris_instant(day)
    sent = Batch.objects.filter(
        exported_at__gte=start, exported_at__lt=paris_instant(day + timedelta(days=1))
    )
    sent = sent.exclude(state=BatchState.CANCELLED)
    return int(sent.aggregate(total=Sum("total_cents"))["total"] or 0)


def _lines(batch: Batch, *, on: date) -> list[PaymentOrder]:
    orders = locked_all(
        PaymentOrder.objects.filter(batch=batch)
        .select_related(
            "account",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__tenancy__landlord",
        )
        .prefetch_related("award__decision__request__tenancy__events")
        .order_by("line")
    )
    unforged_payments(orders)
    for order in tied_lines(batch).order_by("line"):
        raise Refused(
            f"Ordre {order.end_to_end_id} : une personne qui l’a approuvé, ou qui a signé sa "
            "décision de paiement, a déclaré un lien avec le dossier. Rouvrez le lot, retirez "
            "l’ordre et reprenez-le : d’autres personnes l’approuvent et le signent."
        )
    for order in lines_left_by_approvers(batch):
        raise Refused(
            f"Ordre {order.end_to_end_id} : une personne qui l’a approuvé, ou qui a signé sa "
            "décision de paiement, n’a plus de compte ouvert ou n’en a plus le rôle. Rouvrez le "
            "lot, retirez l’ordre et reprenez-le, puis faites-le approuver de nouveau."
        )
    waiting = held_back(orders, on=max(on, batch.execute_on))
    for order in orders:
        if order.account.state != AccountState.ACTIVE:
            raise Refused(
                f"Le compte de l’ordre {order.end_to_end_id} n’est plus actif. Rouvrez le lot et "
                "retirez cet ordre."
            )
        # A lease may end, a year may begin, between the approval and the export.
        for problem in [*problems_of(order, on=on), *waiting[order.pk]]:
            raise Refused(
                f"Ordre {order.end_to_end_id} : {problem} Rouvrez le lot et retirez cet ordre."
            )
    return orders
