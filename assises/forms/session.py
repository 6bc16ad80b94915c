"""A session in the admin: points and speakers are lines of text, which nobody can get wrong."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.forms import SimpleArrayField

from assises.models import Session

MOST_CHARACTERS = 120


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One point a line; one speaker a line, functions after semicolons."""

    points = SimpleArrayField(
        forms.CharField(max_length=250),
        label="Points soulignés",
        delimiter="\n",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Un point par ligne.",
    )
    speakers = forms.CharField(
        label="Intervenants",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Un par ligne : le nom, puis ses fonctions après des points-virgules.",
    )

    class Meta:
        model = Session
        fields: ClassVar[list[str]] = ["points"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            lines = [" ; ".join([s.name, *s.functions]) for s in self.instance.speakers.all()]
            self.initial["speakers"] = "\n".join(lines)

    def clean_speakers(self) -> list[tuple[str, list[str]]]:
        """(name, functions) of each line; the same person twice is a slip."""
        found: dict[str, list[str]] = {}
        for line in self.cleaned_data["speakers"].splitlines():
            name, *functions = [part.strip() for part in line.split(";")]
            if not name:
                continue
            if name in found or len(name) > MOST_CHARACTERS:
                raise forms.ValidationError(f"Vérifiez la ligne « {line[:60]} ».")
            found[name] = [function[:160] for function in functions if function]
        return list(found.items())
