"""Form fields for what French users type: amounts in euros, days, telephones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from reims_solidarite.kit.dates import FIRST_YEAR, LAST_YEAR
from reims_solidarite.kit.money import euros, plain_cents
from reims_solidarite.kit.phone import read_phone


def choose_among(
    form: forms.Form,
    name: str,
    rows: QuerySet[Any],
    *,
    said: Callable[[Any], str] | None = None,
) -> None:
    """The rows that a field of the form offers, and how each is said; TypeError for a field that
    chooses no row."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows")
    field.queryset = rows
    if said is not None:
        field.label_from_instance = said  # type: ignore[method-assign, assignment]


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """The lines that a field of the form offers; TypeError for a field that is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choice")
    field.choices = choices


class EurosField(forms.CharField):
    """Text like « 1 234,56 »; the cleaned value is integer cents, or None when left empty."""

    def __init__(self, *, minimum: int = 0, maximum: int | None = None, **kwargs: Any) -> None:
        self.minimum, self.maximum = minimum, maximum
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Cents are shown in euros; what was typed comes back as it was typed."""
        return plain_cents(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            cents = euros(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if cents < self.minimum:
            raise ValidationError(f"Le montant doit être d’au moins {plain_cents(self.minimum)} €.")
        if self.maximum is not None and cents > self.maximum:
            raise ValidationError(f"Le montant ne peut pas dépasser {plain_cents(self.maximum)} €.")
        return cents


class DayField(forms.DateField):
    """A day: the browser's own calendar, or « 31/12/2026 » typed; in a year that can be meant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"Vérifiez l’année : elle est entre {FIRST_YEAR} et {LAST_YEAR}.")
        return day


class PhoneField(forms.CharField):
    """A telephone as people write it; the cleaned value is in the form kept (`kit.phone`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        )
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        try:
            return read_phone(super().clean(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
