"""The wall of two accounts of one person: what one of them did, the other does not check."""

from __future__ import annotations

import pgtrigger

from reims_solidarite.kit.walls import Wall
from secours_loyer.models.guards import refuse
from secours_loyer.models.order_failure_sql import who_noted

HELD = refuse("one_person_two_accounts", "two accounts of one person, as far as it shows")


def _wall(prefix: str, operation: pgtrigger.Operation, held: str) -> Wall:
    """After the walls of the row itself, which name one account acting twice."""
    return Wall(
        name=f"{prefix}_with_two_people",
        when=pgtrigger.After,
        operation=operation,
        func=f"""
    IF {held} THEN {HELD}
    END IF;
    RETURN NULL;
""",
    )


def two_people(prefix: str, *pairs: tuple[str, str]) -> Wall:
    """Each pair: who acts now, and who acted before, on the same row."""
    held = " OR ".join(
        f"(NEW.{now} IS DISTINCT FROM OLD.{now} AND NEW.{now} <> NEW.{before}"
        f" AND f_one_person(NEW.{now}, NEW.{before}))"
        for now, before in pairs
    )
    return _wall(prefix, pgtrigger.Update, held)


def apart_from_order(prefix: str, person: str) -> Wall:
    """Whoever signs about an order, and everybody who acted for it before."""
    who = f"NEW.{person}"
    held = f"""EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        JOIN secours_loyer_award w ON w.id = o.award_id
        JOIN secours_loyer_decision d ON d.id = w.decision_id
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id
        CROSS JOIN LATERAL unnest(
            ARRAY[r.instructor_id, o.prepared_by_id, a.entered_by_id, a.verified_by_id,
                  a.activated_by_id]::bigint[] || r.past_instructors::bigint[]
            || ARRAY(SELECT p.approver_id FROM secours_loyer_approval p
                     WHERE p.order_id = o.id AND p.round = o.round)::bigint[]
            || ARRAY({who_noted("o.award_id")})::bigint[]
        ) acted
        WHERE o.id = NEW.order_id AND acted <> {who} AND f_one_person({who}, acted)
    )"""  # noqa: S608 - made of constants
    return _wall(prefix, pgtrigger.Insert, held)
