"""What a volunteer answers when they offer a place: to whom, and for which day in return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

EVERYONE = "tous"


class ExchangeForm(forms.Form):
    """`whom` is everyone or a volunteer's number; `wanted` is empty or an opening's number."""

    whom = forms.ChoiceField()
    wanted = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, people: Mapping[int, str], days: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["whom"].choices = [(EVERYONE, ""), *((str(pk), "") for pk in people)]  # type: ignore[attr-defined]
        self.fields["wanted"].choices = [("", ""), *((str(pk), "") for pk in days)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> int | None:
        whom = self.cleaned_data["whom"]
        return None if whom == EVERYONE else int(whom)

    @property
    def wanted_day(self) -> int | None:
        return int(self.cleaned_data["wanted"]) if self.cleaned_data["wanted"] else None
