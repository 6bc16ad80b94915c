"""The form of one parameter: its widget follows its kind, its bounds are said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actors.parameters import Key, Value
from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.seen import SeenForm

WHOLE = "value"


class DecisionForm(SeenForm):
    """A value, the day it starts, and the decision behind it."""

    since = DayField(label="En vigueur à partir du")
    decision = forms.CharField(
        label="Décision",
        max_length=160,
        help_text="Par exemple : délibération du conseil d’administration du 12 mars 2026.",
    )

    def __init__(self, key: Key, value: Any, *args: Any, **kwargs: Any) -> None:
        self.key = key
        super().__init__(*args, **kwargs)
        fields = value_fields(key, value)
        self.fields = {**fields, **self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["chosen"] = chosen = typed_value(self.key, cleaned)
            if problem := self.key.problem(chosen):
                raise ValidationError(problem)
        return cleaned


def value_fields(key: Key, value: Any) -> dict[str, forms.Field]:
    """The fields that hold the value; one, but for a table of amounts."""
    if key.kind == "table" and key.columns and isinstance(key.default, dict):
        return _amounts(key, value)
    return {WHOLE: _single(key, value)}


def _amounts(key: Key, value: dict[str, int | None]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for code, words in key.columns:
        fields[f"kept-{code}"] = forms.BooleanField(
            label=words, required=False, initial=code in value
        )
        fields[f"cap-{code}"] = EurosField(
            label=f"Plafond pour « {words} » (€ par mois, vide : aucun)",
            required=False,
            initial=value.get(code),
        )
    return fields


def _single(key: Key, value: Any) -> forms.Field:
    whole: dict[str, Any] = {"min_value": key.minimum, "max_value": key.maximum, "label": key.label}
    if key.kind == "cents":
        return EurosField(
            label=f"{key.label} (€)",
            minimum=key.minimum or 0,
            maximum=key.maximum,
            initial=value,
        )
    if key.kind == "basis_points":
        return forms.DecimalField(
            label=f"{key.label} (%)",
            decimal_places=2,
            min_value=None if key.minimum is None else Decimal(key.minimum) / 100,
            max_value=None if key.maximum is None else Decimal(key.maximum) / 100,
            initial=Decimal(value) / 100,
            localize=True,
        )
    if key.kind == "days":
        return forms.IntegerField(**{**whole, "label": f"{key.label} (jours)"}, initial=value)
    if key.kind == "count":
        return forms.IntegerField(**whole, initial=value)
    if key.kind == "flag":
        return forms.ChoiceField(
            label=key.label,
            choices=[("oui", "Oui"), ("non", "Non")],
            initial="oui" if value else "non",
        )
    if key.choices:
        return forms.ChoiceField(label=key.label, choices=key.choices, initial=value)
    if key.columns:
        return forms.MultipleChoiceField(
            label=key.label,
            choices=key.columns,
            initial=value,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if key.kind == "table":
        return forms.JSONField(
            label=f"{key.label} (tableau)",
            initial=value,
            widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
            error_messages={"invalid": "Ce tableau est mal écrit : gardez les mêmes signes."},
        )
    # A text that is empty by default may be emptied again.
    return forms.CharField(
        label=key.label, max_length=300, initial=value, required=key.default != ""
    )


def typed_value(key: Key, cleaned: dict[str, Any]) -> Value:
    """What was typed, in the units of the registry (cents, basis points, codes)."""
    if WHOLE not in cleaned:
        kept = [code for code, _ in key.columns if cleaned[f"kept-{code}"]]
        return {code: cleaned[f"cap-{code}"] for code in kept}
    typed: Any = cleaned[WHOLE]
    if key.kind == "basis_points":
        return int(typed * 100)
    if key.kind == "flag":
        return bool(typed == "oui")
    value: Value = typed
    return value
