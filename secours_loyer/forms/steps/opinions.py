"""What is asked to put a question to an association, or to take it back."""

from __future__ import annotations

from django import forms

from actors.models import Organisation
from reims_solidarite.kit.form_fields import choose_among
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import PartnerOpinion
from secours_loyer.queries.partner_opinions import companions


class AskPartnerForm(StepForm):
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Association qui accompagne le ménage",
        empty_label="Choisissez",
    )
    question = forms.CharField(
        label="Votre question",
        max_length=500,
        widget=area(3),
        help_text="L’association lit cette question et le nom du ménage. Rien d’autre.",
    )

    def prepare(self) -> None:
        choose_among(self, "organisation", companions(self.target))


class WithdrawQuestionForm(StepForm):
    opinion = forms.ModelChoiceField(
        queryset=PartnerOpinion.objects.none(), label="Avis attendu de", empty_label="Choisissez"
    )

    def prepare(self) -> None:
        waiting = self.target.partner_opinions.waiting().select_related("organisation")
        choose_among(self, "opinion", waiting)
