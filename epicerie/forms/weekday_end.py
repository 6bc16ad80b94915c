"""Which day of the usual week ends, and from when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from epicerie.models import WeeklyPattern
from reims_solidarite.kit.form_fields import DayField


class _UsualDayChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """« Jeudi 09:00–12:00, Épicerie… »."""

    def label_from_instance(self, obj: WeeklyPattern) -> str:
        return f"{obj}, {obj.site}"


class EndUsualDayForm(forms.Form):
    """`on`: today; days of the usual week that have ended by then are not offered."""

    field_order = ["pattern", "since"]
    since = DayField(
        label="À partir du", help_text="Ce jour-là et les suivants, l’épicerie n’ouvre plus."
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = WeeklyPattern.objects.in_force(on, date.max).filter(site__active=True)
        self.fields["pattern"] = _UsualDayChoice(
            label="Jour de la semaine habituelle",
            queryset=running.select_related("site"),
            empty_label="Choisir",
        )
        self.order_fields(self.field_order)
