"""Decisions that are refused: above a ceiling, replaced twice, under a running plan."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders
from secours_loyer.models import (
    Decision,
)
from tests.secours_loyer.path import OTHER_IBAN, Path

pytestmark = pytest.mark.django_db


def test_an_award_above_the_ceiling_or_the_debt(path: Path) -> None:
    request = path.validated(cents=400_000)
    small = path.validated(last="Suippe", reference="L-2", cents=10_000)
    large, little = path.open_session(request, small).items.all()
    for item, cents, words in (
        (large, 150_001, "plafond"),
        (large, 0, "montant"),
        (little, 10_001, "dépassent la dette"),
    ):
        with pytest.raises(Refused, match=words):
            path.entered(item, "accord", cents)
    assert not Decision.objects.exists()


def test_small_requests_do_not_split_the_ceiling_of_the_period(path: Path) -> None:
    path.granted(aid_cents=150_000, cents=400_000)
    second = path.validated(start=date(2026, 10, 1), months=1, cents=400_000)
    item = path.open_session(second).items.get()
    with pytest.raises(Refused, match="500,00"):
        path.entered(item, "accord", 50_001)


def test_a_replaced_decision_is_kept(path: Path) -> None:
    first = path.granted(aid_cents=60_000)
    second = path.replaced(first, 50_000)
    assert second.replaces == first
    first.award.refresh_from_db()
    assert first.award.revoked_at is not None
    with pytest.raises(Refused, match="remplacée"):
        orders.prepare_order(
            first.award, account=path.account(), by=path.cast.finance, at=path.cast.at
        )
    kept = orders.prepare_order(
        second.award, account=path.account(OTHER_IBAN), by=path.cast.finance, at=path.cast.at
    )
    assert kept.amount_cents == 50_000


def test_a_decision_replaced_twice_from_one_page(path: Path) -> None:
    decision = path.granted()
    path.replaced(decision, 50_000)
    with pytest.raises(Refused, match="déjà remplacée"):
        path.replaced(decision, 50_000)


def test_a_plan_too_large_is_said_under_the_plan(path: Path) -> None:
    """Not under the aid, which fits."""
    session = path.open_session(path.validated())
    item = session.items.get()
    page = reverse("secours_loyer:item", args=[session.number, item.rank])
    typed = {"outcome": "accord", "aid_cents": "600", "plan_cents": "400,01", "motive": "Essai."}
    answer = path.cast.client(path.cast.secretary).post(
        f"{page}record_outcome/", {f"record_outcome-{name}": value for name, value in typed.items()}
    )
    assert answer.status_code == 422
    (form,) = [one["form"] for one in answer.context["offered"] if one["open"]]
    assert list(form.errors) == ["plan_cents"]
    assert "dépasse de 0,01" in str(form.errors)
