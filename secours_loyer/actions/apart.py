"""Keeping somebody apart from what they would otherwise do: a declared tie, or another account of
theirs that acted before."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.models import User
from actors.queries.one_person import alike_words, other_account
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import need
from secours_loyer.models import PaymentOrder, RentRequest, Tenancy
from secours_loyer.queries.apart_words import tied_orders_words, tied_words
from secours_loyer.queries.ties import is_tied_to_lease

TIED_LEASE = (
    "Vous avez un lien avec un dossier de ce bail, sous ce compte ou un autre à votre nom : il "
    "revient à une autre personne."
)


def need_untied(request: RentRequest, by: User) -> None:
    """Refuse to somebody who stands apart from this request, whichever account they use; the
    database refuses too."""
    need(not (told := tied_words(request, by)), told)


def need_untied_order(order: PaymentOrder, by: User) -> None:
    """The same for what this order pays."""
    need_untied(order.award.decision.request, by)


def need_untied_orders(
    orders: QuerySet[PaymentOrder], by: User, *, remedy: str, field: str | None = None
) -> None:
    """The same for orders that go together: it names those concerned, and `remedy` what to do."""
    need(not (told := tied_orders_words(orders, by, remedy=remedy)), told, field=field)


def need_untied_lease(lease: Tenancy, by: User) -> None:
    """The same for what happens to a lease, whichever of its requests the tie was declared on."""
    need(not is_tied_to_lease(lease, by), TIED_LEASE)


def need_two_people(by: User, *acted: int | None) -> None:
    """Refuse to whoever seems to have acted before under another account; the database too."""
    if (other := other_account(by, acted)) is not None:
        raise Refused(alike_words(other))
