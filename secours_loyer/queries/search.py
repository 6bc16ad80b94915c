"""One search over the whole rent aid: each kind of row is looked for by those who may read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.first_rows import first_rows
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.lists import matching
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    Batch,
    CommissionSession,
    Decision,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
)
from secours_loyer.queries.standing import standing_of, with_standing

SHOWN = 10
LEAST_TYPED = 2


@dataclass(frozen=True)
class Kind:
    """What is looked for: who may, in which words, how a row is said, whose file it shows."""

    title: str
    rule: Rule
    rows: Callable[[User], QuerySet[Any]]
    words: Sequence[str]
    line: Callable[[Any], dict[str, Any]]
    page: str
    file_of: Callable[[Any], RentRequest | None] = lambda _row: None


def search_all(user: User, typed: str) -> tuple[list[dict[str, Any]], list[RentRequest]]:
    """The groups that found something, and the files whose household they name."""
    groups, files = [], []
    for kind in KINDS:
        if not kind.rule.allows(user):
            continue
        rows, count = first_rows(matching(kind.rows(user), typed, kind.words), SHOWN)
        if not rows:
            continue
        shown = [kind.line(row) for row in rows]
        whole = {"label": "Voir tout", "url": f"{reverse(kind.page)}?{urlencode({'q': typed})}"}
        more = whole if count > len(rows) else None
        groups.append({"title": kind.title, "rows": shown, "count": count, "action": more})
        files += [file for row in rows if (file := kind.file_of(row))]
    return groups, files


def _request(row: RentRequest) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {row.household.name}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": f"{row.tenancy.landlord.name}, {standing_of(row)[0].lower()}",
    }


def _decision(row: Decision) -> dict[str, Any]:
    amount = f" de {format_cents(row.aid_cents)}" if row.aid_cents else ""
    return {
        "label": f"{row.number} – {row.get_outcome_display()}{amount}",
        "url": reverse("secours_loyer:file", args=[row.request.uid]),
        "detail": f"demande {row.request.number}, signée le {row.decided_at:%d/%m/%Y}",
    }


def _order(row: PaymentOrder) -> dict[str, Any]:
    return {
        "label": f"{row.end_to_end_id} – {format_cents(row.amount_cents)}",
        "url": reverse("secours_loyer:order", args=[row.uid]),
        "detail": f"{row.payee_name}, {row.get_state_display().lower()}",
    }


def _plan(row: RepaymentPlan) -> dict[str, Any]:
    return {
        "label": f"{row.request.number}, plan n° {row.version}",
        "url": reverse("secours_loyer:plan", args=[row.uid]),
        "detail": f"{format_cents(row.total_cents)}, {row.get_state_display().lower()}",
    }


def _account(row: LandlordAccount) -> dict[str, Any]:
    return {
        "label": f"{row.landlord.name} – {row}",
        "url": reverse("secours_loyer:account", args=[row.uid]),
        "detail": row.get_state_display(),
    }


def _batch(row: Batch) -> dict[str, Any]:
    return {
        "label": row.number,
        "url": reverse("secours_loyer:batch", args=[row.number]),
        "detail": f"à payer le {row.execute_on:%d/%m/%Y}, {row.get_state_display().lower()}",
    }


def _session(row: CommissionSession) -> dict[str, Any]:
    return {
        "label": row.number,
        "url": reverse("secours_loyer:session", args=[row.number]),
        "detail": f"{row.held_at.astimezone(PARIS):%d/%m/%Y}, {row.get_state_display().lower()}",
    }


def _decisions(user: User) -> QuerySet[Any]:
    files = RentRequest.objects.visible_to(user)
    return Decision.objects.filter(request__in=files).select_related("request__household")


NAMES = ("household__name", "household__number")
KINDS = (
    Kind(
        "Demandes", rules.AID_READER,
        lambda user: with_standing(RentRequest.objects.visible_to(user).with_people()),
        ("number", *NAMES, "tenancy__landlord__name", "tenancy__reference"),
        _request, "secours_loyer:requests", lambda row: row,
    ),
    Kind(
        "Décisions", rules.DECISION_READER, _decisions,
        ("number", *(f"request__{name}" for name in ("number", *NAMES))),
        _decision, "secours_loyer:decisions", lambda row: row.request,
    ),
    Kind(
        "Ordres de paiement", rules.BATCH_READER,
        lambda user: PaymentOrder.objects.visible_to(user).select_related(
            "award__decision__request__household"
        ),
        ("end_to_end_id", "payee_name", "award__decision__request__number"),
        _order, "secours_loyer:orders", lambda row: row.award.decision.request,
    ),
    Kind(
        "Plans d’apurement", rules.DECISION_READER,
        lambda user: RepaymentPlan.objects.visible_to(user).select_related("request__household"),
        tuple(f"request__{name}" for name in ("number", *NAMES)),
        _plan, "secours_loyer:plans", lambda row: row.request,
    ),
    Kind(
        "Comptes des bailleurs", rules.AID_READER,
        lambda user: LandlordAccount.objects.visible_to(user).select_related("landlord"),
        ("landlord__name", "holder"), _account, "secours_loyer:accounts",
    ),
    Kind(
        "Lots", rules.BATCH_READER, lambda user: Batch.objects.visible_to(user),
        ("number",), _batch, "secours_loyer:batches",
    ),
    Kind(
        "Séances", rules.DECISION_READER, lambda user: CommissionSession.objects.visible_to(user),
        ("number", "place"), _session, "secours_loyer:sessions",
    ),
)  # fmt: skip
