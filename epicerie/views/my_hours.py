"""« Mes heures » : what a volunteer gave, year by year."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.models import Volunteer
from epicerie.queries.my_hours import given_years
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_safe
@volunteer_page
def my_hours(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """Each shift with its length, and the sum of each year."""
    years = given_years(volunteer.pk)
    total = sum((year.total for year in years), timedelta())
    return volunteer_answer(request, "my_hours", years=years, total=total)
