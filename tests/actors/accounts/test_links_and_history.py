"""Admin pages link only to what this person may open, and tell the history of a row."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import RoleGrant
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_relation_is_a_link_only_for_those_who_may_follow_it(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.volunteer)
    page = reverse("admin:actors_rolegrant_change", args=[grant.pk])
    account = reverse("admin:actors_user_change", args=[cast.volunteer.pk])
    read = cast.client(cast.auditor).get(page).content.decode()
    assert str(cast.volunteer) in read
    assert account not in read
    assert cast.client(cast.auditor).get(account).status_code == 403
    assert account in cast.client(cast.administrator).get(page).content.decode()


def test_the_history_of_a_row_is_its_lines_of_the_journal(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.volunteer)
    page = reverse("admin:actors_rolegrant_history", args=[grant.pk])
    told = cast.client(cast.auditor).get(page).content.decode()
    assert "Le journal n’a rien noté" in told
    account = reverse("admin:actors_user_history", args=[cast.volunteer.pk])
    told = cast.client(cast.administrator).get(account).content.decode()
    assert "a donné un rôle" in told
