"""A request that comes back completed comes back to whoever studied it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from secours_loyer.actions import filing, instruction
from secours_loyer.actions.ties import declare_tie
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_work_reaches_somebody import MINE, rows, words

pytestmark = pytest.mark.django_db
TO_TAKE = "Demandes à prendre en instruction"


def test_it_comes_back_to_its_instructor(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    instruction.ask_missing(request, missing="Le bail.", by=cast.case_worker, at=at)
    request.refresh_from_db()
    request = filing.complete_request(
        request, summary="", by=cast.reception, at=at + timedelta(hours=1)
    )
    told = f"Revenue, suivie par {cast.case_worker}."
    assert told in words(path, cast.case_worker, MINE)
    assert rows(path, cast.case_worker, TO_TAKE) == []
    # Absent, another one may still take it.
    assert told in words(path, cast.manager, TO_TAKE)
    page = reverse("secours_loyer:file", args=[request.uid])
    shown = cast.client(cast.case_worker).get(page).text
    assert "reprend l’instruction : la demande est revenue" in shown
    assert f'<option value="{cast.case_worker.pk}" selected' in shown
    declare_tie(request, reason="Voisins.", by=cast.case_worker, at=at)
    assert rows(path, cast.case_worker, MINE) == []
