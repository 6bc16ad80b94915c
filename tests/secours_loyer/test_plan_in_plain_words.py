"""What a plan says to whoever keeps it: what is paid, to whom, by when, and what is known."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from secours_loyer.actions import instalments, plan_pauses, plans
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.letters.plan import convention
from secours_loyer.models import RepaymentPlan
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db
JARGON = ("s’impute", "constate la rupture", "mensualité", "Échue", "à régler")


def _plain(text: object) -> str:
    """Unbreakable spaces as plain ones, shown or escaped by `str` of a list."""
    told = str(text)
    for space in ("\u00a0", "\u202f", r"\xa0", r"\u202f"):
        told = told.replace(space, " ")
    return told


def _sheet(path: Path, plan: RepaymentPlan) -> str:
    plan = RepaymentPlan.objects.get(pk=plan.pk)
    return _plain(follow_sheet(plan.request, at=path.cast.at)["body"])


def test_the_follow_sheet_says_what_is_paid_to_whom_and_what_is_known(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = plans.approve_plan(path.plan(), by=cast.manager, at=at)
    told = _sheet(path, plan)
    assert "En plus du loyer de chaque mois, vous payez à votre bailleur" in told
    assert "Ce plan n’est pas encore signé" in told
    assert "il reste" not in told
    day = at.date()
    plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=cast.case_worker, at=at)
    first = plan.instalments.order_by("number")[0]
    instalments.note_instalment(first, kind="partielle", cents=1_000, by=cast.case_worker, at=at)
    told = _sheet(path, plan)
    for words in (
        "À payer au bailleur au plus tard le", "Votre bailleur a reçu 10,00", "à lui payer",
        "Payée en partie : 10,00", "À venir",
    ):  # fmt: skip
        assert words in told, words
    for word in JARGON:
        assert word not in told, word


def test_a_plan_on_hold_says_that_nothing_is_awaited_but_the_rent(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.running_plan()
    plan_pauses.ask_pause(
        plan, reason="surendettement", since=date(2026, 11, 23), by=cast.case_worker, at=at
    )
    plan_pauses.approve_pause(plan, by=cast.manager, at=at)
    assert "Le plan est suspendu : aucune échéance n’est attendue" in _sheet(path, plan)


def test_the_paper_to_sign_and_the_page_are_without_jargon(path: Path) -> None:
    plan, client = path.running_plan(), path.cast.client(path.cast.case_worker)
    page = client.get(reverse("secours_loyer:plan", args=[plan.uid])).text
    answer = client.get(reverse("secours_loyer:plan_sheet", args=[plan.uid]))
    sheet = text_of(b"".join(answer))
    assert "Plan d’apurement n° 1" in sheet
    assert "Projet" not in sheet
    for text in (_plain(convention(plan, at=path.cast.at)), page, sheet):
        for word in JARGON:
            assert word not in text, word
    assert "À payer au bailleur au plus tard le" in page
    assert "reçus par le bailleur" in page
    assert "6 échéances, une par mois, en plus du loyer" in _plain(page)
