"""Why the commission put its decision off: on the file, and outside once the household is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import User
from secours_loyer.actions import instruction
from secours_loyer.actions.notifying import notify_session
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import RentRequest
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
WHY = "la commission a reporté sa décision. Pourquoi : "


def test_the_reason_is_read_inside_then_outside(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated(by=cast.agent_a)
    session = path.signed(path.lifted(request, "ajourne"))
    motive = session.items.get().motive
    assert motive

    def shown(reader: User, page: str) -> str:
        address = reverse(f"secours_loyer:{page}", args=[request.uid])
        return cast.client(reader).get(address).content.decode()

    assert f"{WHY}{motive}" in shown(cast.manager, "file")
    assert WHY not in shown(cast.reception, "file")
    assert WHY not in shown(cast.agent_a, "own_request"), "no letter told it yet"
    notify_session(session, by=cast.secretary, at=at)
    assert f"{WHY}{motive}" in shown(cast.agent_a, "own_request")
    assert WHY not in shown(cast.landlord_agent, "tenant")
    request = RentRequest.objects.get(pk=request.pk)
    assert motive in str(follow_sheet(request, at=at)["body"])
    instruction.study_again(request, by=cast.case_worker, at=at)
    assert f"{WHY}{motive}" in shown(cast.case_worker, "file")
