"""Importing what came back: the bytes and their lines first, then each line in turn.

The file and all it says commit together, once, under its digest. The lines then act, some at a
time: a crash leaves lines « à traiter », and the same file, sent again, goes on with them. Two
imports at once meet at the digest, then at the lines' locks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Case, F, Value, When

from actors import rules
from actors.actions.files import clean_name
from actors.actions.journal import record, record_many
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.answers import household_of, locked_orders
from secours_loyer.actions.doors import action, locked_all, need, seal, step_all
from secours_loyer.actions.return_effects import Pair, problem_of, said_of, take_effect
from secours_loyer.bank_files.read import read_return
from secours_loyer.bank_files.read_line import ReadReturn, our_reference
from secours_loyer.models import (
    Event,
    PaymentOrder,
    Problem,
    ReturnFile,
    ReturnKind,
    ReturnLine,
)
from secours_loyer.payment_parameters import PAYER
from secours_loyer.queries.returns import file_of
from secours_loyer.queries.ties import apart_orders
from secours_loyer.states import RETURN, ReturnState

TOGETHER = 100  # lines of one transaction
NO_PAYER = (
    "Le compte payeur n’est pas réglé : le portail ne sait pas si ce relevé est celui du CCAS, et "
    "n’en lit rien. Un cadre ou l’administrateur écrit l’IBAN de la régie dans « Paramètres », "
    "« Compte payeur (régie) » ; importez ensuite le fichier."
)
NOT_OURS = "Les retours sont importés par le gestionnaire des dépenses."


def import_returns(content: bytes, *, name: str = "retour", by: User, at: datetime) -> ReturnFile:
    """Keep the file once and act on every line; again, it only finishes what was left."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    failpoint("returns.begin")
    file = file_of(content)
    if file is None:
        read = read_return(content)
        _of_our_account(read, at=at)
        failpoint("returns.parsed")
        file = _keep(content, read, name=name, by=by, at=at)
    failpoint("returns.kept")
    apply_lines(file, by=by, at=at)
    failpoint("returns.end")
    return file


def apply_lines(file: ReturnFile, *, by: User, at: datetime) -> int:
    """Act on the lines still to do, oldest first and payments before their returns."""
    need(rules.FINANCE.allows(by), NOT_OURS)
    paid_first = Case(When(event=Event.PAID, then=Value(0)), default=Value(1))
    waiting = file.lines.filter(state=ReturnState.READ).order_by(
        F("booked_on").asc(nulls_first=True), paid_first, "rank"
    )
    todo = list(waiting.values_list("pk", flat=True))
    hands = {file.received_by, by}
    for start in range(0, len(todo), TOGETHER):
        _apply(todo[start : start + TOGETHER], hands=hands, by=by, at=at)
        failpoint("returns.lines_committed")
    return file.lines.filter(state=ReturnState.QUARANTINED).count()


def _of_our_account(read: ReadReturn, *, at: datetime) -> None:
    """Every statement of the file, or nothing of it is read."""
    payer = value(PAYER.name, on=paris_day(at)).get("iban")
    if read.kind == ReturnKind.STATUS:
        return
    need(payer, NO_PAYER, field="file")
    need(
        payer in read.accounts,
        "Ce relevé n’est pas celui du compte payeur. Vérifiez le fichier choisi.",
        field="file",
    )
    need(
        read.accounts == {payer},
        "Ce fichier contient aussi le relevé d’un autre compte que le compte payeur : rien n’en "
        "est lu. Demandez à la banque un fichier de ce seul compte.",
        field="file",
    )


