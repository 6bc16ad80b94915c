"""Papers that are asked come with a day, told the same by the e-mail, the letter and both pages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.models import Message
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date, short_date
from secours_loyer.actions import instruction
from secours_loyer.intake_parameters import PAPERS_DAYS
from secours_loyer.letters.filed import missing_letter
from secours_loyer.models import PieceState
from secours_loyer.queries.papers_day import asked_words, papers_day_of
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [30, 12])
def test_the_day_is_told_everywhere(path: Path, days: int) -> None:
    cast = path.cast
    if days != 30:
        decide_parameter(
            PAPERS_DAYS.name, days, since=paris_day(cast.at), decision="2026-41", by=None,
            at=cast.at,
        )  # fmt: skip
    request = instruction.ask_missing(
        path.filed(by=cast.agent_a), missing="La quittance", by=cast.case_worker, at=cast.at
    )
    until = paris_day(cast.at) + timedelta(days=days)
    assert papers_day_of(request) == until
    told = Message.objects.get(kind="secours_loyer.to_complete")
    assert french_date(until) in told.text
    letter = json.dumps(missing_letter(request, "", at=cast.at), ensure_ascii=False, default=str)
    assert french_date(until) in letter
    own = cast.client(cast.agent_a).get(reverse("secours_loyer:own_request", args=[request.uid]))
    assert f"À envoyer avant le {french_date(until)} inclus." in own.text
    assert "Vous devez compléter la demande" in own.text
    assert "Qui a déposé la demande" not in own.text
    staff = cast.client(cast.case_worker).get(reverse("secours_loyer:file", args=[request.uid]))
    assert f"délai suspendu depuis le {french_date(paris_day(cast.at))}" in staff.text
    assert f"Pièces demandées, à recevoir</strong>, le {short_date(until)}" in staff.text
    # The household's own record is one press away.
    assert reverse("households:detail", args=[request.household.uid]) in staff.text
    finance = cast.client(cast.finance).get(reverse("secours_loyer:file", args=[request.uid]))
    assert reverse("households:detail", args=[request.household.uid]) not in finance.text


def test_nothing_asked_no_day_and_no_word_of_papers_asked(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    assert (papers_day_of(request), asked_words(request)) == (None, "")
    request.checklist.update(
        state=PieceState.WAIVED,
        reason="Déjà au dossier",
        judged_by=path.cast.case_worker,
        judged_at=path.cast.at,
    )
    page = path.cast.client(path.cast.agent_a).get(
        reverse("secours_loyer:own_request", args=[request.uid])
    )
    assert "Pièces demandées" not in page.text
    assert "Pièces (PDF ou photos)" in page.text
