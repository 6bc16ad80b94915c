"""Exporting a batch: freeze, write, keep and commit first; the files are handed out afterwards.

All of it is one transaction, and the files' bytes are rows of it: a crash at any point leaves
either nothing, and the next run starts again, or everything, and the next run finds it. Two runs
at once meet at the batch's lock; the second returns what the first made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from actors import rules
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, need, seal, step, step_all
from secours_loyer.actions.orders import payments_open
from secours_loyer.exports.nominative_list import (
    NominativeLine,
    NominativeList,
    list_csv,
    list_pdf,
)
from secours_loyer.exports.orders import Payer, Transfer, TransferBatch
from secours_loyer.exports.pain001 import encode_pain001
from secours_loyer.models import (
    Batch,
    Channel,
    EntryKind,
    FileKind,
    OutgoingFile,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.parameters import PAYER
from secours_loyer.queries.order_checks import problems_of
from secours_loyer.states import BATCH, ORDER, OUT, AccountState, BatchState

ISSUER = "CCAS de Reims"
Made = tuple[FileKind, str, str, bytes]


def export_batch(batch: Batch, *, by: User, at: datetime) -> Batch:
    """Export once; calling it again, here or elsewhere, returns the same exported batch."""
    failpoint("export.begin")
    exported = _export(batch, by=by, at=at)
    failpoint("export.committed")
    return exported


@action
def _export(batch: Batch, *, by: User, at: datetime) -> Batch:
    need(rules.FINANCE.allows(by), "Un lot est exporté par le gestionnaire des dépenses.")
    held = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.state in OUT:
        return held
    need(held.state == BatchState.CLOSED, "Ce lot est encore ouvert. Clôturez-le d’abord.")
    payments_open(at)
    orders = _lines(held, on=paris_day(at))
    failpoint("export.locked")
    made = _files(held, orders, at=at)
    failpoint("export.encoded")
    kept = OutgoingFile.objects.bulk_create(
        OutgoingFile(
            batch=held,
            kind=kind,
            name=name,
            media_type=media_type,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=at,
        )
        for kind, name, media_type, content in made
    )
    seal(*kept, at=at)
    failpoint("export.files_kept")
    step_all(orders, "send_order", table=ORDER, by=by, at=at)
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
            "total_cents": sum(order.amount_cents for order in orders),
        },
        orders=len(orders),
    )
    failpoint("export.before_commit")
    return exported


def _lines(batch: Batch, *, on: date) -> list[PaymentOrder]:
    orders = list(
        PaymentOrder.objects.select_for_update(of=("self",))
        .filter(batch=batch)
        .select_related(
            "account",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__tenancy__landlord",
        )
        .prefetch_related("award__decision__request__tenancy__events")
        .order_by("line")
    )
    for order in orders:
        if order.account.state != AccountState.ACTIVE:
            raise Refused(
                f"Le compte de l’ordre {order.end_to_end_id} n’est plus actif. Rouvrez le lot et "
                "retirez cet ordre."
            )
        # A lease may end, a year may begin, between the approval and the export.
        for problem in problems_of(order, on=on):
            raise Refused(
                f"Ordre {order.end_to_end_id} : {problem} Rouvrez le lot et retirez cet ordre."
            )
    return orders


def _files(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> list[Made]:
    listing = _listing(batch, orders, at=at)
    made: list[Made] = [
        (
            FileKind.LIST_CSV,
            f"{batch.number}-liste.csv",
            "text/csv",
            list_csv(listing),
        ),
        (
            FileKind.LIST_PDF,
            f"{batch.number}-liste.pdf",
            "application/pdf",
            list_pdf(listing, at=at),
        ),
    ]
    if batch.channel == Channel.REGIE:
        content = encode_pain001(_transfers(batch, orders, at=at))
        made.append((FileKind.TRANSFERS, f"{batch.number}.xml", "application/xml", content))
    return made


def _transfers(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> TransferBatch:
    payer = value(PAYER.name, on=paris_day(at))
    need(
        payer.get("iban"),
        "Le compte payeur n’est pas renseigné. Demandez au cadre de le décider dans les "
        "paramètres.",
    )
    return TransferBatch(
        reference=batch.number,
        frozen_at=at,
        execute_on=batch.execute_on,
        payer=Payer(payer["name"], payer["iban"], payer["bic"]),
        transfers=tuple(
            Transfer(
                reference=order.end_to_end_id,
                payee=order.payee_name,
                iban=order.account.iban,
                cents=order.amount_cents,
                label=order.label,
                bic=order.account.bic,
            )
            for order in orders
        ),
    )


def _listing(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> NominativeList:
    return NominativeList(
        reference=batch.number,
        issuer=ISSUER,
        established_on=paris_day(at),
        lines=tuple(
            NominativeLine(
                reference=order.end_to_end_id,
                beneficiary=order.award.decision.request.household.name,
                landlord=order.payee_name,
                months=order.award.decision.request.debt.period,
                decision=order.award.decision.number,
                decided_on=paris_day(order.award.decision.decided_at),
                cents=order.amount_cents,
            )
            for order in orders
        ),
    )
