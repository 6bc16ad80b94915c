"""The period of a page of hours, extra hours, and the reason of a reversal."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from epicerie.forms.presence import as_minutes
from epicerie.forms.widgets import HourField
from epicerie.models import HoursKind
from epicerie.queries.given import Span
from reims_solidarite.kit.form_fields import DayField

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=3660)


class SpanForm(forms.Form):
    """From one day to another, both included."""

    du = DayField(label="Du")
    au = DayField(label="Au (inclus)")

    def clean(self) -> dict[str, date]:
        typed: dict[str, date] = super().clean() or {}
        if {"du", "au"} <= set(typed) and not timedelta() <= typed["au"] - typed["du"] <= LONGEST:
            raise ValidationError("La fin vient après le début, dix ans plus tard au plus.")
        return typed


def span_of(sent: QueryDict, *, today: date) -> tuple[Span, SpanForm]:
    """What was asked for, or the year under way until it is."""
    year = {"du": date(today.year, 1, 1), "au": date(today.year, 12, 31)}
    form = SpanForm(sent if "du" in sent or "au" in sent else year)
    chosen = form.cleaned_data if form.is_valid() else year
    return Span(chosen["du"], chosen["au"] + ONE_DAY), form


class ExtraHoursForm(forms.Form):
    """Hours outside an opening."""

    day = DayField(label="Jour")
    duration = HourField(label="Durée", help_text="Heures et minutes, 12 heures au plus.")
    kind = forms.ChoiceField(
        label="Pour", choices=[one for one in HoursKind.choices if one[0] != HoursKind.SHIFT]
    )
    reason = forms.CharField(label="À quoi ces heures ont servi", max_length=200)

    def minutes(self) -> int:
        return as_minutes(self.cleaned_data["duration"]) or 0


class ReasonOfReversalForm(forms.Form):
    """Why hours are taken back."""

    reason = forms.CharField(label="Raison de l’annulation", max_length=200)
