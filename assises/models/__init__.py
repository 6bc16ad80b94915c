"""The yearly event, its working groups, and what they change."""

from assises.models.action import Action, ActionStep
from assises.models.edition import Edition
from assises.models.group import WorkingGroup
from assises.models.meeting import Meeting, MeetingState, ReportState
from assises.models.proposal import Proposal, code_for
from assises.models.registration import Measure, Registration, RegistrationState
from assises.models.seat import Seat, SeatState
from assises.models.session import Session, SessionKind, Speaker
from assises.states import ActionState, EditionState

__all__ = [
    "Action",
    "ActionState",
    "ActionStep",
    "Edition",
    "EditionState",
    "Measure",
    "Meeting",
    "MeetingState",
    "Proposal",
    "Registration",
    "RegistrationState",
    "ReportState",
    "Seat",
    "SeatState",
    "Session",
    "SessionKind",
    "Speaker",
    "WorkingGroup",
    "code_for",
]
