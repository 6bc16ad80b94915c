"""What is asked about letters on paper: which ones, and on which day they left."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from reims_solidarite.kit.form_fields import DayField
from secours_loyer.models import Letter, SentBy

MISSING = "Cochez au moins une lettre."
UNKNOWN = "Une lettre cochée n’est plus dans votre liste. Rechargez la page."


class LettersForm(forms.Form):
    """The boxes of the list; drawn in its table, one beside each letter."""

    letters = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        label="Lettres",
        error_messages={
            "required": MISSING,
            "invalid_choice": UNKNOWN,
            "invalid_pk_value": UNKNOWN,
            "invalid_list": UNKNOWN,
        },
    )

    def __init__(self, *args: Any, rows: QuerySet[Letter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["letters"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = rows


class PostLettersForm(LettersForm):
    sent_on = DayField(label="Parties le")
    way = forms.ChoiceField(label="Comment", choices=SentBy.choices, initial=SentBy.POST)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_on", on)


class HoldBackForm(LettersForm):
    reason = forms.CharField(
        label="Pourquoi elles ne partent pas",
        max_length=300,
        help_text="Par exemple : une autre lettre la remplace. Le dossier garde ce motif.",
        error_messages={"required": "Écrivez pourquoi ces lettres ne partent pas."},
    )
