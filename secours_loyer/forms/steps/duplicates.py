"""What is asked about a probable duplicate: which one, why this request stands."""

from __future__ import annotations

from django import forms

from secours_loyer.forms.steps.base import StepForm, area, to_choose
from secours_loyer.models import DuplicateReason, RentRequest
from secours_loyer.queries.same_months import rows_of, same_months


class DuplicateForm(StepForm):
    """Those that wait first; one already answered may be answered again."""

    other = forms.ModelChoiceField(
        queryset=RentRequest.objects.none(), label="Autre demande", empty_label=None
    )
    reason = forms.ChoiceField(
        label="Pourquoi cette demande reste", choices=to_choose(DuplicateReason.choices)
    )
    why = forms.CharField(
        label="Ce que vous avez vérifié", max_length=300, widget=area(3),
        help_text="La commission le lit. Un vrai doublon ne se justifie pas : faites classer l’une "
        "des deux demandes sans suite.",
    )  # fmt: skip

    def prepare(self) -> None:
        probable = [claim for claim in same_months(self.target) if claim.probable]
        probable.sort(key=lambda claim: not claim.waits)
        rows = rows_of(probable)
        field = self.fields["other"]
        field.queryset = rows  # type: ignore[attr-defined]
        field.choices = [  # type: ignore[attr-defined]
            (claim.row.pk, f"{claim.row.number}, {claim.row.tenancy.address} ({claim.why})")
            for claim in probable
        ]