@action
def _keep(content: bytes, read: ReadReturn, *, name: str, by: User, at: datetime) -> ReturnFile:
    digest = hashlib.sha256(content).hexdigest()
    ending = "csv" if read.kind == ReturnKind.STATUS else "xml"
    # The unique digest makes a second import wait for the first one, then find its row.
    ReturnFile.objects.bulk_create(
        [
            ReturnFile(
                kind=read.kind,
                name=clean_name(name, ending),
                message=read.message,
                content=content,
                sha256=digest,
                line_count=len(read.lines),
                received_at=at,
                received_by=by,
            )
        ],
        ignore_conflicts=True,
    )
    file = ReturnFile.objects.get(sha256=digest)
    if file.lines.exists():
        return file
    seal(file, at=at)
    failpoint("returns.file_kept")
    lines = ReturnLine.objects.bulk_create(
        (
            ReturnLine(
                file=file,
                rank=rank,
                source=read.kind,
                event=one.said.value,
                reference=our_reference(one.reference),
                amount_cents=one.cents,
                currency=one.currency,
                code=one.code,
                words=one.words,
                booked_on=one.day,
                text=one.text,
                bank_reference=one.bank_reference,
            )
            for rank, one in enumerate(read.lines, 1)
        ),
        batch_size=1000,
    )
    seal(*lines, at=at)
    record_many("read_line", lines, by=by, at=at)
    failpoint("returns.lines_kept")
    record("import_returns", file, by=by, at=at, kind=read.kind, lines=len(lines))
    failpoint("returns.before_commit")
    return file


def _apply(pks: Sequence[int], *, hands: set[User], by: User, at: datetime) -> None:
    """Together; where one of them cannot, each in turn, and that one waits for people."""
    try:
        _apply_together(pks, hands=hands, by=by, at=at)
    except Refused:
        if len(pks) == 1:
            _put_aside(pks[0], by=by, at=at)
            return
        for pk in pks:
            _apply([pk], hands=hands, by=by, at=at)


@action
def _apply_together(pks: Sequence[int], *, hands: set[User], by: User, at: datetime) -> None:
    """`hands`: who brought the file, and who applies it; what pays a file from which one of them
    stands apart waits for others, beside its order."""
    read = ReturnLine.objects.filter(pk__in=pks, state=ReturnState.READ).order_by("pk")
    lines = sorted(locked_all(read), key=lambda line: pks.index(line.pk))
    orders = locked_orders(line.reference for line in lines if line.reference)
    failpoint("returns.lines_locked")
    said = said_of(orders.values())
    apart = _apart(orders.values(), hands)
    matched: list[Pair] = []
    waiting: list[ReturnLine] = []
    together: list[Pair] = []  # of one answer, about distinct orders
    for line in lines:
        order = orders.get(line.reference)
        if any(line.event != other.event or order == known for other, known in together):
            take_effect(together, by=by, at=at)
            together = []
        problem = problem_of(line, order, said, on=paris_day(at))
        if problem is None and order is not None and order.pk in apart:
            problem, line.order = Problem.TIED, order
        if problem is not None or order is None:
            line.problem = (problem or Problem.UNKNOWN).value
            waiting.append(line)
            continue
        line.order = order
        said.add((order.pk, line.event, line.source))
        together.append((line, order))
        matched.append((line, order))
    take_effect(together, by=by, at=at)
    failpoint("returns.lines_acted")
    found = {line.pk: household_of(order) for line, order in matched}
    lines = [line for line, _ in matched]
    step_all(
        lines,
        "match_line",
        table=RETURN,
        by=by,
        at=at,
        fields=("order",),
        household_of=lambda line: found[line.pk],
    )
    step_all(waiting, "quarantine_line", table=RETURN, by=by, at=at, fields=("problem", "order"))
    failpoint("returns.lines_before_commit")


def _apart(orders: Iterable[PaymentOrder], hands: set[User]) -> set[int]:
    """Keys of the orders that pay a file from which one of these people stands apart."""
    rows = PaymentOrder.objects.filter(pk__in=[order.pk for order in orders])
    return {
        pk for person in hands for pk in apart_orders(rows, person).values_list("pk", flat=True)
    }


@action
def _put_aside(pk: int, *, by: User, at: datetime) -> None:
    (line,) = locked_all(ReturnLine.objects.filter(pk=pk))
    if line.state == ReturnState.READ:
        line.problem = Problem.REFUSED.value
        step_all([line], "quarantine_line", table=RETURN, by=by, at=at, fields=("problem",))
