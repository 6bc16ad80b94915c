"""Notes, the address and the link of the landlord."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import instruction, landlord_links
from secours_loyer.actions.landlord_mail import Postal, note_landlord_mail
from secours_loyer.forms.steps.lease import LandlordMailForm
from secours_loyer.forms.steps.study import NoteForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.landlord_links import over_words
from secours_loyer.states import RequestState
from secours_loyer.views.staff.step_page import Step


def _open_link(file: RentRequest, _given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return landlord_links.open_link(file, by=by, at=at)


def _note_mail(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    mail = Postal(given["mail_lines"], given["mail_postcode"], given["mail_city"])
    return note_landlord_mail(file.tenancy.landlord, mail, by=by, at=at)


FOLLOWING = (
    Step("note_landlord_mail", "Noter l’adresse postale du bailleur", rules.FILE_WRITER, _note_mail,
         "L’adresse est notée : les prochaines lettres au bailleur la porteront.",
         lambda _r, _u: True, form=LandlordMailForm, tone=""),
    Step("add_note", "Ajouter une note sociale", rules.SOCIAL_WORKER,
         lambda r, g, by, at: instruction.add_note(r, **g, by=by, at=at),
         "La note est ajoutée.", lambda _r, _u: True, form=NoteForm, tone=""),
    Step("open_link", "Envoyer un lien au bailleur", rules.SOCIAL_WORKER, _open_link,
         "Le lien est envoyé au bailleur.",
         lambda r, _u: bool(r.tenancy.landlord.email)
         and r.state != RequestState.DRAFT and not over_words(r), tone=""),
)  # fmt: skip
