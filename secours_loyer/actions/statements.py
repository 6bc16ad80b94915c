"""Asking the landlord, in writing, what is owed."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.letters import keep_statement_letter
from secours_loyer.models import Letter, RentRequest
from secours_loyer.states import UNDECIDED


@action
def ask_statement(request: RentRequest, *, by: User, at: datetime) -> Letter:
    """The letter to print and send; once a day at most."""
    need(rules.FILE_WRITER.allows(by), "Un décompte est demandé par le CCAS.")
    held = locked(request)
    need(held.state in UNDECIDED, "La décision est prise : la dette ne change plus.")
    letter = keep_statement_letter(held, by=by, at=at)
    record("ask_statement", held, by=by, at=at, household=held.household.uid)
    return letter
