"""Invariant 8: the decision precedes the order, and its author took no part in the request."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders
from secours_loyer.actions.delegation import decide_urgently
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_walls import decision
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

ORDER = (
    "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
    " prepared_at, reason) SELECT gen_random_uuid(), award_id, 2, 1, account_id, payee_name, label,"
    " channel, budget_year, 'X', 'brouillon', 1, prepared_by_id, {at}, ''"
    " FROM secours_loyer_paymentorder"
)


def test_an_order_is_never_older_than_its_decision(path: Path) -> None:
    order = path.prepared(aid_cents=50_000)
    assert order.award.decision.number
    before = "(SELECT decided_at - interval '1 microsecond' FROM secours_loyer_decision)"
    refused(ORDER.format(at=before), by="order_after_decision")
    refused(
        "UPDATE secours_loyer_paymentorder SET prepared_at = prepared_at - interval '1 year'",
        by="order_after_decision",
    )


def test_the_action_says_it_in_words(path: Path) -> None:
    award, account = path.granted().award, path.account()
    early = award.decision.decided_at.replace(year=2025)
    with pytest.raises(Refused, match="après la décision"):
        orders.prepare_order(award, account=account, by=path.cast.finance, at=early)


def test_whoever_filed_the_request_does_not_sign(path: Path) -> None:
    both = path.cast.person("deux-roles", "accueil", "signataire")
    request = path.validated(by=both)
    with pytest.raises(Refused, match="Vous avez déposé"):
        decide_urgently(
            request, motive="x", urgency="Demain.", aid_cents=1, by=both, at=path.cast.at
        )
    session = path.lifted(request)
    with pytest.raises(Refused, match="Vous avez déposé"):
        path.signed(session, by=both)
    forged = decision(item=session.items.get().pk)
    refused(forged, request.pk, both.pk, by="decision_applicant_apart")
    assert path.signed(session).state == "signee"
