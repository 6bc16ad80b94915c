"""The keyed digest of a money row: SQL alone cannot forge it, the key is not in the database."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import models
from psycopg.types.range import Range

from secours_loyer.models import (
    AgendaItem,
    Approval,
    Assessment,
    Award,
    Batch,
    BoardMeeting,
    BoardReport,
    BoardReportLine,
    BudgetCredit,
    BudgetLine,
    Cheque,
    CommissionSession,
    CurrentRent,
    Debt,
    Decision,
    Instalment,
    InstalmentFact,
    LandlordAccount,
    OutgoingFile,
    Overpayment,
    PaymentDecision,
    PaymentEntry,
    PaymentOrder,
    PlanPause,
    Recovery,
    Recusal,
    RepaymentPlan,
    ReturnFile,
    ReturnLine,
    SessionMember,
    SessionMinutes,
    TenancyEvent,
)

SEALED: tuple[type[models.Model], ...] = (
    Assessment,
    *(Debt, Decision, Award, LandlordAccount, PaymentOrder, Approval, Batch, OutgoingFile),
    *(Overpayment, Recovery),
    *(CommissionSession, SessionMember, AgendaItem, Recusal, SessionMinutes),
    *(BoardMeeting, BoardReport, BoardReportLine),
    *(PaymentEntry, RepaymentPlan, Instalment, ReturnFile, ReturnLine),
    *(PlanPause, InstalmentFact, CurrentRent, TenancyEvent),
    *(BudgetLine, BudgetCredit, PaymentDecision, Cheque),
)
# Columns younger than the first seals: they count once they say something, so that a row sealed
# before them keeps its digest.
LATER: dict[str, frozenset[str]] = {
    "secours_loyer.debt": frozenset({"statement_unread"}),
    "secours_loyer.decision": frozenset(
        {
            *("origin", "item_id", "urgency"),
            *("delegated_since", "delegated_before_cents", "delegation_ceiling_cents"),
        }
    ),
    "secours_loyer.paymentorder": frozenset({"channel", "piece", "held_at", "taken_at"}),
    "secours_loyer.repaymentplan": frozenset(
        {"replaces_id", "reason", "most_months", "left_cents"}
    ),
    "secours_loyer.batch": frozenset(
        {
            *("forwarded_by_id", "forwarded_at", "day_before_cents", "day_ceiling_cents"),
            *("cancelled_by_id", "cancelled_at", "cancel_reason"),
        }
    ),
    "secours_loyer.paymententry": frozenset({"budget_line_id"}),
}


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    if isinstance(value, Range):
        return f"{value.lower}/{value.upper}"
    if isinstance(value, dict | list):
        # The database orders keys its own way.
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return "" if value is None else str(value)


def _canonical(row: models.Model) -> bytes:
    parts = [row._meta.label_lower]
    later = LATER.get(row._meta.label_lower, frozenset())
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.attname in later and value == field.get_default():
            continue
        text = _text(value)
        parts.append(f"{field.attname}={len(text)}:{text}")
    return "|".join(parts).encode()


def _keys() -> Iterator[bytes]:
    for key in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        yield hashlib.sha256(f"secours_loyer.seal:{key}".encode()).digest()


def digest(row: models.Model) -> str:
    """The digest of the row as it is in memory, under the current key."""
    return hmac.new(next(_keys()), _canonical(row), hashlib.sha256).hexdigest()


def matches(row: models.Model, sealed: str) -> bool:
    """Is the row the one that was sealed, under the current key or an older one?"""
    text = _canonical(row)
    return any(
        hmac.compare_digest(hmac.new(key, text, hashlib.sha256).hexdigest(), sealed)
        for key in _keys()
    )
