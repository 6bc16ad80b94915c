"""The minutes are read before they are signed, and tell the hours that were, not those planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.templatetags.french import french_time
from secours_loyer.actions import sessions
from secours_loyer.models import SessionMinutes
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db


def test_the_draft_is_on_the_page_until_the_signature(path: Path) -> None:
    request = path.validated()
    session = path.lifted(request)
    url = reverse("secours_loyer:session", args=[session.number])
    for reader in (path.cast.signatory, path.cast.secretary):
        shown = path.cast.client(reader).get(url).text
        assert "Projet de procès-verbal" in shown
        assert "Situation passagère, loyer repris." in shown
        assert "Projet : ni signé, ni gardé." in shown
        assert request.household.name not in shown
    assert not SessionMinutes.objects.exists()
    assert "Projet de procès-verbal" not in path.cast.client(path.cast.auditor).get(url).text
    path.signed(session)
    assert "Projet de procès-verbal" not in path.cast.client(path.cast.signatory).get(url).text


def test_the_hours_are_those_that_were(path: Path) -> None:
    cast = path.cast
    session = path.open_session(path.validated())
    for item in session.items.all():
        path.entered(item)
    later = cast.at + timedelta(minutes=95)
    session = sessions.lift_session(session, by=cast.secretary, at=later)
    path.signed(session, at=later)
    text = text_of(bytes(SessionMinutes.objects.get().content))
    opened, lifted = cast.at.astimezone(PARIS), later.astimezone(PARIS)
    told = f"ouverte à {french_time(opened)}, levée à {french_time(lifted)}"
    assert " ".join(told.split()) in text
