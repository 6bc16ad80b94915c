"""The decision on an access."""

from __future__ import annotations

from django import forms


class DecisionForm(forms.Form):
    """`seen_cents`: the reste à vivre that was on the screen when the decision was made."""

    seen_cents = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Motif",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Obligatoire pour un refus, ou pour un accord au-dessus du seuil.",
    )

    def show(self, seen_cents: int) -> None:
        """What is on the screen now is what the next press decides on."""
        self.initial["seen_cents"] = seen_cents
        if self.is_bound:
            self.data = {**self.data.dict(), "seen_cents": str(seen_cents)}  # type: ignore[attr-defined]
