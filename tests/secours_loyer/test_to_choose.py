"""Nobody answers by leaving a list as it is: the first choice is no answer."""

from __future__ import annotations

import pytest

from secours_loyer.forms.steps.base import StepForm
from secours_loyer.forms.steps.checking import CofundingForm
from secours_loyer.forms.steps.duplicates import DuplicateForm
from secours_loyer.forms.steps.lease import EventForm
from secours_loyer.forms.steps.procedure import ActForm
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (DuplicateForm, "reason"),
        (CofundingForm, "fund"),
        (CofundingForm, "answer"),
        (EventForm, "kind"),
        (ActForm, "kind"),
    ],
)
def test_a_list_starts_on_no_answer(path: Path, form: type[StepForm], field: str) -> None:
    request = path.filed()
    shown = form(target=request)
    assert next(iter(shown.fields[field].choices)) == ("", "Choisissez")  # type: ignore[attr-defined]
    sent = form({field: ""}, target=request)
    assert not sent.is_valid()
    assert field in sent.errors
