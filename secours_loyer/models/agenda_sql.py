"""The walls of an agenda: entered while the session is open, with its quorum, then frozen."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.models.review_sql import AWAITED
from secours_loyer.models.tie_sql import tied

_SITTING = """
    SELECT count(*) INTO sitting FROM secours_loyer_sessionmember m
    WHERE m.session_id = NEW.session_id AND m.present AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_recusal x
        WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL
    );
"""
_ENTRY = ("outcome", "motive", "aid_cents", "plan_cents", "voters", "entered_by_id", "entered_at")
_ENTERED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _ENTRY)
ITEM_RIGHT = f"""
    SELECT s.state, s.quorum, r.state AS asked, r.instructor_id INTO held
    FROM secours_loyer_commissionsession s, secours_loyer_rentrequest r
    WHERE s.id = NEW.session_id AND r.id = NEW.request_id;
    IF TG_OP = 'INSERT' THEN
        IF held.state <> 'preparee' OR held.asked <> {AWAITED} OR NEW.outcome <> ''
           OR NEW.decided_at IS NOT NULL OR NEW.left_at IS NOT NULL
        THEN {refuse("item_of_registered", "the file is not registered for a session to come")}
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.left_at IS NOT NULL OR OLD.decided_at IS NOT NULL
    THEN {refuse("item_frozen", "this file left the agenda, or is decided")}
    END IF;
    IF NEW.rank <> OLD.rank AND held.state <> 'preparee'
    THEN {refuse("item_order_kept", "the agenda no longer changes")}
    END IF;
    IF {_ENTERED} THEN
        IF held.state <> 'ouverte' OR held.asked <> {AWAITED} OR NEW.left_at IS NOT NULL
        THEN {refuse("item_entered_in_session", "the session is not open")}
        END IF;
        IF NEW.outcome <> '' THEN
            {_SITTING}
            IF sitting < held.quorum
            THEN {refuse("item_quorum", "too few members sit for this file")}
            END IF;
            IF sitting <> NEW.voters
            THEN {refuse("item_voters_counted", "the members who sat are miscounted")}
            END IF;
            IF EXISTS (
                SELECT 1 FROM secours_loyer_sessionmember m
                WHERE m.session_id = NEW.session_id AND m.present
                  AND m.user_id = held.instructor_id AND NOT EXISTS (
                    SELECT 1 FROM secours_loyer_recusal x
                    WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL
                )
            ) THEN {refuse("item_instructor_apart", "the instructor sits for their own file")}
            END IF;
            IF EXISTS (
                SELECT 1 FROM secours_loyer_sessionmember m
                WHERE m.session_id = NEW.session_id AND m.present
                  AND {tied("NEW.request_id", "m.user_id")} AND NOT EXISTS (
                    SELECT 1 FROM secours_loyer_recusal x
                    WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL
                )
            ) THEN {refuse("item_tied_apart", "a member sits in spite of a tie")}
            END IF;
        END IF;
    END IF;
    IF NEW.left_at IS NOT NULL AND held.state NOT IN ('preparee', 'ouverte', 'levee')
    THEN {refuse("item_frozen", "the session is over")}
    END IF;
    IF NEW.decided_at IS NOT NULL AND (
        held.state <> 'levee' OR NEW.outcome = '' OR (
            NEW.outcome NOT IN ('ajourne', 'maintien') AND NOT EXISTS (
                SELECT 1 FROM secours_loyer_decision d WHERE d.item_id = NEW.id
            )
        ) OR (
            NEW.outcome = 'maintien' AND NOT EXISTS (
                SELECT 1 FROM secours_loyer_appeal a
                WHERE a.id = NEW.appeal_id AND a.outcome = 'maintenue'
            )
        )
    ) THEN {refuse("item_decided_by_minutes", "the minutes are not being signed")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
RECUSAL_RIGHT = f"""
    SELECT s.state, i.outcome, i.left_at, i.session_id, m.session_id AS sits INTO asked
    FROM secours_loyer_agendaitem i
    JOIN secours_loyer_commissionsession s ON s.id = i.session_id,
         secours_loyer_sessionmember m
    WHERE i.id = NEW.item_id AND m.id = NEW.member_id;
    IF asked.state NOT IN ('preparee', 'ouverte') OR asked.outcome <> ''
       OR asked.left_at IS NOT NULL
    THEN {refuse("recusal_before_outcome", "the file has an outcome, or the session is over")}
    END IF;
    IF asked.session_id <> asked.sits
    THEN {refuse("recusal_of_member", "this person does not sit in this session")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
