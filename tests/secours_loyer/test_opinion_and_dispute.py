"""An opinion that leaves the computation says why; a landlord may say that a debt is wrong."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, instruction
from secours_loyer.actions.landlord_links import open_link, report
from secours_loyer.models import LandlordReport, ReportKind
from secours_loyer.queries.landlord_links import new_token
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def test_another_amount_than_computed_is_explained(path: Path) -> None:
    cast, request = path.cast, path.studied()
    kept = instruction.compute_assessment(request, by=cast.case_worker, at=cast.at)
    other = kept.aid_cents + 1
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=cast.at)
    path.checked_elsewhere(request)
    with pytest.raises(Refused, match="écrivez pourquoi") as refusal:
        instruction.give_opinion(request, proposed_cents=other, by=cast.case_worker, at=cast.at)
    assert refusal.value.field == "opinion"
    given = instruction.give_opinion(
        request,
        proposed_cents=other,
        opinion="Loyer repris depuis septembre.",
        by=cast.case_worker,
        at=cast.at,
    )
    page = reverse("secours_loyer:file", args=[given.uid])
    assert (
        "Loyer repris depuis septembre." in browser(path, cast.manager).get(page).content.decode()
    )
    for reader in (cast.finance, cast.reception, cast.auditor):
        shown = browser(path, reader).get(page).content.decode()
        assert "Loyer repris depuis septembre." not in shown


def test_a_landlord_disputes_then_confirms(path: Path) -> None:
    cast = path.cast
    request = path.filed(by=cast.agent_a)
    link = open_link(request, by=cast.case_worker, at=cast.at)
    page = reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])
    anyone, worker = cast.client(None), browser(path, cast.case_worker)
    file = reverse("secours_loyer:file", args=[request.uid])
    assert "Cette dette n’est pas exacte" in anyone.get(page).content.decode()
    assert anyone.post(page, {"geste": "contestee"}).status_code == 302
    shown = anyone.get(page).content.decode()
    assert "Vous contestez cette dette" in shown
    assert "Confirmer cette dette" in shown
    assert "Le bailleur conteste la dette" in worker.get(file).content.decode()
    anyone.post(page, {"geste": "dette"})
    assert "Vous avez confirmé cette dette" in anyone.get(page).content.decode()
    assert "Le bailleur conteste la dette" not in worker.get(file).content.decode()
    assert LandlordReport.objects.count() == 2


def test_a_dispute_is_about_the_debt_alone(path: Path) -> None:
    cast = path.cast
    plan = path.plan()
    link = open_link(plan.request, by=cast.case_worker, at=cast.at)
    with pytest.raises(Refused):
        report(
            link,
            kind=ReportKind.DISPUTED,
            instalment=plan.instalments.get(number=1),
            at=cast.at,
        )
