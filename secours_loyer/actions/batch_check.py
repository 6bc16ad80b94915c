"""What left against what was ordered: totals, kept bytes, what each file says read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from zipfile import BadZipFile

from django.db.models import Q

from secours_loyer.exports.accountant_reader import read_package
from secours_loyer.exports.pes_reader import read_pes
from secours_loyer.exports.reader import read_pain001
from secours_loyer.models import Batch, FileKind, OutgoingFile, PaymentDecision, PaymentOrder
from secours_loyer.states import OUT, UNANSWERED, BatchState, OrderState


def batch_faults() -> Iterator[str]:
    """One sentence for each batch, file or signed decision at fault."""
    yield from _files()
    yield from _before_export()
    yield from _payment_decisions()


def _files() -> Iterator[str]:
    for batch in Batch.objects.filter(state__in=[*OUT, BatchState.CANCELLED]).order_by("pk"):
        orders = list(batch.orders.select_related("account").order_by("line"))
        if (len(orders), sum(o.amount_cents for o in orders)) != (
            batch.order_count,
            batch.total_cents,
        ):
            yield f"{batch.number} : son total n’est pas la somme de ses ordres."
        for file in OutgoingFile.objects.filter(batch=batch):
            content = bytes(file.content)
            if hashlib.sha256(content).hexdigest() != file.sha256:
                yield f"{file.name} : son contenu n’est pas celui de l’empreinte."
            elif not _says(file.kind, content, orders):
                yield f"{file.name} : il ne dit pas ce que disent les ordres du lot."


def _before_export() -> Iterator[str]:
    """Nothing leaves, nor says that it left, while its batch is not exported."""
    waiting = Batch.objects.filter(state__in=[BatchState.OPEN, BatchState.CLOSED])
    said = Q(exported_by__isnull=False) | Q(exported_at__isnull=False)
    said |= Q(day_before_cents__isnull=False) | Q(day_ceiling_cents__isnull=False)
    totalled = Q(order_count__isnull=False) | Q(total_cents__isnull=False)
    early = waiting.filter(said | Q(state=BatchState.OPEN) & totalled)
    for number in early.order_by("pk").values_list("number", flat=True):
        yield f"{number} : il dit un total ou un export qui n’a pas eu lieu."
    gone = PaymentOrder.objects.filter(batch__in=waiting).exclude(state=OrderState.IN_BATCH)
    for reference in gone.order_by("pk").values_list("end_to_end_id", flat=True):
        yield f"{reference} : il est parti alors que son lot n’est pas exporté."
    pending = PaymentOrder.objects.filter(
        batch__state=BatchState.SETTLED, state__in=[OrderState.IN_BATCH, *UNANSWERED]
    )
    for reference in pending.order_by("pk").values_list("end_to_end_id", flat=True):
        yield f"{reference} : il n’a pas de réponse alors que son lot est acquitté."


def _payment_decisions() -> Iterator[str]:
    """The signed bytes; that none is missing is read in the package of each batch."""
    for signed in PaymentDecision.objects.order_by("pk").iterator(chunk_size=50):
        if hashlib.sha256(bytes(signed.content)).hexdigest() != signed.sha256:
            yield f"{signed.name} : son contenu n’est pas celui de l’empreinte."


def _says(kind: str, content: bytes, orders: list[PaymentOrder]) -> bool:
    """The file, read back by another reader, says what the orders say."""
    try:
        written, held = _read(kind, content), _held(kind, orders)
    except (ValueError, KeyError, SyntaxError, BadZipFile):
        return False
    return written == held


def _read(kind: str, content: bytes) -> list[tuple[object, ...]]:
    if kind == FileKind.TRANSFERS:
        sent = read_pain001(content).transfers
        return [(t.reference, t.iban, t.cents, t.payee, t.label) for t in sent]
    if kind == FileKind.PACKAGE:
        lines = read_package(content).lines
        return [(t.reference, t.iban, t.cents, t.payee, t.label) for t in lines]
    if kind == FileKind.PES:
        return [(t.reference, t.iban, t.cents) for t in read_pes(content).pieces]
    return []


def _held(kind: str, orders: Iterable[PaymentOrder]) -> list[tuple[object, ...]]:
    rows = [
        (o.end_to_end_id, o.account.iban, o.amount_cents, o.payee_name, o.label) for o in orders
    ]
    if kind in (FileKind.TRANSFERS, FileKind.PACKAGE):
        return list(rows)
    return [row[:3] for row in rows] if kind == FileKind.PES else []
