"""What a step's small form is: the fields of its action, about one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def to_choose(choices: Iterable[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """A list that starts on no answer: nobody gives one without having chosen it."""
    return [("", "Choisissez"), *choices]


class StepForm(forms.Form):
    """`target` is the row that the page is about; a form without field is one button.

    `notice` warns of something before the button is pressed.
    """

    notice = ""

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Narrow choices and initial values to the target."""
