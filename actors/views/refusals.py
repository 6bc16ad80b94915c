"""A refused action becomes an error of the form it came from."""

from __future__ import annotations

from django.forms import BaseForm

from reims_solidarite.kit.transitions import Refused


def show_refusal(form: BaseForm, refusal: Refused) -> None:
    """Beside the field it speaks of, or above the form; what was typed stays."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
