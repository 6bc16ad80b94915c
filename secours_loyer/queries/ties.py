"""Who stands apart from a request, and who should perhaps: same name, same phone, same e-mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from actors.models import User
from reims_solidarite.kit.names import folded
from secours_loyer.models import (
    Approval,
    Batch,
    DeclaredTie,
    LandlordKind,
    PaymentDecision,
    PaymentOrder,
    RentRequest,
)


def standing_ties(request: RentRequest) -> QuerySet[DeclaredTie]:
    """The ties that keep somebody apart from this request."""
    return DeclaredTie.objects.standing().filter(request=request).select_related("user")


def is_tied(request: RentRequest, user: User) -> bool:
    """This person declared a tie with this request."""
    return standing_ties(request).filter(user=user).exists()


def tied_lines(batch: Batch) -> QuerySet[PaymentOrder]:
    """Orders of a batch approved, or signed for the accountant, by somebody with a tie since."""
    ties = DeclaredTie.objects.standing().filter(
        request=OuterRef("order__award__decision__request")
    )
    given = {"order": OuterRef("pk"), "round": OuterRef("round")}
    approved = Approval.objects.filter(Exists(ties.filter(user=OuterRef("approver"))), **given)
    signed = PaymentDecision.objects.filter(
        Exists(ties.filter(user=OuterRef("signed_by"))), **given
    )
    return PaymentOrder.objects.filter(Exists(approved) | Exists(signed), batch=batch)


def resemblances(
    request: RentRequest, people: Iterable[tuple[str, User]], *, on: date
) -> list[str]:
    """Sentences about what somebody shares with the household or the landlord.

    `people`: how a sentence names each, with their account. A resemblance proves nothing: it asks
    a question to the person, who declares a tie or does not. Also when the landlord resembles the
    household: a made-up landlord often does.
    """
    household, landlord = request.household, request.tenancy.landlord
    names = _living(request, on)
    private = landlord.kind == LandlordKind.PRIVATE
    lets = f" {folded(landlord.name)} {folded(landlord.legal_name)} " if private else ""
    found = []
    for said, user in people:
        name = folded(user.last_name)
        if name in names:
            found.append(f"{said} : même nom que le ménage.")
        if name and f" {name} " in lets:
            found.append(f"{said} : même nom que le bailleur.")
        if _same(user.phone, household.phone) or _mail(user.own_email, household.email):
            found.append(f"{said} : même téléphone ou même adresse e-mail que le ménage.")
        if _same(user.phone, landlord.known_phone) or _mail(user.own_email, landlord.email):
            found.append(f"{said} : même téléphone ou même adresse e-mail que le bailleur.")
    if any(name and f" {name} " in lets for name in names):
        found.append("Le bailleur porte le même nom que le ménage : vérifiez le bail.")
    if _same(landlord.known_phone, household.phone) or _mail(landlord.email, household.email):
        found.append(
            "Le bailleur a le même téléphone ou la même adresse e-mail que le ménage : vérifiez "
            "le bail."
        )
    return found


def shared_names(request: RentRequest, people: Iterable[str], *, on: date) -> list[str]:
    """Those, known by their whole name only, who bear a name of the household or its landlord."""
    landlord = request.tenancy.landlord
    names = _living(request, on)
    if landlord.kind == LandlordKind.PRIVATE:
        names |= {folded(landlord.legal_name).rsplit(" ", 1)[-1]}
    return [said for said in people if any(f" {n} " in f" {folded(said)} " for n in names if n)]


def _living(request: RentRequest, on: date) -> set[str]:
    """Last names of those who live in the household on a day, folded."""
    stays = request.household.members.filter(period__contains=on)
    return {folded(name) for name in stays.values_list("person__last_name", flat=True)}


def _same(one: str, other: str) -> bool:
    digits = ["".join(char for char in number if char.isdigit())[-9:] for number in (one, other)]
    return bool(digits[0]) and digits[0] == digits[1]


def _mail(one: str, other: str) -> bool:
    return bool(one) and one.strip().lower() == other.strip().lower()
