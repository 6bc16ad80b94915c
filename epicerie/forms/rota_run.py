"""What the coordinator asks of the automatic rota: from when, how long, and which question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.dateformat import format as format_date

from epicerie.states import RotaKind
from reims_solidarite.kit.dates import add_months, month_start

MONTHS_AHEAD = 12
LENGTHS = [(1, "Un mois"), (3, "Un trimestre"), (6, "Six mois")]
QUESTIONS = [
    (
        RotaKind.REPAIR.value,
        f"{RotaKind.REPAIR.label} : garder le planning publié, compléter ce qui manque",
    ),
    (
        RotaKind.FILL.value,
        f"{RotaKind.FILL.label} : répartir à neuf, en gardant si possible les places confirmées",
    ),
]


class RotaRunForm(forms.Form):
    """The months are offered from the current one; days already begun never change."""

    start = forms.TypedChoiceField(label="À partir de", coerce=date.fromisoformat)
    months = forms.TypedChoiceField(label="Durée", choices=LENGTHS, coerce=int)
    kind = forms.ChoiceField(label="Calcul", choices=QUESTIONS, widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None = None, *, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        first = month_start(on)
        days = [add_months(first, n) for n in range(MONTHS_AHEAD)]
        field = self.fields["start"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [
                (day.isoformat(), format_date(day, "F Y").capitalize()) for day in days
            ]

    def period(self) -> tuple[date, date]:
        """First day, and the day after the last one."""
        start: date = self.cleaned_data["start"]
        return start, add_months(start, self.cleaned_data["months"])
