"""Ending a request without decision."""

from __future__ import annotations

from secours_loyer.actions import filing, instruction
from secours_loyer.states import REQUEST
from secours_loyer.views.staff.step_page import step_of

ENDING = (
    step_of(REQUEST, "drop", lambda r, _g, by, at: instruction.drop(r, by=by, at=at),
            "La demande est classée sans suite.", tone="danger",
            question="La demande sera close sans décision. La classer sans suite ?"),
    step_of(REQUEST, "withdraw", lambda r, _g, by, at: filing.withdraw(r, by=by, at=at),
            "La demande est retirée.", tone="danger",
            question="Le ménage renonce à sa demande. La retirer ?"),
)  # fmt: skip
