"""Amounts and days as French users type them."""

import pytest
from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField


class Sample(forms.Form):
    amount = EurosField(required=False, maximum=100_000)
    day = DayField(required=False)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12,5", 1250), ("1 000", 100_000), ("12.50 €", 1250), ("", None), ("0", 0)],
)
def test_amounts(typed: str, cents: int | None) -> None:
    form = Sample({"amount": typed})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == cents


@pytest.mark.parametrize("typed", ["1 000,01", "-1", "douze", "1,234"])
def test_refused_amounts_come_back_as_typed(typed: str) -> None:
    form = Sample({"amount": typed})
    assert not form.is_valid()
    assert f'value="{typed}"' in str(form["amount"])


def test_known_amounts_are_shown_in_euros() -> None:
    assert 'value="12,50"' in str(Sample(initial={"amount": 1250})["amount"])


@pytest.mark.parametrize("typed", ["31/12/2026", "2026-12-31"])
def test_days(typed: str) -> None:
    form = Sample({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"].isoformat() == "2026-12-31"


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "01/01/2201"])
def test_a_day_of_another_age_is_refused(typed: str) -> None:
    """The day after 9999-12-31 does not exist: counting it was an error page."""
    form = Sample({"day": typed})
    assert not form.is_valid()
    assert "Vérifiez l’année" in str(form.errors)
