"""What was asked for: papers, a newer statement, another amount, more words."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.file_fields import PaperField, SeveralPapersField
from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.arrears import months_of
from secours_loyer.actions.filing import Upload
from secours_loyer.forms.debt_parts import MonthsForm, OtherFundsForm
from secours_loyer.forms.nobody_named import NOBODY_NAMED
from secours_loyer.forms.uploads import uploads_of
from secours_loyer.models import AskedPiece, RentRequest


class PiecesForm(forms.Form):
    """Papers, and the line of the checklist that they answer."""

    pieces = SeveralPapersField(
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
        awaited = request.checklist.missing()
        choose_among(self, "answers", awaited)
        if not awaited:
            self.fields["pieces"].label = "Pièces (PDF ou photos)"
            del self.fields["answers"]

    def uploads(self) -> list[Upload]:
        """The papers that could be read."""
        return uploads_of(self.cleaned_data.get("pieces"))

    def refuse(self, refusal: Refused, *, file_field: str) -> None:
        """Show a refusal beside the field it speaks of."""
        field = file_field if refusal.field == "file" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.message)


class CompleteForm(PiecesForm, MonthsForm, OtherFundsForm):
    """Files are kept first, whatever else is wrong with what was typed."""

    summary = forms.CharField(
        label="La situation en quelques mots",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOBODY_NAMED,
    )
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    statement_on = DayField(label="Décompte daté du")
    statement = PaperField(label="Nouveau décompte, s’il y en a un", required=False)

    def __init__(self, *args: Any, request: RentRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        debt = request.debt
        known = {row.month: (row.due_cents, row.paid_cents) for row in debt.arrears.all()}
        nothing = (None, None)
        self.offer_months(months_of(debt), lambda month: known.get(month, nothing), required=False)
        self.offer_funds({row.fund: row for row in request.cofundings.all()})

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that are drawn one by one."""
        pairs = [*self.month_pairs(), *self.fund_pairs()]
        drawn = {field.name for pair in pairs for field in pair}
        return [field for field in self if field.name not in drawn]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.check_months(given.get("certified"))
        self.check_funds()
        return given


def complete_form(request: RentRequest) -> dict[str, Any]:
    """The form starts on what the request says."""
    return {
        "summary": request.summary,
        "certified": request.debt.certified_cents,
        "statement_on": request.debt.statement_on,
    }
