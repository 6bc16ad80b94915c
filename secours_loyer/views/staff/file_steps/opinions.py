"""Asking an association for its opinion, taking the question back."""

from __future__ import annotations

from actors import rules
from actors.models import User
from secours_loyer.actions import partner_opinions
from secours_loyer.forms.steps.opinions import AskPartnerForm, WithdrawQuestionForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.partner_opinions import companions
from secours_loyer.states import RequestState
from secours_loyer.views.staff.step_page import Step


def _askable(file: RentRequest, _user: User) -> bool:
    return file.state == RequestState.STUDIED and companions(file).exists()


def _asked(file: RentRequest, _user: User) -> bool:
    return file.partner_opinions.waiting().exists()


OPINIONS = (
    Step("ask_partner", "Demander l’avis d’une association", rules.SOCIAL_WORKER,
         lambda r, g, by, at: partner_opinions.ask_partner(r, **g, by=by, at=at),
         "La question est envoyée à l’association.", _askable, form=AskPartnerForm, tone=""),
    Step("withdraw_question", "Ne plus attendre un avis", rules.SOCIAL_WORKER,
         lambda _r, g, by, at: partner_opinions.withdraw_question(g["opinion"], by=by, at=at),
         "L’avis n’est plus attendu.", _asked, form=WithdrawQuestionForm, tone=""),
)  # fmt: skip
