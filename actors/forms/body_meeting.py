"""Planning a meeting of a body, writing its report."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import BodyMeeting


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """The order of the hours is checked first: the database compares ranges that it can build."""

    class Meta:
        model = BodyMeeting
        fields = ("body", "theme", "starts_at", "ends_at", "place", "agenda", "report")
        help_texts = {
            "agenda": "Lu par le public quand la réunion est annoncée.",
            "report": "Aucun nom d’usager, aucune situation personnelle.",
        }

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        start, end = fields.get("starts_at"), fields.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "La réunion doit finir après son début.")
        return fields
