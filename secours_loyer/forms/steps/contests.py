"""A household contests its debt: what is asked on the page of the request, at the CCAS."""

from __future__ import annotations

from django import forms

from secours_loyer.forms.contest import ContestForm
from secours_loyer.forms.steps.base import StepForm, area


class NoteContestForm(ContestForm, StepForm):
    """The same questions as in the associations."""


class AnswerContestForm(StepForm):
    why = forms.CharField(
        label="Ce qui règle la contestation",
        max_length=500,
        widget=area(3),
        help_text="Le nouveau décompte, la quittance vue, ou pourquoi la dette reste.",
    )
