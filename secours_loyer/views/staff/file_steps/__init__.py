"""The steps of a file as its page offers them: what moves it on, then the rest by subject."""

from dataclasses import replace

from secours_loyer.views.staff.file_steps.alerts import ALERTS
from secours_loyer.views.staff.file_steps.apart import APART
from secours_loyer.views.staff.file_steps.appeals import APPEALS
from secours_loyer.views.staff.file_steps.checking import CHECKING
from secours_loyer.views.staff.file_steps.decision import CLOSING, DECISION
from secours_loyer.views.staff.file_steps.ending import ENDING
from secours_loyer.views.staff.file_steps.filing import FILING
from secours_loyer.views.staff.file_steps.following import FOLLOWING
from secours_loyer.views.staff.file_steps.opinions import OPINIONS
from secours_loyer.views.staff.file_steps.payment import PAYMENT
from secours_loyer.views.staff.file_steps.study import STUDY

PIECES, DEBT, LANDLORD, AROUND, END = (
    "Les pièces",
    "La dette et les autres aides",
    "Le bailleur et son compte",
    "Autour du dossier",
    "Fin du dossier",
)
# What is named nowhere here moves the file on: it comes first, without a title.
SUBJECTS = {
    "complete_request": PIECES,
    "add_pieces": PIECES,
    "ask_missing": PIECES,
    "judge_piece": PIECES,
    "ask_piece": PIECES,
    "answer_duplicate": DEBT,
    "check_funds": DEBT,
    "note_cofunding": DEBT,
    "note_arrears": DEBT,
    "ask_statement": DEBT,
    "take_up_statement": DEBT,
    "keep_amount": DEBT,
    "settle_dispute": DEBT,
    "note_contest": DEBT,
    "answer_contest": DEBT,
    "prepare_plan": DEBT,
    "give_up_plan": DEBT,
    "enter_account": LANDLORD,
    "take_proposal": LANDLORD,
    "dismiss_proposal": LANDLORD,
    "note_landlord_mail": LANDLORD,
    "note_landlord_phone": LANDLORD,
    "confirm_landlord_phone": LANDLORD,
    "open_link": LANDLORD,
    **{step.name: AROUND for step in (*OPINIONS, *APPEALS, *ALERTS, *APART)},
    "add_note": AROUND,
    **{step.name: END for step in (*CLOSING, *ENDING)},
}
ORDER = ("", PIECES, DEBT, LANDLORD, AROUND, END)
EVERY = (
    *STUDY,
    *DECISION,
    *PAYMENT,
    *FILING,
    *CHECKING,
    *OPINIONS,
    *ALERTS,
    *APPEALS,
    *FOLLOWING,
    *APART,
    *CLOSING,
    *ENDING,
)
STEPS = tuple(
    sorted(
        (replace(step, subject=SUBJECTS.get(step.name, "")) for step in EVERY),
        key=lambda step: ORDER.index(step.subject),
    )
)

__all__ = ["STEPS", "SUBJECTS"]
