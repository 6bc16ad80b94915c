"""Every model about persons has a duration, counted from the right event, to the day."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from actors.households.models import Household
from reims_solidarite.retention import POLICIES, Policy, installed_policies
from tests.cast import Cast
from tests.factories.households import household

WITH_CLASSES = [model._meta.label for model in apps.get_models() if hasattr(model, "FIELD_CLASSES")]


def test_the_table_is_complete_and_says_each_model_once() -> None:
    named = [policy.model for policy in POLICIES]
    assert len(named) == len(set(named))
    assert len(WITH_CLASSES) >= 15
    assert set(WITH_CLASSES) - set(named) == set()


def test_no_row_of_the_table_is_about_a_model_that_is_gone() -> None:
    known = {model._meta.label for model in apps.get_models()}
    labels = {label.partition(".")[0] for label in WITH_CLASSES}
    assert {p.model for p in POLICIES if p.model.partition(".")[0] in labels} - known == set()


@pytest.mark.django_db
@pytest.mark.parametrize("policy", installed_policies(), ids=lambda policy: policy.model)
def test_every_start_is_a_real_date(policy: Policy) -> None:
    assert policy.due(date(2026, 11, 23)).count() == 0
    assert policy.because


@pytest.mark.django_db
def test_the_day_before_is_kept_and_the_day_after_is_due(cast: Cast, at: datetime) -> None:
    kept = household(cast.reception, at)
    Household.objects.filter(pk=kept.pk).update(last_contact_on=date(2024, 2, 29))
    rows = {policy.model: policy for policy in installed_policies()}
    for model in ("households.Household", "households.Person", "households.Housing"):
        assert not rows[model].due(date(2026, 2, 28)).exists(), model
        assert rows[model].due(date(2026, 3, 1)).exists(), model


@pytest.mark.django_db
def test_the_report_counts_and_changes_nothing(cast: Cast, at: datetime) -> None:
    kept = household(cast.reception, at)
    out = StringIO()
    call_command("retention_report", "--on", "2029-01-01", stdout=out)
    assert "       1 à archiver : ménages" in out.getvalue()
    assert "Vesle" not in out.getvalue()
    assert Household.objects.filter(pk=kept.pk).exists()
