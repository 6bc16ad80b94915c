"""Studying a request: taking it, computing, the opinion, its check."""

from __future__ import annotations

from actors import rules
from secours_loyer.actions import instruction
from secours_loyer.forms.steps.study import AssignForm, OpinionForm, SendBackForm
from secours_loyer.states import REQUEST, RequestState
from secours_loyer.views.staff.file_steps.people import is_instructor, not_instructor
from secours_loyer.views.staff.step_page import Step, step_of

STUDY = (
    step_of(REQUEST, "assign", lambda r, g, by, at: instruction.assign(r, to=g["to"], by=by, at=at),
            "La demande est confiée.", form=AssignForm),
    Step("compute_assessment", "Calculer l’aide", rules.SOCIAL_WORKER,
         lambda r, _g, by, at: instruction.compute_assessment(r, by=by, at=at),
         "Le calcul est enregistré.", lambda r, _u: r.state == RequestState.STUDIED),
    step_of(REQUEST, "give_opinion",
            lambda r, g, by, at: instruction.give_opinion(
                r, **g, by=by, at=at),
            "L’avis est rendu.", form=OpinionForm, unless=not_instructor),
    step_of(REQUEST, "validate_technically",
            lambda r, _g, by, at: instruction.validate_technically(r, by=by, at=at),
            "L’avis est validé : la demande attend la décision.", unless=is_instructor),
    step_of(REQUEST, "take_back_opinion",
            lambda r, _g, by, at: instruction.take_back_opinion(r, by=by, at=at),
            "L’avis est repris : corrigez-le, puis rendez-le de nouveau.", unless=not_instructor,
            tone=""),
    step_of(REQUEST, "study_again", lambda r, _g, by, at: instruction.study_again(r, by=by, at=at),
            "L’instruction reprend."),
    step_of(REQUEST, "send_back", lambda r, g, by, at: instruction.send_back(r, **g, by=by, at=at),
            "La demande retourne à l’instruction.", form=SendBackForm, tone=""),
    step_of(REQUEST, "hand_over",
            lambda r, g, by, at: instruction.hand_over(r, to=g["to"], by=by, at=at),
            "Le dossier est confié à un autre instructeur.", form=AssignForm, tone=""),
)  # fmt: skip
