"""A refused action becomes an error of the form that asked for it; what was typed stays."""

from __future__ import annotations

from django.forms import BaseForm

from reims_solidarite.kit.transitions import Refused


def add_refusal(form: BaseForm, refusal: Refused) -> None:
    """On its field when the form has it, above the form otherwise."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.message)
