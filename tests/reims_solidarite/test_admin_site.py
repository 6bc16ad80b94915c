"""The admin holds only pages that ask the rules: no other package brings its own."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.staff_admin import StaffModelAdmin
from tests.cast import Cast


def test_pages_of_other_packages_stay_out() -> None:
    assert EmailAddress not in admin.site._registry
    assert all(isinstance(page, StaffModelAdmin) for page in admin.site._registry.values())
    assert ProcrastinateJob in admin.site._registry


@pytest.mark.django_db
def test_jobs_are_read_by_those_who_run_the_portal(cast: Cast) -> None:
    address = "/admin/procrastinate/procrastinatejob/"
    assert cast.client(cast.administrator).get(address).status_code == 200
    assert cast.client(cast.finance).get(address).status_code == 403
