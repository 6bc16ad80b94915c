"""The keyed digest of a money row: SQL alone cannot forge it, the key is not in the database."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from psycopg.types.range import Range

from reims_solidarite.kit.keyed_digest import answers_to, keyed_digest
from secours_loyer.models import (
    AccountProposal,
    AgendaItem,
    Appeal,
    Approval,
    ArrearsMonth,
    AskedPiece,
    Assessment,
    Award,
    Batch,
    BoardMeeting,
    BoardReport,
    BoardReportLine,
    BudgetCredit,
    BudgetLine,
    Cheque,
    Cofunding,
    CommissionSession,
    CurrentRent,
    Debt,
    DebtContest,
    Decision,
    DeclaredTie,
    DuplicateAnswer,
    FileDownload,
    FundCheck,
    Instalment,
    InstalmentFact,
    Landlord,
    LandlordAccount,
    LandlordLink,
    LandlordReport,
    LeaseCorrection,
    LeaseRenewal,
    Letter,
    LetterHeldBack,
    LetterPosting,
    OutgoingFile,
    Overpayment,
    PartnerOpinion,
    PaymentDecision,
    PaymentEntry,
    PaymentOrder,
    PlanGivenUp,
    PlanPause,
    ProcedureAct,
    Recovery,
    Recusal,
    RentRequest,
    RepaymentPlan,
    RequestPiece,
    ReturnFile,
    ReturnLine,
    SessionMember,
    SessionMinutes,
    SocialNote,
    Tenancy,
    TenancyEvent,
)

PURPOSE = "secours_loyer.seal"
SEALED: tuple[type[models.Model], ...] = (
    *(DebtContest, DuplicateAnswer, LeaseCorrection, LeaseRenewal, Appeal),
    *(ArrearsMonth, LandlordLink, Letter, LetterPosting, LetterHeldBack),
    *(Landlord, AccountProposal),
    *(Tenancy, RentRequest, DeclaredTie, ProcedureAct),
    *(AskedPiece, RequestPiece, LandlordReport, SocialNote),
    *(Assessment, FundCheck, Cofunding, PartnerOpinion),
    *(Debt, Decision, Award, LandlordAccount, PaymentOrder, Approval, Batch, OutgoingFile),
    FileDownload,
    *(Overpayment, Recovery),
    *(CommissionSession, SessionMember, AgendaItem, Recusal, SessionMinutes),
    *(BoardMeeting, BoardReport, BoardReportLine),
    *(PaymentEntry, RepaymentPlan, Instalment, ReturnFile, ReturnLine),
    *(PlanGivenUp, PlanPause, InstalmentFact, CurrentRent, TenancyEvent),
    *(BudgetLine, BudgetCredit, PaymentDecision, Cheque),
)
# Columns younger than the first seals: they count once they say something, so that a row sealed
# before them keeps its digest.
LATER: dict[str, frozenset[str]] = {
    "secours_loyer.agendaitem": frozenset({"appeal_id"}),
    "secours_loyer.landlordaccount": frozenset(
        {
            *("called_person", "payee_check", "lifted_reason", "payee_checked_by_id"),
            *("paper_id", "request_id", "stopped_by_id"),
        }
    ),
    "secours_loyer.landlord": frozenset(
        {"mail_lines", "mail_postcode", "mail_city", "mail_by_id", "mail_at"}
    ),
    "secours_loyer.debt": frozenset({"statement_unread"}),
    "secours_loyer.landlordreport": frozenset({"why"}),
    "secours_loyer.rentrequest": frozenset(
        {
            *("answered_dispute_id", "dispute_answer"),
            *("asked_at", "completed_at", "waited_days"),
        }
    ),
    "secours_loyer.leaserenewal": frozenset({"goes_on", "replaces_id"}),
    "secours_loyer.decision": frozenset(
        {
            *("origin", "item_id", "urgency"),
            *("delegated_since", "delegated_before_cents", "delegation_ceiling_cents"),
            *("period_since", "period_before_cents", "period_cap_cents"),
        }
    ),
    "secours_loyer.paymentorder": frozenset(
        {
            *("channel", "piece", "held_at", "taken_at", "moved_by_id"),
            *("failed_by_id", "failure_seen_by_id", "failure_seen_at", "failure_step"),
            *("failure_words", "failure_denied_by_id", "failure_denied_at", "failure_denial"),
        }
    ),
    "secours_loyer.cheque": frozenset({"stopped_how", "stopped_on", "stopped_by_id", "stopped_at"}),
    "secours_loyer.returnline": frozenset({"aside_by_id", "aside_at", "text", "bank_reference"}),
    "secours_loyer.repaymentplan": frozenset(
        {
            *("replaces_id", "reason", "most_months", "left_cents", "signed_sheet_id"),
            "moved_by_id",
        }
    ),
    "secours_loyer.batch": frozenset(
        {
            *("forwarded_by_id", "forwarded_at", "day_before_cents", "day_ceiling_cents"),
            *("cancelled_by_id", "cancelled_at", "cancel_reason", "cancel_confirmed"),
        }
    ),
    "secours_loyer.paymententry": frozenset({"budget_line_id"}),
}

# Read from the other columns: `verify_ledgers` reads it again, and it follows a better reading.
DERIVED: dict[str, frozenset[str]] = {"secours_loyer.tenancy": frozenset({"building"})}


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


@cache
def _columns(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """In the order of the model of today, so that a migration seals as the portal does."""
    own = {field.attname for field in model._meta.concrete_fields}
    today = apps.get_model(model._meta.label)
    return tuple(field for field in today._meta.concrete_fields if field.attname in own)


def _canonical(row: models.Model) -> bytes:
    parts = [row._meta.label_lower]
    later = LATER.get(row._meta.label_lower, frozenset())
    derived = DERIVED.get(row._meta.label_lower, frozenset())
    for field in _columns(type(row)):
        value = getattr(row, field.attname)
        if field.attname in derived:
            continue
        if field.attname in later and value == field.get_default():
            continue
        text = _text(value)
        parts.append(f"{field.attname}={len(text)}:{text}")
    return "|".join(parts).encode()


def _said(row: models.Model, at: datetime) -> bytes:
    return _canonical(row) + f"|sealed={_text(at)}".encode()


def digest(row: models.Model, at: datetime) -> str:
    """The digest of the row as it is in memory, sealed at `at`, under the current key."""
    return keyed_digest(_said(row, at), purpose=PURPOSE)


def matches(row: models.Model, sealed: str, at: datetime) -> bool:
    """Is the row the one that was sealed at `at`, under the current key or an older one?"""
    return answers_to(_said(row, at), sealed, purpose=PURPOSE)


def _gone(label: str, pk: int, at: datetime) -> bytes:
    return f"{label}|gone={pk}|sealed={_text(at)}".encode()


def digest_gone(row: models.Model, at: datetime) -> str:
    """The seal of a row that an action takes away."""
    return keyed_digest(_gone(row._meta.label_lower, row.pk, at), purpose=PURPOSE)


def taken_away(label: str, pk: int, sealed: str, at: datetime) -> bool:
    """Was the row taken away by an action?"""
    return answers_to(_gone(label, pk, at), sealed, purpose=PURPOSE)
