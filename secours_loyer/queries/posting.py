"""Letters on paper: which wait for the printer, which for the post, in the order of the rounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from actors.models import User
from reims_solidarite.kit.names import folded
from secours_loyer.models import (
    AgendaItem,
    CommissionSession,
    Letter,
    LetterKind,
    LetterPrint,
    RentRequest,
)
from secours_loyer.queries.file_page import letters_for
from secours_loyer.queries.letter_event import letter_event

TO_LANDLORD = frozenset(
    {
        *(LetterKind.STATEMENT, LetterKind.PAID_LANDLORD),
        *(LetterKind.BACK_LANDLORD, LetterKind.OVERPAID),
    }
)
TO_FUND = "CCAPEX ou FSL"
# Neither gone nor held back.
IN_THE_HOUSE = Q(posting=None, held_back=None)
# What the list may keep, and the rows of each.
WAITING = {
    "": ("À imprimer ou à poster", IN_THE_HOUSE),
    "imprimer": ("À imprimer", IN_THE_HOUSE & Q(printed_at=None)),
    "poster": ("Imprimées, à poster", IN_THE_HOUSE & Q(printed_at__isnull=False)),
    "parties": ("Parties", Q(posting__isnull=False)),
    "gardees": ("Non envoyées", Q(posting=None, held_back__isnull=False)),
    "toutes": ("Toutes", Q()),
}
_STREET = re.compile(r"^\s*(\d+)?\s*(.*)$", re.DOTALL)


def letters_on_paper(user: User) -> QuerySet[Letter]:
    """Those that this person may read, the latest first, with what was done of them."""
    last = LetterPrint.objects.filter(letter=OuterRef("pk")).order_by("-at").values("at")[:1]
    return (
        letters_for(user)
        .filter(request__in=RentRequest.objects.visible_to(user))
        .annotate(printed_at=Subquery(last))
        .select_related("file", "posting__by", "held_back__by")
        .select_related("request__household", "request__debt", "request__tenancy__landlord")
    )


def letters_of_session(session: CommissionSession) -> Q:
    """The letters that say what this session decided."""
    return letters_of_items(session.items.live().select_related("session", "decision"))


def letters_of_items(items: Iterable[AgendaItem]) -> Q:
    """The same of files already read, with their session and decision."""
    told = Q(pk__in=[])
    for item in items:
        events = [letter_event(item)]
        if hasattr(item, "decision"):
            events.append(item.decision.number)
        told |= Q(request=item.request_id, event__in=events)
    return told


def addressee_of(letter: Letter) -> list[str]:
    """Who receives it: a name, then where if the portal knows."""
    lease = letter.request.tenancy
    if letter.kind in TO_LANDLORD:
        known = ", ".join(lease.landlord.mail_address)
        return [lease.landlord.legal_name, *([known] if known else [])]
    if letter.kind == LetterKind.REFERRAL:
        return [TO_FUND]
    return [letter.request.household.name, f"{lease.address}, {lease.postcode} {lease.city}"]


def address_problem(letter: Letter) -> str:
    """What its envelope needs: the address is not known, or came after the letter was written."""
    landlord = letter.request.tenancy.landlord
    if letter.kind not in TO_LANDLORD:
        return ""
    if landlord.mail_at is None:
        return "manque"
    return "apres" if landlord.mail_at > letter.at else ""


def in_delivery_order(letters: Iterable[Letter]) -> list[Letter]:
    """Households by town, street and number of the house; then landlords and funds by name."""
    return sorted(letters, key=_place)


def _place(letter: Letter) -> tuple[Any, ...]:
    lease, name = letter.request.tenancy, folded(addressee_of(letter)[0])
    if letter.kind in TO_LANDLORD or letter.kind == LetterKind.REFERRAL:
        return (1, "", "", 0, name, letter.request.number, letter.pk)
    found = _STREET.match(lease.address)
    house, street = found.groups() if found else (None, lease.address)
    return (
        *(0, lease.postcode, folded(street), int(house or 0)),
        *(name, letter.request.number, letter.pk),
    )
