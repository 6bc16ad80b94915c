"""Accounts, orders and batches that wait for somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    Approval,
    Batch,
    Channel,
    LandlordAccount,
    Overpayment,
    PaymentOrder,
    ReturnLine,
)
from secours_loyer.queries.approvers import gone, to_approve_again
from secours_loyer.queries.failures import (
    noted_by,
    noted_words,
    to_confirm,
    what_was_read,
)
from secours_loyer.queries.ladder import level_of
from secours_loyer.queries.overpayments import to_claim, to_recover
from secours_loyer.queries.payable import to_replace
from secours_loyer.queries.payment_decisions import batches_to_sign
from secours_loyer.queries.replaced import replaced_words
from secours_loyer.queries.returns import quarantined
from secours_loyer.queries.ties import apart_from_order
from secours_loyer.queries.waiting_orders import to_check, to_gather
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import AccountState, BatchState, OrderState


def money_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Each role its own."""
    accounts = (
        LandlordAccount.objects.filter(state__in=[AccountState.TYPED, AccountState.VERIFIED])
        .exclude(entered_by=user)
        .select_related("landlord")
        .order_by("entered_at", "pk")
    )
    batches = Batch.objects.order_by("execute_on", "pk")
    closed = batches.filter(state=BatchState.CLOSED).exclude(pk__in=batches_to_sign())
    exported = batches.filter(state=BatchState.EXPORTED).exclude(channel=Channel.CHEQUE)
    cheques = (
        PaymentOrder.objects.filter(
            channel=Channel.CHEQUE, state__in=[OrderState.SENT, OrderState.FORWARDED]
        )
        .select_related("account")
        .order_by("prepared_at", "pk")
    )
    forwarded = batches.filter(state=BatchState.FORWARDED)
    held = PaymentOrder.objects.filter(state=OrderState.HELD).order_by("held_at", "pk")
    return (
        (rules.ACCOUNT_VERIFIER, "Comptes de bailleurs à vérifier", accounts, _account),
        (rules.APPROVER, "Ordres à approuver", waiting_for(user), _to_approve),
        (rules.APPROVER, "Échecs de paiement à confirmer", to_confirm(user), _unconfirmed),
        (
            rules.SIGNATORY,
            "Décisions de paiement à signer",
            batches_to_sign(),
            lambda row: _batch(row, on),
        ),
        (rules.FINANCE, "Ordres à faire approuver de nouveau", to_approve_again(), _order),
        (rules.FINANCE, "Ordres à contrôler", to_check(), _order),
        (rules.FINANCE, "Ordres approuvés à mettre en lot", to_gather(), _order),
        (rules.FINANCE, "Lots à exporter", closed, lambda row: _batch(row, on)),
        (rules.FINANCE, "Lots exportés à transmettre", exported, lambda row: _batch(row, on)),
        (rules.FINANCE, "Chèques à remettre et à faire acquitter", cheques, _order),
        (rules.FINANCE, "Lots transmis, réponse attendue", forwarded, _forwarded(on)),
        (rules.FINANCE, "Paiements à refaire", to_replace().order_by("pk"), _failed),
        (rules.FINANCE, "Ordres en instance chez le comptable", held, _held),
        (
            rules.SIGNATORY,
            "Trop-perçus à réclamer",
            to_claim().exclude(recorded_by=user),
            _overpaid,
        ),
        (rules.FINANCE, "Trop-perçus à recouvrer", to_recover(), _overpaid),
        (rules.FINANCE, "Retours à traiter", quarantined(), _returned),
    )


def waiting_for(user: User) -> QuerySet[PaymentOrder]:
    """Orders that this very person may approve: they took no other part in the file."""
    return (
        PaymentOrder.objects.filter(state__in=[OrderState.CHECKED, OrderState.APPROVED_ONCE])
        .exclude(gone())
        .exclude(prepared_by=user)
        .exclude(account__entered_by=user)
        .exclude(account__verified_by=user)
        .exclude(account__activated_by=user)
        .exclude(noted_by(user))
        .exclude(award__decision__request__instructor=user)
        .exclude(award__decision__request__past_instructors__contains=[user.pk])
        .exclude(
            Exists(
                Approval.objects.filter(
                    order=OuterRef("pk"), round=OuterRef("round"), approver=user
                )
            )
        )
        .exclude(apart_from_order(user))
        .select_related(
            *("account", "award__decision__request__household", "replaces__batch__cancelled_by")
        )
        .order_by("prepared_at", "pk")
    )


def _account(row: LandlordAccount) -> dict[str, Any]:
    return {
        "label": f"{row.landlord.name} – {row}",
        "url": reverse("secours_loyer:account", args=[row.uid]),
        "detail": f"saisi le {row.entered_at:%d/%m/%Y}",
        "urgent": row.state == AccountState.VERIFIED,
    }


def _order(row: PaymentOrder) -> dict[str, Any]:
    return {
        "label": f"{row.end_to_end_id} – {format_cents(row.amount_cents)}",
        "url": reverse("secours_loyer:order", args=[row.uid]),
        "detail": f"{row.account}, {row.get_state_display().lower()}. {level_of(row.account)}",
        "urgent": False,
    }


def _to_approve(row: PaymentOrder) -> dict[str, Any]:
    """What it replaces is read before it is approved."""
    line = _order(row)
    return {**line, "detail": " ".join([f"{line['detail']}.", *replaced_words(row)])}


def _failed(row: PaymentOrder) -> dict[str, Any]:
    return {**_order(row), "detail": row.reason or row.get_state_display(), "urgent": True}


def _unconfirmed(row: PaymentOrder) -> dict[str, Any]:
    said = noted_words(row) or row.get_state_display()
    why = what_was_read(row)
    told = f"{said}{f' ({why})' if why else ''}. Noté à la main par {row.failed_by}."
    return {**_failed(row), "detail": told}


def _held(row: PaymentOrder) -> dict[str, Any]:
    since = f"depuis le {row.held_at:%d/%m/%Y}" if row.held_at else ""
    return {**_order(row), "detail": f"{since} : {row.reason}" if row.reason else since}


def _overpaid(row: Overpayment) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {format_cents(row.cents)}",
        "url": reverse("secours_loyer:overpayment", args=[row.uid]),
        "detail": f"{row.get_cause_display()}, ordre {row.order.end_to_end_id}",
        "urgent": False,
    }


def _batch(row: Batch, on: date) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {format_cents(row.total_cents or 0)}",
        "url": reverse("secours_loyer:batch", args=[row.number]),
        "detail": f"à payer le {row.execute_on:%d/%m/%Y}",
        "urgent": row.execute_on <= on,
    }


def _forwarded(on: date) -> Callable[[Batch], dict[str, Any]]:
    """Late from the day after the execution: the bank should have answered."""

    def line(row: Batch) -> dict[str, Any]:
        return {**_batch(row, on), "urgent": row.execute_on < on}

    return line


def _returned(row: ReturnLine) -> dict[str, Any]:
    """Urgent once somebody said what to do: one press from the effect."""
    amount = format_cents(row.amount_cents) if row.amount_cents else "montant illisible"
    return {
        "label": f"{row.reference or 'Sans référence'} – {amount}",
        "url": reverse("secours_loyer:return_line", args=[row.uid]),
        "detail": row.get_problem_display(),
        "urgent": row.proposed_by_id is not None or row.aside_by_id is not None,
    }
