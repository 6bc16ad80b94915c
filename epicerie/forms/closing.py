"""What is counted when the till is closed."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import EurosField


class ClosingForm(forms.Form):
    """`seen` is the total shown: a ticket that came in since is told, not swallowed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    counted = EurosField(label="Compté dans la caisse, fonds de caisse déduit (€)")
    note = forms.CharField(
        label="Explication de l’écart",
        max_length=300,
        required=False,
        help_text="Seulement si le compte ne tombe pas juste.",
    )
