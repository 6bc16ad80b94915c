"""The admin holds only pages that ask the rules: no other package brings its own."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db.models import Model
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.staff_admin import StaffModelAdmin
from tests.cast import Cast


def test_pages_of_other_packages_stay_out() -> None:
    assert EmailAddress not in admin.site._registry
    assert all(isinstance(page, StaffModelAdmin) for page in admin.site._registry.values())
    assert ProcrastinateJob in admin.site._registry


# The same word in both languages.
BOTH_LANGUAGES = {
    "action",
    "code",
    "date",
    "description",
    "lot",
    "organisation",
    "source",
    "service",
}


def test_no_column_is_headed_by_the_english_name_of_its_field() -> None:
    ours = [m for m in admin.site._registry if m._meta.app_label not in {"procrastinate"}]
    assert len(ours) > 10
    english = {
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.local_fields
        if field.name in {*admin.site._registry[model].list_display, *(_fields(model) or ())}
        and str(field.verbose_name) == field.name.replace("_", " ")
        and field.name not in BOTH_LANGUAGES
    }
    assert english == set()


def _fields(model: type[Model]) -> Any:
    return admin.site._registry[model].fields


@pytest.mark.django_db
def test_jobs_are_read_by_those_who_run_the_portal(cast: Cast) -> None:
    address = "/admin/procrastinate/procrastinatejob/"
    assert cast.client(cast.administrator).get(address).status_code == 200
    assert cast.client(cast.finance).get(address).status_code == 403
