"""Texts of one line: no line break nor other invisible character, in the form and in the table.

A name with a line break would change the shape of the e-mails and letters that print it; one with
a carriage return in a subject stops the e-mail for ever.
"""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q

# ASCII and Latin-1 controls, line and paragraph separators: written alike for Python and SQL.
CONTROL = r"[\u0001-\u001f\u007f-\u009f\u2028\u2029]"
SENTENCE = "Écrivez sur une seule ligne, sans caractère invisible."

one_line = RegexValidator(CONTROL, message=SENTENCE, code="control", inverse_match=True)


class OneLineField(forms.CharField):
    """A name, a number, a short reason."""

    default_validators = [one_line]


def holds_one_line(*fields: str, name: str) -> CheckConstraint:
    """The same, whatever the path: each of these columns holds one line."""
    condition = Q(*(~Q(**{f"{field}__regex": CONTROL}) for field in fields))
    return CheckConstraint(name=name, condition=condition, violation_error_message=SENTENCE)
