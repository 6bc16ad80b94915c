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
from tests.secours_loyer.test_walls import refused

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
    bare = anyone.post(page, {"geste": "contestee", "contestee-cents": "812,50"})
    assert bare.status_code == 422
    assert 'value="812,50"' in bare.text
    assert not LandlordReport.objects.exists()
    said = {"contestee-why": "Juin a été payé par virement.", "contestee-cents": "812,50"}
    assert anyone.post(page, {"geste": "contestee", **said}).status_code == 302
    kept = LandlordReport.objects.get()
    assert (kept.why, kept.cents) == ("Juin a été payé par virement.", 81_250)
    shown = anyone.get(page).content.decode()
    assert "Vous contestez cette dette" in shown
    assert "« Juin a été payé par virement. »" in shown
    assert "remplace votre contestation du 23/11/2026, où vous comptiez 812,50" in shown
    told = worker.get(file).content.decode()
    assert "Juin a été payé par virement." in told
    assert "et compte 812,50" in told
    assert "Juin a été payé" not in browser(path, cast.finance).get(file).content.decode()
    assert "Confirmer cette dette" in shown
    assert "Le bailleur conteste la dette" in worker.get(file).content.decode()
    anyone.post(page, {"geste": "dette"})
    assert "Vous avez confirmé cette dette" in anyone.get(page).content.decode()
    assert "Le bailleur conteste la dette" not in worker.get(file).content.decode()
    assert LandlordReport.objects.count() == 2


def test_sql_keeps_no_dispute_without_reason(path: Path) -> None:
    cast = path.cast
    link = open_link(path.filed(by=cast.agent_a), by=cast.case_worker, at=cast.at)
    with pytest.raises(Refused, match="Dites pourquoi") as refusal:
        report(link, kind=ReportKind.DISPUTED, why="  ", at=cast.at)
    assert refusal.value.field == "why"
    written = (
        "INSERT INTO secours_loyer_landlordreport (link_id, kind, why, cents, at)"
        " VALUES (%s, %s, %s, %s, %s)"
    )
    for kind, why, cents, wall in (
        ("contestee", "", None, "landlord_dispute_says_why"),
        ("contestee", " \n", 10, "landlord_dispute_says_why"),
        ("contestee", "Juin est payé.", 0, "landlord_report_amount"),
        ("contestee", "Juin est payé.", -1, "landlord_report_amount"),
        ("dette", "Juin est payé.", None, "landlord_report_why"),
        ("dette", "", 10, "landlord_report_amount"),
    ):
        refused(written, link.pk, kind, why, cents, cast.at, by=wall)


def test_a_dispute_is_about_the_debt_alone(path: Path) -> None:
    cast = path.cast
    plan = path.plan()
    link = open_link(plan.request, by=cast.case_worker, at=cast.at)
    with pytest.raises(Refused):
        report(
            link,
            kind=ReportKind.DISPUTED,
            why="Juin est payé.",
            instalment=plan.instalments.get(number=1),
            at=cast.at,
        )
