"""Deciding without a session what cannot wait, telling what was decided, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import closing, delegation, notifying
from secours_loyer.forms.steps.decision import ReplaceForm, UrgentForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.payable import granted_decision
from secours_loyer.queries.replies import unwritten_reply
from secours_loyer.states import DEAD_ORDER, REQUEST, RUNNING_PLAN
from secours_loyer.views.staff.file_steps.people import took_part
from secours_loyer.views.staff.step_page import Step, step_of

ASKED = ("urgency", "aid_cents", "plan_cents", "motive")


def _decide(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return delegation.decide_urgently(file, **_said(given), by=by, at=at)


def _replace(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    decision = granted_decision(file)
    if decision is None:
        raise Refused("Aucun accord n’est en cours sur ce dossier. Rechargez la page.")
    return delegation.replace_decision(decision, **_said(given), by=by, at=at)


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """The box of an amount above the calculation is the form's: the motive says why."""
    return {name: given[name] for name in ASKED}


def _replaceable(file: RentRequest, user: User) -> bool:
    """Nothing is being paid nor repaid under it."""
    decision = granted_decision(file)
    return (
        decision is not None
        and not took_part(file, user)
        and not decision.award.orders.exclude(state__in=DEAD_ORDER).exists()
        and not file.plans.filter(state__in=RUNNING_PLAN).exists()
    )


DECISION = (
    step_of(REQUEST, "grant_urgently", _decide, "La décision urgente est signée.", form=UrgentForm,
            tone="", unless=took_part, fresh=True),
    Step("replace_decision", "Remplacer la décision", rules.SIGNATORY, _replace,
         "La nouvelle décision est signée, sa lettre est écrite.", _replaceable, form=ReplaceForm,
         tone="", fresh=True,
         question="L’ancienne décision reste écrite, mais ne vaut plus. La remplacer ?"),
    step_of(REQUEST, "notify", lambda r, _g, by, at: notifying.notify(r, by=by, at=at),
            "La lettre de décision est écrite, à imprimer et à poster."),
    Step("notify_review", "Écrire la réponse au recours", rules.NOTIFIER,
         lambda r, _g, by, at: notifying.notify_review(r, by=by, at=at),
         "La réponse est écrite, à imprimer et à poster.",
         lambda r, _u: unwritten_reply(r) is not None),
)  # fmt: skip
CLOSING = (
    step_of(REQUEST, "close_request", lambda r, _g, by, at: closing.close_request(r, by=by, at=at),
            "Le dossier est clos : la lettre de clôture est écrite.", tone="",
            question="L’aide est payée, ou le délai pour contester est passé. Clore le dossier ?"),
)  # fmt: skip
