"""One household in every programme: each app gives its card, to those who may read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.households.models import Household
from actors.models import User
from epicerie.queries import household_card as epicerie
from secours_loyer.queries import household_card as secours_loyer

PROGRAMMES = (epicerie, secours_loyer)


def cards_for(household: Household, user: User, *, on: date) -> list[dict[str, Any]]:
    """The cards that this user may read, in the order of the programmes."""
    cards = (app.card_for(household, user, on=on) for app in PROGRAMMES)
    return [card for card in cards if card is not None]


def field_classes(cards: list[dict[str, Any]]) -> set[str]:
    """Which classes of fields the page shows: what the access log must say."""
    return {"identity", *(name for card in cards for name in card.get("classes", ()))}
