"""Where an action stands: what happened, the next step, the result, what was measured."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from actors.models import Membership, Organisation
from assises import states
from assises.models import Action
from assises.states import ENDED_VALUES
from reims_solidarite.kit.form_fields import DayField


class ReportForm(forms.Form):
    """One form for a progress note, a change of state, a result and a measure."""

    step = forms.ChoiceField(label="Et maintenant", required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Ce qui s’est passé",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une phrase suffit. Elle est publique : ne nommez aucune personne aidée.",
    )
    result = forms.CharField(
        label="Résultat",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Obligatoire pour terminer ou abandonner.",
    )
    indicator = forms.CharField(label="Ce qui est mesuré", max_length=200, required=False)
    indicator_value = forms.IntegerField(label="Mesure (un nombre)", required=False)
    measured_on = DayField(label="Mesuré le", required=False)

    def __init__(self, action: Action, data: QueryDict | None = None) -> None:
        initial = {
            "result": action.result,
            "indicator": action.indicator,
            "indicator_value": action.indicator_value,
            "measured_on": action.measured_on,
        }
        super().__init__(data, initial=initial)
        possible = [t for t in states.ACTION.values() if action.state in t.sources]
        choices = [("", "Pas de changement d’état"), *((t.name, t.label) for t in possible)]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        step = states.ACTION.get(cleaned.get("step") or "")
        if step and step.target in ENDED_VALUES and not cleaned.get("result"):
            self.add_error("result", "Dites ce que l’action a donné, même si elle est abandonnée.")
        parts = ("indicator", "indicator_value", "measured_on")
        given = [cleaned.get(name) not in (None, "") for name in parts[1:]]
        if any(given) and not (all(given) and cleaned.get("indicator")):
            self.add_error(
                "indicator_value", "Une mesure dit ce qui est mesuré, combien et quel jour."
            )
        return cleaned

    def report(self) -> dict[str, Any]:
        """Arguments of the action."""
        data = self.cleaned_data
        return {
            "step": data["step"] or None,
            "text": data["text"],
            "result": data["result"],
            "measure": {
                name: data[name] for name in ("indicator", "indicator_value", "measured_on")
            },
        }


class EntrustForm(forms.Form):
    """Which organisation owns the action, and which of its agents carries it."""

    owner = forms.ModelChoiceField(
        label="Portée par", queryset=Organisation.objects.order_by("sort_key", "pk")
    )
    agent = forms.ModelChoiceField(
        label="Agent porteur",
        required=False,
        queryset=Membership.objects.active()
        .filter(user__is_active=True)
        .select_related("user", "organisation")
        .order_by("organisation__sort_key", "user__sort_key", "pk"),
        help_text="Un agent de cette organisation.",
    )
