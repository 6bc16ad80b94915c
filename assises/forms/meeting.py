"""The text of a report."""

from django import forms


class ReportTextForm(forms.Form):
    """What was said and decided, without any personal case."""

    report = forms.CharField(
        label="Compte rendu",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Il devient public une fois approuvé : n’y écrivez aucune situation personnelle.",
    )
