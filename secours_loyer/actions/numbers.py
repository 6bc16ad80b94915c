"""Numbers given by the portal, gapless in a year: a missing one reads as a lost file."""

from __future__ import annotations

from sequences import get_next_value


def next_number(prefix: str, year: int, width: int) -> str:
    """« SL-2026-000001 ». Locks the sequence until the transaction ends: no gap on rollback."""
    value = get_next_value(f"secours_loyer.{prefix}.{year}")  # type: ignore[no-untyped-call]
    return f"{prefix}-{year}-{value:0{width}d}"
