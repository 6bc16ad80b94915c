"""The overview shows where something waits; the other lists are named on one line."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_only_lists_where_something_waits_are_drawn(path: Path) -> None:
    client = path.cast.client(path.cast.manager)
    page = client.get(reverse("secours_loyer:board")).content.decode()
    assert "Rien ne vous attend" in page
    assert "Rien n’attend dans : " in page
    assert page.count('class="work-list"') == 0
    request = path.filed()
    page = client.get(reverse("secours_loyer:board")).content.decode()
    assert page.count('class="work-list"') == 1
    assert request.number in page
    assert "Demandes à prendre en instruction" not in page.split("Rien n’attend dans")[1]
