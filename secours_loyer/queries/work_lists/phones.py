"""Landlords to be called back whose number is not known, or was found by one person alone: before
their account is typed, and after."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import Landlord, LandlordAccount, RentRequest
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import PAYABLE, UNDECIDED, AccountState, RequestState

TITLE = "Numéros de bailleurs à trouver ou à confirmer"
BEFORE = "Numéros de bailleurs à avoir avant leur RIB"
KNOWN = (AccountState.TYPED, AccountState.VERIFIED, AccountState.ACTIVE)
OPEN = tuple(state for state in (*UNDECIDED, *PAYABLE) if state != RequestState.DRAFT)


def phones_waiting(user: User) -> tuple[Task, ...]:
    """For the CCAS, but whoever typed an account of that landlord: another person says the number
    that confirms it (`queries.ladder.number_problem` says the same of one account)."""
    typed = LandlordAccount.objects.visible_to(user).filter(state=AccountState.TYPED)
    by_typist = Q(landlord__known_phone_by=F("entered_by"))
    unconfirmed = Q(landlord__phone_confirmed_by=None)
    rows = (
        typed.filter(
            Q(landlord__known_phone="")
            | by_typist
            | unconfirmed
            | Q(landlord__phone_confirmed_by=F("entered_by"))
        )
        .exclude(Exists(typed.filter(landlord=OuterRef("landlord"), entered_by=user)))
        .select_related("landlord")
        .order_by("entered_at", "pk")
    )
    return (
        (rules.FILE_WRITER, TITLE, rows, _line),
        (rules.FILE_WRITER, BEFORE, _before(user), _first_line),
    )


def _before(user: User) -> QuerySet[RentRequest]:
    """Landlords that nobody could call back yet, before any account of theirs is typed: a number
    found then comes from no RIB. One line each, on the oldest file."""
    accounts = LandlordAccount.objects.filter(landlord=OuterRef("tenancy__landlord"))
    waiting = RentRequest.objects.visible_to(user).filter(
        ~Exists(accounts.filter(state__in=KNOWN)),
        state__in=OPEN,
        debt__released_at=None,
        tenancy__landlord__phone_confirmed_at=None,
    )
    first = waiting.order_by("tenancy__landlord_id", "filed_at", "pk")
    first = first.distinct("tenancy__landlord_id")
    rows = RentRequest.objects.filter(pk__in=first.values("pk"))
    return rows.select_related("tenancy__landlord").order_by("filed_at", "pk")


def _first_line(row: RentRequest) -> dict[str, Any]:
    landlord = row.tenancy.landlord
    return {
        "label": f"{landlord.name} – {row.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": _told(landlord),
        "urgent": False,
    }


def _told(landlord: Landlord) -> str:
    if not landlord.known_phone:
        return "aucun numéro connu : cherchez-le ailleurs que sur le RIB."
    return "numéro à confirmer : retrouvez-le ailleurs que sur le RIB."


def _line(row: LandlordAccount) -> dict[str, Any]:
    return {
        "label": f"{row.landlord.name} – {row}",
        "url": reverse("secours_loyer:account", args=[row.uid]),
        "detail": _told(row.landlord),
        "urgent": False,
    }
