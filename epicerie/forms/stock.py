"""Forms of the stock."""

from __future__ import annotations

from typing import Any

from django import forms

from epicerie.actions.stock import NewLot
from epicerie.models import DateKind, Funding, Product, Supplier
from reims_solidarite.kit.form_fields import DayField
from reims_solidarite.kit.money import euros

LINES = 6


class DeliveryForm(forms.Form):
    """The head of a delivery note."""

    supplier = forms.ModelChoiceField(label="Fournisseur", queryset=Supplier.objects.all())
    on = DayField(label="Reçue le")
    note_number = forms.CharField(label="Numéro du bon de livraison", max_length=40)


class LotForm(forms.Form):
    """One line of a delivery note. A line left as it was shown is left aside: its two lists start
    on a value, so that a browser sends back what counts as nothing typed.
    """

    product = forms.ModelChoiceField(label="Article", queryset=Product.objects.all())
    funding = forms.ChoiceField(label="Origine", choices=Funding.choices, initial=Funding.FOOD_BANK)
    quantity = forms.IntegerField(label="Quantité", min_value=1, max_value=100_000)
    unit_value = forms.CharField(label="Valeur d’une unité (€)", max_length=12)
    date_kind = forms.ChoiceField(
        label="Sorte de date", choices=DateKind.choices, initial=DateKind.DLC
    )
    best_on = DayField(label="Date", required=False)
    lot_number = forms.CharField(label="Numéro de lot", max_length=40, required=False)

    def clean_unit_value(self) -> int:
        """Cents."""
        try:
            cents = euros(self.cleaned_data["unit_value"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 <= cents <= 1_000_000:
            raise forms.ValidationError("Vérifiez la valeur : elle va de 0 à 10 000 €.")
        return cents

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        dated = typed.get("date_kind") != DateKind.NONE
        if dated and not typed.get("best_on") and "best_on" not in self.errors:
            self.add_error("best_on", "Indiquez la date imprimée sur le produit.")
        return typed

    def new_lot(self) -> NewLot:
        """For the action."""
        typed = self.cleaned_data
        return NewLot(
            product=typed["product"],
            funding=typed["funding"],
            quantity=typed["quantity"],
            unit_value_cents=typed["unit_value"],
            date_kind=typed["date_kind"],
            best_on=typed["best_on"] if typed["date_kind"] != DateKind.NONE else None,
            lot_number=typed["lot_number"],
        )


LotFormSet = forms.formset_factory(LotForm, extra=LINES, max_num=60)


class OutForm(forms.Form):
    """A loss, or a count."""

    what = forms.ChoiceField(
        label="Mouvement",
        choices=[("waste", "Sortir en perte"), ("count", "Corriger après comptage")],
    )
    quantity = forms.IntegerField(
        label="Quantité",
        min_value=0,
        max_value=100_000,
        help_text="Unités perdues ; ou, après comptage, unités trouvées en rayon.",
    )
    reason = forms.CharField(label="Raison", max_length=160)
