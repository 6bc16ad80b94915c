"""What is told to somebody who stands apart from a file, and acts on it all the same."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.models import User
from actors.queries.one_person import alike_words, other_account
from secours_loyer.models import PaymentOrder, RentRequest
from secours_loyer.queries.ties import apart_orders, people_apart, stands_apart

TIED_SELF = (
    "Vous avez un lien avec ce dossier, déclaré ou comme membre de l’organisation du bailleur, "
    "aujourd’hui ou depuis un an avant la demande : il revient à une autre personne."
)
MOST_NAMED = 10


def tied_words(request: RentRequest, user: User) -> str:
    """Why this person takes no step of this file; or nothing."""
    if not stands_apart(request, user):
        return ""
    people = set(people_apart(request).values_list("pk", flat=True))
    other = None if user.pk in people else other_account(user, people)
    return (
        TIED_SELF if other is None else f"{other} a un lien avec ce dossier. {alike_words(other)}"
    )


def tied_orders_words(orders: QuerySet[PaymentOrder], user: User, *, remedy: str) -> str:
    """Why this person takes no step of these orders together, and what to do; or nothing. One
    query, however many the orders."""
    told = apart_orders(orders, user).order_by("pk").values_list("end_to_end_id", flat=True)
    numbers = list(told[: MOST_NAMED + 1])
    if not numbers:
        return ""
    named = ", ".join(numbers[:MOST_NAMED]) + (", etc." if len(numbers) > MOST_NAMED else "")
    what = "du dossier de l’ordre" if len(numbers) == 1 else "des dossiers des ordres"
    return (
        f"Vous êtes à l’écart {what} {named} : un lien est déclaré avec le dossier, ou vous êtes "
        f"membre de l’organisation du bailleur, sous ce compte ou un autre à votre nom. {remedy}"
    )
