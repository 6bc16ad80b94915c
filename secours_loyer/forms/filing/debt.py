"""The debt that the landlord certifies: its months, its statement, what the household can pay."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from reims_solidarite.kit.dates import Period, add_months, month_start, months_between, months_in
from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.money import euros, plain_cents
from secours_loyer.actions.arrears import owed
from secours_loyer.forms.debt_parts import MonthsForm, due_of, paid_of

LONGEST = 60
"""Most months of one request; how many can still be claimed is a parameter, below this."""
MOST_FIELDS = 300
OF_MONTH = re.compile(r"(due|paid)_\d{4}_\d{2}", re.ASCII)


class MonthField(DayField):
    """A month, by any of its days."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        return month_start(day) if day else None


class DebtPart(MonthsForm):
    """Each month has its line once the first and the last are known."""

    first_month = MonthField(label="Premier mois impayé", help_text="N’importe quel jour du mois.")
    last_month = MonthField(label="Dernier mois impayé", help_text="N’importe quel jour du mois.")
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    debt_confirmed = forms.BooleanField(
        label="Le montant est bien celui du décompte",
        required=False,
        help_text="Seulement si la dette est bien plus grande que les loyers de ces mois.",
    )
    statement_on = DayField(label="Décompte daté du")
    statement = PaperField(
        label="Décompte du bailleur (PDF ou photo)",
        required=False,
        help_text="Nécessaire pour déposer ; un brouillon peut attendre.",
    )
    down_payment = EurosField(
        label="Ce que le ménage peut payer tout de suite (€)",
        required=False,
        help_text="Laissez vide s’il ne peut rien payer pour l’instant.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unseen: list[date] = []
        self._offer_months()

    def _offer_months(self) -> None:
        """The months between the two dates typed so far; a new one starts on the rent typed."""
        typed = self.data if self.is_bound else self.initial
        first, last = (_month(typed.get(name)) for name in ("first_month", "last_month"))
        if first is None or last is None or not 0 <= months_between(first, last) < LONGEST:
            return
        months, usual = months_in(Period(first, add_months(last, 1))), _usually_due(typed)
        self.offer_months(months, lambda _month: (usual, 0))
        if self.is_bound:
            names = ((month, due_of(month), paid_of(month)) for month in months)
            new = [row for row in names if row[1] not in self.data and row[2] not in self.data]
            started = {due: "" if usual is None else plain_cents(usual) for _, due, _ in new}
            self.unseen = [month for month, _, _ in new]
            self.data = MultiValueDict(self.data)
            for name, value in {**started, **{paid: "0" for _, _, paid in new}}.items():
                self.data[name] = value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_month"), given.get("last_month")
        if first and last and last < first:
            self.add_error("last_month", "Le dernier mois ne peut pas précéder le premier.")
        elif first and last and not self.months_offered:
            self.add_error("last_month", f"Plus de {LONGEST} mois : vérifiez les deux dates.")
        if self.unseen:
            self.add_error(due_of(self.unseen[0]), "Vérifiez le dû et le payé de chaque mois.")
        else:
            self.check_months(given.get("certified"))
        return given

    def months_claimed(self) -> Period | None:
        """The months between the two dates, half-open; None while they say none."""
        first, last = (self.cleaned_data.get(name) for name in ("first_month", "last_month"))
        return Period(first, add_months(last, 1)) if first and last and first <= last else None

    def amounts_aside(self) -> list[str]:
        """Amounts of months that the two dates leave out for now: they may come back."""
        return [name for name in list(self.data)[:MOST_FIELDS] if OF_MONTH.fullmatch(name)]

    def started(self) -> set[str]:
        """The amounts that the form began by itself: nobody has read them yet."""
        return {name for month in self.unseen for name in (due_of(month), paid_of(month))}


def _month(typed: Any) -> date | None:
    """The month of what was typed, or nothing while it cannot be read."""
    try:
        return MonthField(required=False).clean(typed)
    except forms.ValidationError:
        return None


def _usually_due(typed: Any) -> int | None:
    """What a month leaves to the tenant, from the rent typed so far, in cents."""
    try:
        rent, charges, aid = (
            euros(str(typed.get(name) or 0)) for name in ("rent", "charges", "housing_aid")
        )
    except ValueError:
        return None
    if not rent:
        return None
    return owed(rent + charges, aid, aid_paid_to_landlord=bool(typed.get("aid_paid_to_landlord")))
