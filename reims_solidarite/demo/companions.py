"""The demo's opinions of associations: asked, and answered now and then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actors.models import User
from secours_loyer.actions.partner_opinions import answer_partner, ask_partner
from secours_loyer.models import RentRequest
from secours_loyer.queries.partner_opinions import companions


def ask_companion(
    request: RentRequest, agents: Sequence[User], *, answered: bool, by: User, at: datetime
) -> None:
    """Asked of the association that accompanies the household, if there is one."""
    asked = companions(request).first()
    if asked is None:
        return
    question = "Le loyer courant est-il repris ? Depuis quand ?"
    opinion = ask_partner(request, organisation=asked, question=question, by=by, at=at)
    agent = next((one for one in agents if asked.pk in one.organisation_ids), None)
    if agent and answered:
        told = "Le loyer de septembre et celui d’octobre sont payés."
        answer_partner(opinion, stance="favorable", answer=told, by=agent, at=at)
