"""What is asked when a household contests a decision, and when it gives that up."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.form_fields import DayField
from secours_loyer.forms.steps.base import StepForm, area


class AppealForm(StepForm):
    received_on = DayField(
        label="Recours reçu le",
        help_text="Le jour où le courrier est arrivé, ou celui de la visite.",
    )
    helped_by = forms.CharField(
        label="Avec l’aide de",
        max_length=120,
        required=False,
        help_text="Vide si le ménage a écrit seul.",
    )
    reason = forms.CharField(
        label="Ce que dit le ménage",
        max_length=2000,
        widget=area(4),
        help_text="La commission le lit. Un recours hors délai se note aussi : le portail le dit.",
    )
    paper = PaperField(label="Courrier reçu (PDF ou photo)", required=False)


class DropAppealForm(StepForm):
    motive = forms.CharField(
        label="Pourquoi le recours est retiré",
        max_length=1500,
        widget=area(2),
        help_text="Le ménage y renonce, ou le recours a été noté par erreur. La lettre au ménage "
        "répète ce motif.",
    )
