"""The commission's walls, broken by raw SQL: each is refused by its own name."""

from __future__ import annotations

import pytest
from django.db import connection

from secours_loyer.actions import entries, sessions
from secours_loyer.models import AgendaItem, Decision
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission import urgent as decide
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

ITEM = "UPDATE secours_loyer_agendaitem SET "
SESSION = "UPDATE secours_loyer_commissionsession SET "
REQUEST = "UPDATE secours_loyer_rentrequest SET "
ENTRY = (
    "UPDATE secours_loyer_agendaitem SET outcome = 'accord', motive = 'x', aid_cents = 60000,"
    " voters = 3, entered_at = now(),"
    " entered_by_id = (SELECT planned_by_id FROM secours_loyer_commissionsession LIMIT 1)"
)
DECISION = (
    "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
    " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents, ceiling_cents,"
    " decided_at, signed_by_id, origin, item_id, urgency, delegated_since,"
    " delegated_before_cents, delegation_ceiling_cents) VALUES ('D-2026-99999', %s, 'accord',"
    " {motive}, 100000, {aid}, 0, 0, {plan}, 0, 150000, now(), %s, '{origin}', {item},"
    " {urgency}, {since}, {before}, {ceiling})"
)


def decision(origin: str = "commission", **given: object) -> str:
    usual = {
        "motive": "'Situation passagère, loyer repris.'",
        "aid": 60_000,
        "plan": 40_000,
        "item": "NULL",
        "urgency": "''",
        "since": "NULL",
        "before": "NULL",
        "ceiling": "NULL",
    }
    return DECISION.format(origin=origin, **{**usual, **given})


