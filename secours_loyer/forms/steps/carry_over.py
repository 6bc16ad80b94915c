"""Which aids are carried over to this year."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import offer
from reims_solidarite.kit.money import format_cents
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import Award
from secours_loyer.queries.carry_over import carriable, unpaid_of


class CarryOverForm(StepForm):
    """`target` is the year; all of them at first."""

    awards = forms.TypedMultipleChoiceField(
        label="Aides à reporter",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une aide."},
    )

    def prepare(self) -> None:
        rows = list(carriable(self.target))
        offer(self, "awards", [(row.pk, _said(row)) for row in rows])
        self.fields["awards"].initial = [row.pk for row in rows]

    @property
    def ready(self) -> bool:
        """Is there anything to carry over?"""
        return bool(self.fields["awards"].initial)


def _said(award: Award) -> str:
    decision = award.decision
    household = decision.request.household.name
    return f"{decision.number} – {household} – {format_cents(unpaid_of(award))}"
