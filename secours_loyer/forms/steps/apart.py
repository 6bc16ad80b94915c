"""What is asked of somebody who should stay apart from a file."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import choose_among
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import DeclaredTie
from secours_loyer.queries.ties import standing_ties


class DeclareTieForm(StepForm):
    reason = forms.CharField(
        label="Votre lien avec le ménage ou le bailleur",
        max_length=200,
        help_text="Parent, ami, voisin, propriétaire… Vous ne ferez plus rien sur ce dossier.",
    )


class LiftTieForm(StepForm):
    tie = forms.ModelChoiceField(
        queryset=DeclaredTie.objects.none(), label="Lien", empty_label="Choisissez"
    )
    reason = forms.CharField(label="Pourquoi il ne compte pas", max_length=200)

    def prepare(self) -> None:
        choose_among(self, "tie", standing_ties(self.target))
