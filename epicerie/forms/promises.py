"""Forms of what associations promise."""

from __future__ import annotations

from django import forms

from actors.models import Organisation
from reims_solidarite.kit.form_fields import DayField


class PromiseForm(forms.Form):
    """So many places each month, from a month on."""

    organisation = forms.ModelChoiceField(label="Association", queryset=Organisation.objects.all())
    places_a_month = forms.IntegerField(
        label="Places promises par mois", min_value=1, max_value=600
    )
    since = DayField(
        label="À partir du mois de",
        help_text="N’importe quel jour de ce mois ; l’engagement d’avant s’arrête à sa veille.",
    )


class EndPromiseForm(forms.Form):
    """The last month that counts."""

    on = DayField(label="Dernier mois", help_text="N’importe quel jour du dernier mois promis.")
