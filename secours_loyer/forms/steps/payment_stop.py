"""Stopping payments, or opening them again: why, and the state that was read."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.seen import SeenForm


class PaymentStopForm(SeenForm):
    """The reason is shown to whoever may pay."""

    reason = forms.CharField(
        label="Motif",
        max_length=160,
        help_text="Il est montré à toutes les personnes qui préparent ou approuvent un paiement.",
    )
