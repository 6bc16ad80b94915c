"""What is asked of those who file or complete a request."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.file_fields import PaperField, SeveralPapersField
from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among
from secours_loyer.actions.checklist import missing_words
from secours_loyer.forms.completing import complete_form
from secours_loyer.forms.nobody_named import NOBODY_NAMED
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import AskedPiece


class MissingForm(StepForm):
    missing = forms.CharField(
        label="Ce qui manque",
        max_length=700,
        required=False,
        widget=area(3),
        help_text="Les pièces attendues ou refusées de la liste sont ajoutées à votre message. Si "
        "la liste n’en attend plus, nommez ici celle qui manque : elle s’y ajoute.",
    )


class PiecesForm(StepForm):
    pieces = SeveralPapersField(
        label="Pièces (PDF ou photos)", help_text="Plusieurs fichiers possibles."
    )
    answers = forms.ModelChoiceField(
        queryset=AskedPiece.objects.none(),
        label="Pièce de la liste",
        required=False,
        empty_label="Autre",
    )

    def prepare(self) -> None:
        choose_among(self, "answers", self.target.checklist.missing())


class ResendForm(StepForm):
    summary = forms.CharField(label="La situation en quelques mots", max_length=1500,
                              widget=area(4), help_text=NOBODY_NAMED)  # fmt: skip
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    statement_on = DayField(label="Décompte daté du")
    statement = PaperField(label="Nouveau décompte, s’il y en a un", required=False)

    def prepare(self) -> None:
        self.initial.update(complete_form(self.target))
        if still := missing_words(self.target):
            self.notice = f"Ces pièces manquent encore : {still}. La demande repart sans elles."