def test_a_session_before_it_opens(path: Path) -> None:
    session = path.prepared_session(members=2)
    refused(f"{SESSION} state = 'ouverte'", by="session_quorum")
    refused(f"{SESSION} state = 'annulee'", by="session_emptied")
    refused(f"{SESSION} state = 'levee'", by="session_states")
    refused(f"{SESSION} number = 'X'", by="session_frozen")
    refused(f"{SESSION} quorum = 0", by="session_quorum_positive")
    refused("DELETE FROM secours_loyer_commissionsession", by="session_kept")
    refused(ENTRY, by="item_entered_in_session")
    refused("UPDATE secours_loyer_sessionmember SET name = 'x'", by="member_frozen")
    member = session.members.first()
    refused(
        "INSERT INTO secours_loyer_sessionmember (session_id, name, title, present)"
        " VALUES (%s, %s, '', false)",
        *(session.pk, member.name),
        by="member_once",
    )
    item = session.items.get()
    refused(
        "INSERT INTO secours_loyer_agendaitem (session_id, request_id, rank, outcome, motive,"
        " aid_cents) VALUES (%s, %s, 2, '', '', 0)",
        *(session.pk, item.request_id),
        by="item_live_once",
    )
    other = path.validated(last="Suippe", reference="L-2")
    refused(
        "INSERT INTO secours_loyer_agendaitem (session_id, request_id, rank, outcome, motive,"
        " aid_cents) VALUES (%s, %s, 2, '', '', 0)",
        *(session.pk, other.pk),
        by="item_of_registered",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{ITEM} left_at = now()")
        cursor.execute("INSERT INTO secours_loyer_sessionmember (session_id, name, title, present)"
                       " VALUES (%s, 'x', '', false)", [session.pk])  # fmt: skip
        cursor.execute("UPDATE secours_loyer_sessionmember SET present = true")
    refused(f"{SESSION} state = 'ouverte'", by="session_agenda")
    refused(f"{ITEM} left_at = NULL", by="item_frozen")


def test_an_open_session(path: Path) -> None:
    session = path.open_session()
    item = session.items.get()
    refused(f"{SESSION} place = 'x'", by="session_frozen")
    refused(f"{SESSION} state = 'levee'", by="session_all_entered")
    refused(f"{ITEM} rank = 7", by="item_order_kept")
    refused(f"{ITEM} request_id = request_id + 1", by="item_frozen")
    refused(ENTRY.replace("voters = 3", "voters = 4"), by="item_voters_counted")
    refused(ENTRY.replace("motive = 'x'", "motive = ''"), by="item_entered_whole")
    refused(ENTRY.replace("60000", "0"), by="item_amount_matches_outcome")
    refused(ENTRY.replace("'accord'", "'autre'"), by="item_")
    refused(f"{ENTRY}, decided_at = now()", by="item_decided_by_minutes")
    recuse = (
        "INSERT INTO secours_loyer_recusal (item_id, member_id, reason, at, by_id)"
        " SELECT {item}, {member}, {reason}, now(), planned_by_id"
        " FROM secours_loyer_commissionsession WHERE id = (SELECT session_id"
        " FROM secours_loyer_agendaitem ORDER BY id LIMIT 1)"
    )
    member = session.members.first()
    refused(recuse.format(item=item.pk, member=member.pk, reason="''"), by="recusal_reason_given")
    entries.recuse(item, member=member, reason="Cousin", by=path.cast.secretary, at=path.cast.at)
    refused(ENTRY.replace("voters = 3", "voters = 2"), by="item_quorum")
    refused(recuse.format(item=item.pk, member=member.pk, reason="'x'"), by="recusal_once")
    refused("UPDATE secours_loyer_recusal SET reason = 'x'", by="recusal_frozen")
    refused("DELETE FROM secours_loyer_recusal", by="recusal_kept")
    later = path.prepared_session(path.validated(last="Suippe", reference="L-2"))
    stranger = later.members.first()
    refused(recuse.format(item=item.pk, member=stranger.pk, reason="'x'"), by="recusal_of_member")


def test_the_instructor_does_not_sit_for_their_own_file(path: Path) -> None:
    session = path.prepared_session()
    sessions.seat(
        session, name="x", user=path.cast.case_worker, by=path.cast.secretary, at=path.cast.at
    )
    path.all_here(session)
    sessions.open_session(session, by=path.cast.secretary, at=path.cast.at)
    refused(ENTRY.replace("voters = 3", "voters = 4"), by="item_instructor_apart")


def test_a_lifted_session_waits_for_its_minutes(path: Path) -> None:
    session = path.lifted(path.validated())
    item = session.items.get()
    signatory = path.cast.signatory.pk
    refused(ENTRY, by="item_entered_in_session")
    refused(f"{ITEM} decided_at = now()", by="item_decided_by_minutes")
    refused("UPDATE secours_loyer_sessionmember SET present = false", by="member_of_running")
    refused(
        "INSERT INTO secours_loyer_recusal (item_id, member_id, reason, at, by_id)"
        " VALUES (%s, %s, 'x', now(), %s)",
        *(item.pk, session.members.first().pk, signatory),
        by="recusal_before_outcome",
    )
    refused(
        f"{SESSION} state = 'signee', signed_by_id = %s, signed_at = now()",
        signatory,
        by="session_minutes_kept",
    )
    who = (item.request_id, signatory)
    refused(decision(item=item.pk, aid=59_999, plan=40_001), *who, by="decision_as_recorded")
    refused(decision(item=item.pk, motive="'x'"), *who, by="decision_as_recorded")
    refused(decision(), *who, by="decision_as_recorded")
    refused(decision("directe"), *who, by="decision_two_ways")
    refused(
        decision("delegation", urgency="'x'", since="now()", before=0, ceiling=100_000),
        *who,
        by="decision_after_validation",
    )
    refused(f"{REQUEST} state = 'accordee'", by="request_decided")
    refused(
        "INSERT INTO secours_loyer_sessionminutes (session_id, name, content, sha256,"
        " signed_by_id, at) VALUES (%s, 'x', 'x'::bytea, 'y', %s, now())",
        *(session.pk, signatory),
        by="minutes_digest",
    )


def test_a_recused_signatory_decides_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    session = path.prepared_session()
    member = sessions.seat(session, name="x", user=cast.signatory, by=cast.secretary, at=at)
    sessions.open_session(session, by=cast.secretary, at=at)
    item = session.items.get()
    entries.recuse(item, member=member, reason="Cousin", by=cast.secretary, at=at)
    path.entered(item)
    sessions.lift_session(session, by=cast.secretary, at=at)
    refused(
        decision(item=item.pk),
        *(item.request_id, cast.signatory.pk),
        by="decision_signatory_recused",
    )


def test_signed_minutes_and_decided_files_never_change(path: Path) -> None:
    path.signed(path.lifted(path.validated()))
    refused("UPDATE secours_loyer_sessionminutes SET name = 'x'", by="minutes_append_only")
    refused("DELETE FROM secours_loyer_sessionminutes", by="minutes_append_only")
    refused(f"{ITEM} motive = 'x'", by="item_frozen")
    refused(f"{ITEM} left_at = now()", by="item_frozen")
    refused(f"{SESSION} state = 'levee'", by="session_states")
    refused(f"{SESSION} signed_by_id = NULL", by="session_signed_frozen")
    refused(f"{REQUEST} state = 'notifiee'", by="request_told")
    refused(f"{REQUEST} validated_by_id = NULL", by="request_validated_before_decision")
    session = AgendaItem.objects.get().session
    refused(
        "INSERT INTO secours_loyer_sessionminutes (session_id, name, content, sha256,"
        " signed_by_id, at) SELECT session_id, name, content, sha256, signed_by_id, at"
        " FROM secours_loyer_sessionminutes WHERE session_id = %s",
        session.pk,
        by="minutes_of_lifted",
    )


def test_the_delegation_is_bounded(path: Path) -> None:
    request = path.validated()
    signatory = path.cast.signatory.pk
    who = (request.pk, signatory)
    urgent = {"urgency": "'x'", "since": "now() - interval '1 year'", "before": 0}
    refused(f"{REQUEST} urgent_at = now()", by="request_urgent_when_granted")
    refused(decision("delegation", **urgent, ceiling=59_999), *who, by="decision_under_delegation")
    for missing in ({"urgency": "''"}, {"since": "NULL"}, {"before": "NULL"}, {"before": -1}):
        refused(
            decision("delegation", **{**urgent, "ceiling": 100_000, **missing}),
            *who,
            by="decision_",
        )
    studied = path.studied(last="Suippe", reference="L-2")
    refused(
        decision("delegation", **urgent, ceiling=100_000),
        *(studied.pk, signatory),
        by="decision_after_computation",
    )
    decide(path, request, 60_000)
    second = path.validated(start=path.cast.at.date().replace(day=1), months=1)
    refused(
        decision("delegation", **urgent, ceiling=100_000),
        *(second.pk, signatory),
        by="decision_delegated_total",
    )
    assert Decision.objects.count() == 1
