"""A page that offers nothing says what this person already did in the file."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_an_approver_reads_why_another_must_approve(path: Path) -> None:
    order = path.approve(path.checked(), path.cast.manager)
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = path.cast.client(path.cast.manager).get(page).text
    assert "donné la première approbation" in shown
    assert "une autre personne approuve cet ordre" in shown
    assert "une autre personne approuve" not in path.cast.client(path.cast.signatory).get(page).text
