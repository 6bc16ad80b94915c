"""Staying apart from a file: declaring a tie, lifting one."""

from __future__ import annotations

from actors import rules
from actors.models import User
from secours_loyer.actions import ties
from secours_loyer.forms.steps.apart import DeclareTieForm, LiftTieForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.ties import standing_ties
from secours_loyer.states import RequestState
from secours_loyer.views.staff.step_page import Step


def _liftable(file: RentRequest, user: User) -> bool:
    return standing_ties(file).exclude(user=user).exists()


APART = (
    Step("declare_tie", "Déclarer un lien avec ce dossier",
         rules.FILE_WRITER | rules.APPROVER | rules.SECRETARY,
         lambda r, g, by, at: ties.declare_tie(r, **g, by=by, at=at),
         "Votre lien est déclaré : une autre personne suit ce dossier.",
         lambda r, _u: r.state != RequestState.CLOSED, form=DeclareTieForm, tone=""),
    Step("lift_tie", "Lever un lien déclaré par erreur", rules.MANAGER,
         lambda _r, g, by, at: ties.lift_tie(g["tie"], reason=g["reason"], by=by, at=at),
         "Le lien est levé.", _liftable, form=LiftTieForm, tone=""),
)  # fmt: skip
