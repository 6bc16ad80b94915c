"""The walls of a debt contested by its household or its landlord: the instructor answers first."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.models.order_hold_sql import contested, disputed

# Typed open, on a day already there; answered once, by the instructor of the request.
CONTEST_ANSWERED = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.answer <> ''
        THEN {refuse("contest_starts_open", "a contest starts open")}
        END IF;
        IF NEW.said_on > (NEW.noted_at AT TIME ZONE 'Europe/Paris')::date
        THEN {refuse("contest_said_before", "the contest is said after it is noted")}
        END IF;
        IF NEW.said_on < (
            SELECT least(b.statement_on, (r.filed_at AT TIME ZONE 'Europe/Paris')::date)
            FROM secours_loyer_rentrequest r JOIN secours_loyer_debt b ON b.id = r.debt_id
            WHERE r.id = NEW.request_id
        ) THEN {refuse("contest_said_after_statement", "the contest is older than the debt")}
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.answer <> '' THEN {refuse("contest_answered_once", "the contest is answered")}
    END IF;
    IF NEW.answer <> '' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        WHERE r.id = NEW.request_id AND r.instructor_id = NEW.answered_by_id
    ) THEN {refuse("contest_answered_by_instructor", "only the instructor answers")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# A plan is proposed, then starts, on a debt that nobody contests.
_SETTLED = "(SELECT answered_dispute_id FROM secours_loyer_rentrequest WHERE id = NEW.request_id)"
PLAN_ON_AGREED_DEBT = f"""
    IF NOT (NEW.state = 'propose' AND OLD.state = 'brouillon'
            OR NEW.state = 'actif' AND OLD.state = 'propose') THEN RETURN NEW; END IF;
    IF {disputed("NEW.request_id", _SETTLED)}
    THEN {refuse("plan_dispute_answered", "the landlord contests the debt")}
    END IF;
    IF {contested("NEW.request_id")}
    THEN {refuse("plan_contest_answered", "the household contests the debt")}
    END IF;
    RETURN NEW;
"""
