"""Requests that wait for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    Award,
    DeclaredTie,
    LandlordAccount,
    PaymentOrder,
    RentRequest,
)
from secours_loyer.queries.answer_day import runs_since, suspended, waits
from secours_loyer.queries.words import NEXT
from secours_loyer.queries.work_lists.commission import commission_waiting
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import DEAD_ORDER, PAYABLE, AccountState, OrderState, RequestState

# Two months of silence are a refusal (CRPA): a request older than this cannot wait.
LATE = timedelta(days=45)
TO_COMPLETE = "Complétez la demande"
NO_ACCOUNT = "Aides accordées, compte du bailleur à saisir"


def requests_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Each role its own."""
    rows = RentRequest.objects.visible_to(user).with_people().order_by("filed_at", "pk")

    def line(row: RentRequest) -> dict[str, Any]:
        return _request(row, on)

    tied = DeclaredTie.objects.standing().filter(request=OuterRef("pk"))
    filed, studied = rows.filter(state=RequestState.FILED), rows.filter(state=RequestState.STUDIED)
    # What comes back completed is still held by whoever studied it before.
    own = Q(~Exists(tied.filter(user=user)), instructor=user)
    mine = rows.filter(own, state__in=[RequestState.FILED, RequestState.STUDIED])
    incomplete = rows.filter(state=RequestState.INCOMPLETE)
    opinions = rows.filter(state=RequestState.OPINION).exclude(instructor=user)
    return (
        (rules.FILE_WRITER, TO_COMPLETE, incomplete.filter(filed_by=user), _to_complete),
        (rules.SOCIAL_WORKER, "Demandes à prendre en instruction", filed.exclude(own), line),
        (rules.SOCIAL_WORKER, "Mes demandes en instruction", mine, line),
        (
            rules.MANAGER,
            "Demandes à confier à un autre instructeur",
            studied.filter(Exists(tied.filter(user=OuterRef("instructor")))),
            _orphan,
        ),
        (rules.MANAGER, "Avis à valider", opinions, line),
        *commission_waiting(user, on, line),
        (rules.RECEPTION, "Pièces attendues", incomplete, line),
        (rules.ACCOUNT_WRITER, NO_ACCOUNT, rows.filter(_without_account()), _no_account),
        (rules.FINANCE, "Aides accordées à payer", rows.filter(_unpaid()), line),
    )


def _unpaid() -> Q:
    """Granted, and no order paid it yet; one that failed is in a list of its own."""
    awards = Award.objects.filter(decision__request=OuterRef("pk"), revoked_at=None)
    orders = PaymentOrder.objects.filter(award__decision__request=OuterRef("pk"))
    return (
        Q(state__in=PAYABLE)
        & Q(Exists(awards))
        & ~Q(Exists(orders.exclude(state=OrderState.CANCELLED)))
    )


def _without_account() -> Q:
    """Granted, not paid nor on its way, and no account of its landlord is active nor awaits its
    check."""
    usable = [AccountState.TYPED, AccountState.VERIFIED, AccountState.ACTIVE]
    accounts = LandlordAccount.objects.filter(
        landlord=OuterRef("tenancy__landlord"), state__in=usable
    )
    awards = Award.objects.filter(decision__request=OuterRef("pk"), revoked_at=None)
    orders = PaymentOrder.objects.filter(award__decision__request=OuterRef("pk"))
    return (
        Q(state__in=PAYABLE)
        & Q(Exists(awards))
        & ~Q(Exists(orders.exclude(state__in=DEAD_ORDER)))
        & ~Q(Exists(accounts))
    )


def _no_account(row: RentRequest) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {row.tenancy.landlord.name}",
        "url": reverse("secours_loyer:file", args=[row.uid]) + "#enter_account",
        "detail": "aide accordée : elle ne part pas sans le compte du bailleur, à saisir d’après "
        "un RIB.",
        "urgent": True,
    }


def _request(row: RentRequest, on: date) -> dict[str, Any]:
    # While papers are awaited, the delay stands still.
    late = (
        row.filed_at is not None
        and not suspended(row)
        and runs_since(paris_day(row.filed_at), row.waited_days) <= on - LATE
    )
    filed = f"déposée le {row.filed_at:%d/%m/%Y}, " if row.filed_at else ""
    back = row.state == RequestState.FILED and row.instructor is not None
    told = f"Revenue, suivie par {row.instructor}." if back else NEXT[row.state]
    if row.state != RequestState.INCOMPLETE and suspended(row):
        told = f"{told} Des pièces demandées manquent : délai de réponse suspendu."
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": f"{filed}dette {format_cents(row.debt.certified_cents)}. {told}",
        "urgent": late,
    }


def _to_complete(row: RentRequest) -> dict[str, Any]:
    """What is asked is on the file: papers may tell more than a dashboard should."""
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": "vous l’avez déposée, des pièces sont demandées : joignez-les et renvoyez-la."
        if waits(row)
        else "vous l’avez déposée, plus aucune pièce n’est attendue : renvoyez-la.",
        "urgent": True,
    }


def _orphan(row: RentRequest) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": f"{row.instructor} a déclaré un lien : confiez-la à une autre personne.",
        "urgent": True,
    }
