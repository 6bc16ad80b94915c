"""What was asked for: papers, a newer statement, another amount, more words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import ClearableFileInput

from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.filing import Upload
from secours_loyer.forms.request import upload_of
from secours_loyer.models import AskedPiece, RentRequest


class SeveralFiles(ClearableFileInput):
    """Papers chosen together, on a phone too."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The cleaned value is a list; each file is recognised by the action that keeps it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in given if one]


class PiecesForm(forms.Form):
    """Papers, and the line of the checklist that they answer."""

    pieces = SeveralFilesField(
        label="Pièces demandées (PDF ou photos)",
        required=False,
        help_text="Plusieurs fichiers possibles. Chacun est gardé dès l’envoi.",
    )
    answers = forms.ModelChoiceField(
        queryset=AskedPiece.objects.none(),
        label="Ces fichiers sont",
        required=False,
        empty_label="Une autre pièce",
        help_text="Une pièce à la fois : gardez les fichiers, puis envoyez la suivante.",
    )

    def __init__(self, *args: Any, request: RentRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].queryset = request.checklist.missing()  # type: ignore[attr-defined]

    def uploads(self) -> list[Upload]:
        """The papers that could be read."""
        return uploads_of(self.cleaned_data.get("pieces"))

    def refuse(self, refusal: Refused, *, file_field: str) -> None:
        """Show a refusal beside the field it speaks of."""
        field = file_field if refusal.field == "file" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.message)


class CompleteForm(PiecesForm):
    """Files are kept first, whatever else is wrong with what was typed."""

    summary = forms.CharField(
        label="La situation en quelques mots",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    statement_on = DayField(label="Décompte daté du")
    statement = forms.FileField(label="Nouveau décompte, s’il y en a un", required=False)


def uploads_of(files: Any) -> list[Upload]:
    """Files of a form, as they were sent."""
    return [one for one in map(upload_of, files or ()) if one]


def complete_form(request: RentRequest) -> dict[str, Any]:
    """The form starts on what the request says."""
    return {
        "summary": request.summary,
        "certified": request.debt.certified_cents,
        "statement_on": request.debt.statement_on,
    }
