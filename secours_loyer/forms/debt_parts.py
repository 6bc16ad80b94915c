"""The debt month by month, and what other funds answer: fields that several forms share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import EurosField
from reims_solidarite.kit.money import euros, format_cents
from reims_solidarite.kit.templatetags.french import french_month
from secours_loyer.actions.arrears import difference
from secours_loyer.models import Cofunding, Fund, FundAnswer

MOST = 1_000_000
"""Largest amount of one month, in cents."""

Pair = tuple[forms.BoundField, forms.BoundField]


def due_of(month: date) -> str:
    """The field of what was due."""
    return f"due_{month:%Y_%m}"


def paid_of(month: date) -> str:
    """The field of what was paid."""
    return f"paid_{month:%Y_%m}"


class MonthsForm(forms.Form):
    """Two amounts for each month of a debt."""

    months_offered: Sequence[date] = ()

    def offer_months(
        self,
        months: Sequence[date],
        start: Callable[[date], tuple[int | None, int | None]],
        *,
        required: bool = True,
    ) -> None:
        """Draw the months; `start`: what each begins on, (due, paid) in cents."""
        self.months_offered = months
        for month in months:
            due, paid = start(month)
            name = french_month(month).capitalize()
            self.fields[due_of(month)] = EurosField(
                label=f"{name} : dû (€)", maximum=MOST, required=required, initial=due
            )
            self.fields[paid_of(month)] = EurosField(
                label=f"{name} : payé (€)", maximum=MOST, required=False, initial=paid
            )

    def month_pairs(self) -> list[Pair]:
        """(due, paid) of each month."""
        return [(self[due_of(month)], self[paid_of(month)]) for month in self.months_offered]

    def month_rows(self) -> list[dict[str, Any]]:
        """month, due, paid: a line of the page's table."""
        pairs = zip(self.months_offered, self.month_pairs(), strict=True)
        return [{"month": month, "due": due, "paid": paid} for month, (due, paid) in pairs]

    def months_said(self) -> dict[date, tuple[int, int]]:
        """Month → (due, paid) in cents of a valid form; empty when no month was written."""
        typed = self.cleaned_data
        rows = {m: (typed.get(due_of(m)), typed.get(paid_of(m)) or 0) for m in self.months_offered}
        said = {month: (due, paid) for month, (due, paid) in rows.items() if due is not None}
        return said if len(said) == len(rows) else {}

    def check_months(self, certified: int | None) -> None:
        """Say what is wrong with the months, beside each; their sum beside the certified debt."""
        typed = self.cleaned_data
        blank = [m for m in self.months_offered if typed.get(due_of(m)) is None]
        if len(blank) == len(self.months_offered):
            blank = [m for m in blank if typed.get(paid_of(m))]
        for month in blank:
            if due_of(month) not in self.errors:
                self.add_error(due_of(month), "Indiquez ce qui était dû ; 0 si rien ne l’était.")
        rows = self.months_said()
        for month, (due, paid) in rows.items():
            if paid > due:
                self.add_error(paid_of(month), "Le payé ne peut pas dépasser le dû.")
        named = {name for month in self.months_offered for name in (due_of(month), paid_of(month))}
        if rows and certified is not None and not named & set(self.errors):
            total = sum(due - paid for due, paid in rows.values())
            if wrong := difference(total, certified):
                self.add_error("certified", wrong)

    def months_total(self) -> str:
        """What the months shown make together, beside the certified debt; nothing before they can
        be read."""
        try:
            total = sum(
                euros(_text(due)) - euros(_text(paid) or "0") for due, paid in self.month_pairs()
            )
            certified = euros(_text(self["certified"])) if _text(self["certified"]) else None
        except ValueError:
            return ""
        if not self.months_offered:
            return ""
        if certified is None:
            return f"Total des mois : {format_cents(total)}."
        return difference(total, certified) or (
            f"Total des mois : {format_cents(total)}, comme le décompte."
        )


class OtherFundsForm(forms.Form):
    """What each fund was asked for, and its answer; the total is counted, never typed."""

    def offer_funds(self, known: Mapping[str, Cofunding]) -> None:
        """Draw the funds; what was noted of one may change, not be forgotten."""
        for fund in Fund:
            row = known.get(fund)
            self.fields[f"fund_{fund.value}"] = forms.ChoiceField(
                label=fund.label,
                choices=FundAnswer.choices if row else [("", "Pas demandée"), *FundAnswer.choices],
                required=False,
                initial=row.state if row else "",
            )
            self.fields[f"fund_{fund.value}_cents"] = EurosField(
                label=f"{fund.label} : montant (€)",
                required=False,
                initial=row.amount_cents or None if row else None,
            )

    def fund_pairs(self) -> list[Pair]:
        """(answer, amount) for the page."""
        return [(self[f"fund_{fund.value}"], self[f"fund_{fund.value}_cents"]) for fund in Fund]

    def funds_said(self) -> dict[str, tuple[str, int]]:
        """Fund → (answer, cents) of a valid form; without those that nothing was asked of."""
        typed = self.cleaned_data
        said = {
            fund.value: (
                typed.get(f"fund_{fund.value}") or "",
                typed.get(f"fund_{fund.value}_cents") or 0,
            )
            for fund in Fund
        }
        return {
            fund: (answer, 0 if answer == FundAnswer.REFUSED else cents)
            for fund, (answer, cents) in said.items()
            if answer
        }

    def check_funds(self) -> None:
        """An amount goes with an answer, and an answer with its amount."""
        for fund in Fund:
            answer, cents = f"fund_{fund.value}", f"fund_{fund.value}_cents"
            if answer in self.errors or cents in self.errors:
                continue
            said, amount = self.cleaned_data.get(answer), self.cleaned_data.get(cents)
            if amount and not said:
                self.add_error(answer, "Dites si cette somme est demandée ou accordée.")
            if said and said != FundAnswer.REFUSED and not amount:
                self.add_error(cents, "Indiquez le montant demandé ou accordé.")


def _text(field: forms.BoundField) -> str:
    """What the field shows."""
    return str(field.value() or "")
