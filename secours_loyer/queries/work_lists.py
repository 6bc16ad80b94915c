"""What waits for each role of the rent aid: no name here, dashboards are not journaled by line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.first_rows import first_rows
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    Approval,
    Award,
    Batch,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
)
from secours_loyer.queries.drafts import draft_lines
from secours_loyer.queries.words import NEXT
from secours_loyer.states import (
    DEAD_ORDER,
    AccountState,
    BatchState,
    OrderState,
    PlanState,
    RequestState,
)

SHOWN = 8
# Two months of silence are a refusal (CRPA): a request older than this cannot wait.
LATE = timedelta(days=45)
Task = tuple[Rule, str, QuerySet[Any], Callable[[Any], Any]]


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """One list a task, one query each, whatever the number of rows."""
    tasks = (*_requests_waiting(user, on), *_money_waiting(user, on), *_plans_waiting(user))
    lists = [_list(title, rows, line) for rule, title, rows, line in tasks if rule.allows(user)]
    return [*_drafts(user), *lists]


def _drafts(user: User) -> list[dict[str, Any]]:
    """Nothing to say when there is no draft: a list that is empty most of the time is noise."""
    if not rules.FILE_WRITER.allows(user):
        return []
    lines = draft_lines(user, page="secours_loyer:staff_draft")
    if not lines:
        return []
    title = "Brouillons de demandes"
    return [{"title": title, "help": "", "rows": lines, "count": len(lines), "action": None}]


def _requests_waiting(user: User, on: date) -> tuple[Task, ...]:
    rows = RentRequest.objects.visible_to(user).with_people().order_by("filed_at", "pk")

    def line(row: RentRequest) -> dict[str, Any]:
        return _request(row, on)

    filed, studied = rows.filter(state=RequestState.FILED), rows.filter(state=RequestState.STUDIED)
    incomplete = rows.filter(state=RequestState.INCOMPLETE)
    opinions = rows.filter(state=RequestState.OPINION).exclude(instructor=user)
    validated = rows.filter(state=RequestState.VALIDATED).exclude(instructor=user)
    return (
        (rules.SOCIAL_WORKER, "Demandes à prendre en instruction", filed, line),
        (rules.SOCIAL_WORKER, "Mes demandes en instruction", studied.filter(instructor=user), line),
        (rules.MANAGER, "Avis à valider", opinions, line),
        (rules.SIGNATORY, "Décisions à signer", validated, line),
        (rules.SECRETARY, "Dossiers prêts pour la commission", validated, line),
        (rules.RECEPTION, "Pièces attendues", incomplete, line),
        (rules.FINANCE, "Aides accordées à payer", rows.filter(_unpaid()), line),
    )


def _unpaid() -> Q:
    """Granted, and no live order pays it yet."""
    awards = Award.objects.filter(decision__request=OuterRef("pk"), revoked_at=None)
    orders = PaymentOrder.objects.filter(award__decision__request=OuterRef("pk"))
    return (
        Q(state=RequestState.GRANTED)
        & Q(Exists(awards))
        & ~Q(Exists(orders.exclude(state__in=DEAD_ORDER)))
    )


def _money_waiting(user: User, on: date) -> tuple[Task, ...]:
    accounts = (
        LandlordAccount.objects.filter(state__in=[AccountState.TYPED, AccountState.VERIFIED])
        .exclude(entered_by=user)
        .select_related("landlord")
        .order_by("entered_at", "pk")
    )
    batches = Batch.objects.order_by("execute_on", "pk")
    closed = batches.filter(state=BatchState.CLOSED)
    exported = batches.filter(state=BatchState.EXPORTED)
    return (
        (rules.ACCOUNT_VERIFIER, "Comptes de bailleurs à vérifier", accounts, _account),
        (rules.APPROVER, "Ordres à approuver", waiting_for(user), _order),
        (rules.FINANCE, "Lots à exporter", closed, lambda row: _batch(row, on)),
        (rules.FINANCE, "Lots exportés, réponse de la banque attendue", exported, _exported(on)),
    )


def _plans_waiting(user: User) -> tuple[Task, ...]:
    rows = RepaymentPlan.objects.select_related("request__household").order_by("prepared_at", "pk")
    drafts = rows.filter(state=PlanState.DRAFT).exclude(prepared_by=user)
    alerts = rows.filter(state=PlanState.ALERT)
    return (
        (rules.MANAGER, "Plans d’apurement à approuver", drafts, _plan),
        (rules.SOCIAL_WORKER, "Plans en alerte", alerts, _plan),
    )


def waiting_for(user: User) -> QuerySet[PaymentOrder]:
    """Orders that this very person may approve: they took no other part in the file."""
    return (
        PaymentOrder.objects.filter(state__in=[OrderState.CHECKED, OrderState.APPROVED_ONCE])
        .exclude(prepared_by=user)
        .exclude(account__entered_by=user)
        .exclude(account__verified_by=user)
        .exclude(award__decision__request__instructor=user)
        .exclude(
            Exists(
                Approval.objects.filter(
                    order=OuterRef("pk"), round=OuterRef("round"), approver=user
                )
            )
        )
        .select_related("account", "award__decision__request__household")
        .order_by("prepared_at", "pk")
    )


def _list(title: str, rows: QuerySet[Any], line: Callable[[Any], Any]) -> dict[str, Any]:
    shown, count = first_rows(rows, SHOWN)
    return {
        "title": title,
        "help": "",
        "rows": [line(row) for row in shown],
        "count": count,
        "empty_text": "Rien n’attend ici.",
        "action": None,
    }


def _request(row: RentRequest, on: date) -> dict[str, Any]:
    late = row.filed_at is not None and paris_day(row.filed_at) <= on - LATE
    filed = f"déposée le {row.filed_at:%d/%m/%Y}, " if row.filed_at else ""
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": f"{filed}dette {format_cents(row.debt.certified_cents)}. {NEXT[row.state]}",
        "urgent": late,
    }


def _account(row: LandlordAccount) -> dict[str, Any]:
    return {
        "label": f"{row.landlord.name} – {row.masked}",
        "url": reverse("secours_loyer:account", args=[row.uid]),
        "detail": f"saisi le {row.entered_at:%d/%m/%Y}",
        "urgent": row.state == AccountState.VERIFIED,
    }


def _order(row: PaymentOrder) -> dict[str, Any]:
    return {
        "label": f"{row.end_to_end_id} – {format_cents(row.amount_cents)}",
        "url": reverse("secours_loyer:order", args=[row.uid]),
        "detail": f"{row.payee_name}, {row.get_state_display().lower()}",
        "urgent": False,
    }


def _batch(row: Batch, on: date) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {format_cents(row.total_cents or 0)}",
        "url": reverse("secours_loyer:batch", args=[row.number]),
        "detail": f"à payer le {row.execute_on:%d/%m/%Y}",
        "urgent": row.execute_on <= on,
    }


def _exported(on: date) -> Callable[[Batch], dict[str, Any]]:
    """Late from the day after the execution: the bank should have answered."""

    def line(row: Batch) -> dict[str, Any]:
        return {**_batch(row, on), "urgent": row.execute_on < on}

    return line


def _plan(row: RepaymentPlan) -> dict[str, Any]:
    return {
        "label": f"{row.request.number} – {row.request.household.number}",
        "url": reverse("secours_loyer:plan", args=[row.uid]),
        "detail": f"{format_cents(row.total_cents)} en {row.instalment_count} mensualités",
        "urgent": row.state == PlanState.ALERT,
    }
