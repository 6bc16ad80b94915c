"""`python -m tests.bench.rent.measure NAME`: one file in a process of its own, as JSON.

The files alone, without the database: writing and checking a batch, reading a statement. Seconds
are processor time; the peak memory is this process's own.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.demo.statement import statement
from secours_loyer.bank_files.read import read_return
from secours_loyer.bank_files.read_line import Said
from secours_loyer.exports.orders import Payer, Transfer, TransferBatch
from secours_loyer.exports.pain001 import encode_pain001
from secours_loyer.exports.reader import read_pain001

COUNT = 10_000
AMOUNTS = [(f"OP-2026-{number:06d}", 10_000 + number) for number in range(1, COUNT + 1)]
TOTAL = sum(cents for _, cents in AMOUNTS)


def batch() -> tuple[float, int, bool]:
    """Written, validated against its schema, read back: seconds, bytes, exact?"""
    orders = TransferBatch(
        reference="LOT-2026-0001",
        frozen_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        execute_on=date(2026, 11, 25),
        payer=Payer("REGIE D'ESSAI", made_up_iban(1), "PSSTFRPPPAR"),
        transfers=tuple(
            Transfer(reference, "BAILLEUR D'ESSAI", made_up_iban(2 + row % 500), cents, "loyers")
            for row, (reference, cents) in enumerate(AMOUNTS)
        ),
    )
    started = time.process_time()
    content = encode_pain001(orders)
    seconds = time.process_time() - started
    read = read_pain001(content)
    return seconds, len(content), (len(read.transfers), read.total_cents) == (COUNT, TOTAL)


def returned() -> tuple[float, int, bool]:
    """A statement swept then read: every reference, every cent."""
    content = statement(made_up_iban(1), AMOUNTS, on=date(2026, 11, 25))
    started = time.process_time()
    read = read_return(content)
    seconds = time.process_time() - started
    found = [(line.reference, line.cents) for line in read.lines if line.said == Said.PAID]
    return seconds, len(content), found == AMOUNTS


FILES = {"pain.001, 10,000 orders": batch, "camt.053, 10,000 entries": returned}


def measure(name: str) -> dict[str, Any]:
    """Everything the bench prints about a file."""
    seconds, size, exact = FILES[name]()
    status = Path("/proc/self/status").read_text()
    (peak,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return {
        "file": name,
        "seconds": round(seconds, 2),
        "kilobytes": size // 1024,
        "megabytes": int(peak.split()[1]) // 1024,
        "exact": exact,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1])) + "\n")
