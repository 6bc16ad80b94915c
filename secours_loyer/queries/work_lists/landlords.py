"""What a landlord or their bank said, and nobody took up yet."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import (
    AccountProposal,
    Award,
    LandlordAccount,
    LandlordReport,
    PaymentOrder,
    RentRequest,
    ReportKind,
)
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import DEAD_ORDER, PAYABLE, SETTLED, UNDECIDED, AccountState, RequestState

WORDS = (
    ("disputed", "le bailleur conteste la dette"),
    ("differs", "le bailleur certifie un autre montant"),
    ("proposed", "le bailleur propose un RIB à saisir ou à écarter"),
    ("closed", "le compte du bailleur est bloqué et aucun autre n’est actif : saisissez-en un"),
)


def landlords_waiting(user: User) -> tuple[Task, ...]:
    """The instructor of the file, or any of them while it has none; a manager reads them all."""
    rows = answered()
    own = rows.filter(Q(instructor=user) | Q(instructor=None))
    title = "Réponses des bailleurs à traiter"
    return (
        (rules.CASE_WORKER, title, own, _line),
        (rules.MANAGER, title, rows, _line),
    )


def answered() -> QuerySet[Any]:
    """Requests with at least one such answer. What was paid or closed waits for nobody, but a debt
    that its landlord contests: the file stays there until its instructor answered."""
    orders = PaymentOrder.objects.filter(award__decision__request=OuterRef("pk"))
    said = LandlordReport.objects.filter(link__request=OuterRef("pk")).order_by("-at", "-pk")
    word = said.filter(kind__in=[ReportKind.DEBT, ReportKind.DISPUTED])
    accounts = LandlordAccount.objects.filter(landlord=OuterRef("tenancy__landlord"))
    usable = [AccountState.ACTIVE, AccountState.TYPED, AccountState.VERIFIED]
    to_pay = Award.objects.filter(decision__request=OuterRef("pk"), revoked_at=None)
    unpaid = ~Exists(orders.filter(state__in=SETTLED)) & ~Q(state=RequestState.CLOSED)
    standing = Q(Exists(to_pay), state__in=(*PAYABLE, RequestState.CLOSED))
    return (
        RentRequest.objects.filter(Q(state__in=UNDECIDED) | standing)
        .annotate(
            word=Subquery(word.values("kind")[:1]),
            word_pk=Subquery(word.values("pk")[:1]),
            stated=Subquery(said.filter(kind=ReportKind.STATEMENT).values("cents")[:1]),
            stated_pk=Subquery(said.filter(kind=ReportKind.STATEMENT).values("pk")[:1]),
            proposed=_is(
                Q(
                    Exists(
                        AccountProposal.objects.filter(
                            link__request=OuterRef("pk"), answered_at=None
                        )
                    )
                )
                & unpaid
            ),
            closed=Exists(to_pay)
            & unpaid
            & ~Exists(orders.exclude(state__in=DEAD_ORDER))
            & Exists(accounts.filter(state=AccountState.BLOCKED))
            & ~Exists(accounts.filter(state__in=usable)),
        )
        .annotate(
            disputed=_is(
                Q(word=ReportKind.DISPUTED, word__isnull=False)
                & _waits("answered_dispute", "word_pk")
            ),
            differs=_is(
                unpaid
                & Q(stated__isnull=False)
                & ~Q(stated=F("debt__certified_cents"))
                & _waits("answered_statement", "stated_pk")
            ),
        )
        .filter(Q(disputed=True) | Q(differs=True) | Q(proposed=True) | Q(closed=True))
        .select_related("household", "instructor")
        .order_by("filed_at", "pk")
    )


def _waits(answered: str, said: str) -> Q:
    return Q(**{answered: None}) | ~Q(**{answered: F(said)})


def _is(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _line(row: Any) -> dict[str, Any]:
    said = " ; ".join(words for name, words in WORDS if getattr(row, name))
    who = f"Pour {row.instructor}" if row.instructor else "Sans instructeur"
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": f"{said[0].upper()}{said[1:]}. {who}.",
        "urgent": True,
    }
