"""Decisions that are refused: above a ceiling, replaced twice, under a running plan."""

from __future__ import annotations

from datetime import date

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import (
    decisions,
    orders,
)
from secours_loyer.models import (
    Decision,
)
from tests.secours_loyer.path import OTHER_IBAN, Path

pytestmark = pytest.mark.django_db


def test_an_award_above_the_ceiling_or_the_debt(path: Path) -> None:
    request = path.validated(cents=400_000)
    for cents, words in ((150_001, "plafond"), (0, "montant")):
        with pytest.raises(Refused, match=words):
            decisions.decide(
                request, outcome="accord", motive="x", aid_cents=cents,
                by=path.cast.signatory, at=path.cast.at,
            )  # fmt: skip
    small = path.validated(last="Suippe", reference="L-2", cents=10_000)
    with pytest.raises(Refused, match="dépassent la dette"):
        decisions.decide(
            small, outcome="accord", motive="x", aid_cents=10_001,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_small_requests_do_not_split_the_ceiling_of_the_period(path: Path) -> None:
    path.granted(aid_cents=150_000, cents=400_000)
    second = path.validated(start=date(2026, 10, 1), months=1, cents=400_000)
    with pytest.raises(Refused, match="500,00"):
        decisions.decide(
            second, outcome="accord", motive="x", aid_cents=50_001,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip


def test_a_replaced_decision_is_kept(path: Path) -> None:
    first = path.granted(aid_cents=60_000)
    second = decisions.replace_decision(
        first, motive="Nouveau calcul.", aid_cents=50_000, by=path.cast.signatory, at=path.cast.at
    )
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
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    decisions.replace_decision(decision, motive="x", aid_cents=50_000, by=cast.signatory, at=at)
    with pytest.raises(Refused, match="déjà remplacée"):
        decisions.replace_decision(decision, motive="x", aid_cents=50_000, by=cast.signatory, at=at)
