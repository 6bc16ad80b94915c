"""Access on a computed reste à vivre: stored with its inputs, one a day, never rewritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from actors.households.actions.amounts import set_budget
from actors.households.reste_a_vivre import RavInputs, RavParameters, compute
from actors.models import JournalEntry
from epicerie.actions.access import (
    change_access,
    grant_access,
    refuse_access,
    request_access,
)
from epicerie.models import Access, Card
from epicerie.queries.household_card import card_for
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import stock_cast as stock

pytestmark = pytest.mark.django_db


def raw(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_decision_is_computed_again_from_what_it_stored(cast, at):
    access = stock.granted(cast.case_worker)
    again = compute(
        RavInputs.from_json(access.rav_inputs), RavParameters.from_json(access.rav_parameters)
    )
    assert again.measured_cents == access.rav_cents == 500
    assert (access.threshold_cents, access.within_threshold) == (900, True)
    assert list(again.explain()) == access.rav_result
    assert (access.period.lower, access.period.upper) == (date(2026, 11, 23), date(2027, 5, 23))
    assert Card.objects.get(household=access.household).number[0] == "E"
    entry = JournalEntry.objects.get(verb="grant_access")
    assert entry.household == access.household.uid


def test_what_changed_since_it_was_read_is_read_again(cast, at):
    made = stock.poor_household(cast.case_worker)
    access = request_access(made, by=cast.case_worker, at=at)
    read = stock.seen(made)
    set_budget(
        made,
        resources={"rsa": 70_000},
        charges={"loyer": 30_000},
        since=date(2026, 11, 1),
        by=cast.case_worker,
        at=at,
    )
    with pytest.raises(Refused, match="a changé"):
        grant_access(access, seen_cents=read, reason="", by=cast.grocery, at=at)


def test_above_the_threshold_a_reason_is_needed(cast, at):
    made = stock.poor_household(cast.case_worker, rsa=150_000)
    access = request_access(made, by=cast.grocery, at=at)
    read = stock.seen(made)
    with pytest.raises(Refused, match="dépasse le seuil"):
        grant_access(access, seen_cents=read, reason=" ", by=cast.grocery, at=at)
    given = grant_access(access, seen_cents=read, reason="Rupture", by=cast.grocery, at=at)
    assert (given.state, given.within_threshold) == ("granted", False)


def test_a_refusal_always_has_a_reason(cast, at):
    made = stock.poor_household(cast.case_worker)
    access = request_access(made, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="motif"):
        refuse_access(access, seen_cents=stock.seen(made), reason="", by=cast.grocery, at=at)
    refused = refuse_access(
        access, seen_cents=stock.seen(made), reason="Hors de Reims", by=cast.grocery, at=at
    )
    assert refused.state == "refused"
    with pytest.raises(Refused, match="déjà décidée"):
        grant_access(access, seen_cents=stock.seen(made), reason="", by=cast.grocery, at=at)


def test_one_request_at_a_time(cast, at):
    made = stock.poor_household(cast.case_worker)
    request_access(made, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="attend déjà"):
        request_access(made, by=cast.grocery, at=at)


def test_a_renewal_starts_when_the_running_access_ends(cast, at):
    first = stock.granted(cast.case_worker)
    renewal = request_access(first.household, by=cast.case_worker, at=at)
    assert renewal.renews == first
    second = grant_access(
        renewal, seen_cents=stock.seen(first.household), reason="", by=cast.case_worker, at=at
    )
    assert second.period.lower == first.period.upper
    assert Card.objects.count() == 1


def test_suspend_resume_end(cast, at):
    access = stock.granted(cast.case_worker)
    later = at + timedelta(days=10)
    change_access(access, "suspend_access", by=cast.grocery, at=later)
    assert not Access.objects.open_on(later.date()).exists()
    change_access(access, "resume_access", by=cast.grocery, at=later)
    ended = change_access(access, "end_access", by=cast.grocery, at=later)
    assert (ended.state, ended.period.upper) == ("ended", later.date())
    again = request_access(access.household, by=cast.grocery, at=later)
    seen = stock.seen(access.household, later)
    renewed = grant_access(again, seen_cents=seen, reason="", by=cast.grocery, at=later)
    assert renewed.period.lower == later.date()


@pytest.mark.parametrize("who", ["reception", "manager", "finance", "agent_a", "volunteer"])
def test_others_do_not_decide(cast, at, who):
    made = stock.poor_household(cast.case_worker)
    with pytest.raises(Refused, match="rôle"):
        request_access(made, by=getattr(cast, who), at=at)


@pytest.mark.parametrize("who", ["reception", "finance", "agent_a", "volunteer", "auditor"])
def test_others_read_no_card(cast, at, who):
    access = stock.granted(cast.case_worker)
    assert card_for(access.household, getattr(cast, who), on=at.date()) is None


def test_the_card_tells_the_decision_to_the_social_worker(cast, at):
    access = stock.granted(cast.case_worker)
    card = card_for(access.household, cast.case_worker, on=at.date())
    shown = {line["label"]: line["value"] for line in card["lines"]}
    assert shown["Accès à l’épicerie"] == "Accordé"
    assert shown["Période"] == "du 23/11/2026 au 22/05/2027"
    assert card["links"][0]["url"].endswith(f"{access.household.uid}/")
    assert card_for(access.household, cast.manager, on=at.date())["links"] == []


@pytest.mark.parametrize(
    ("sql", "wall"),
    [
        ("UPDATE epicerie_access SET rav_cents = 1", "Cannot update"),
        ("UPDATE epicerie_access SET decision_reason = 'autre'", "Cannot update"),
        ("UPDATE epicerie_access SET state = 'refused'", "Invalid transition"),
        ("DELETE FROM epicerie_access", "Cannot delete"),
        ("UPDATE epicerie_access SET period = NULL", "access_granted_for_a_period"),
        (
            (
                "INSERT INTO epicerie_access (household_id, state, rav_inputs, rav_parameters,"
                " rav_result, decision_reason, requested_at, requested_by_id, changed_at, period)"
                " SELECT household_id, 'granted', '{}', '{}', '[]', '', now(), requested_by_id,"
                " now(), '[2040-01-01,2040-02-01)' FROM epicerie_access"
            ),
            "access_decided_on_a_result",
        ),
        (
            (
                "INSERT INTO epicerie_access (household_id, state, rav_inputs, rav_parameters,"
                " rav_result, decision_reason, requested_at, requested_by_id, changed_at, period,"
                " rav_cents, threshold_cents, within_threshold, decided_at, decided_by_id)"
                " SELECT household_id, 'suspended', '{}', '{}', '[]', '', now(), requested_by_id,"
                " now(), period, 1, 2, true, now(), requested_by_id FROM epicerie_access"
            ),
            "access_one_a_day",
        ),
        ("UPDATE epicerie_card SET number = 'E12'", "card_number_form"),
    ],
)
def test_sql_cannot_rewrite_a_decision(cast, sql, wall):
    stock.granted(cast.case_worker)
    with pytest.raises((DatabaseError, IntegrityError), match=wall):
        raw(sql)
