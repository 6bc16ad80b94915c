"""An aid above the calculation is confirmed: a box that says the two amounts."""

from __future__ import annotations

from django import forms

from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.derogation import above_words


class AboveForm(StepForm):
    """For forms that grant: `confirm_above` is called once the amount is read."""

    def confirm_above(self, request: RentRequest, cents: int | None) -> None:
        """A box that only this very amount ticks: another one is asked about anew."""
        above = above_words(request.assessments.first(), cents)
        if not above:
            return
        said = self.data.get(self.add_prefix("above")) == str(cents)
        self.fields["above"] = forms.BooleanField(
            label=f"J’accorde plus que le calcul. {above}",
            widget=forms.CheckboxInput(attrs={"value": str(cents)}, check_test=lambda _given: said),
        )
        if not said:
            self.add_error(
                "above", "Relisez les deux montants, puis cochez cette case ou corrigez l’aide."
            )
