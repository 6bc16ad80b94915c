"""Landlords to be called back whose number is not known, or was found by one person alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import LandlordAccount
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import AccountState

TITLE = "Numéros de bailleurs à trouver ou à confirmer"


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
    return ((rules.FILE_WRITER, TITLE, rows, _line),)


def _line(row: LandlordAccount) -> dict[str, Any]:
    unknown = not row.landlord.known_phone
    return {
        "label": f"{row.landlord.name} – {row}",
        "url": reverse("secours_loyer:account", args=[row.uid]),
        "detail": (
            "aucun numéro connu : cherchez-le ailleurs que sur le RIB."
            if unknown
            else "numéro à confirmer : retrouvez-le ailleurs que sur le RIB."
        ),
        "urgent": False,
    }
