"""What a step's small form is: the fields of its action, about one row."""

from __future__ import annotations

from typing import Any

from django import forms


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """`target` is the row that the page is about; a form without field is one button."""

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Narrow choices and initial values to the target."""
