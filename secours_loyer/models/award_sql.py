"""The walls of an award, and of what a household is granted over the period that is counted."""

from __future__ import annotations

from secours_loyer.commission_parameters import DELEGATION_CEILING
from secours_loyer.models.guards import refuse
from secours_loyer.models.order_failure_sql import unconfirmed
from secours_loyer.models.parameter_sql import number_on, paris_day, period_start
from secours_loyer.parameters import (
    MOST_PER_PERIOD,
    MOST_PER_REQUEST,
    PERIOD_MONTHS,
)
from secours_loyer.states import DEAD_ORDER

DEAD = ", ".join(f"'{state.value}'" for state in DEAD_ORDER)
DAY = paris_day("NEW.decided_at")
# Holds the household: two decisions at once are counted one after the other. A decision counts
# from its signature, before its award is written; a refusal grants nothing.
COUNTED = f"""
    SELECT r.household_id INTO home FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id;
    PERFORM 1 FROM households_household WHERE id = home FOR NO KEY UPDATE;
    IF NEW.period_since IS DISTINCT FROM {period_start(PERIOD_MONTHS, DAY)} THEN
        {refuse("decision_period_of_day", "the period is not the one counted that day")}
    END IF;
    IF NEW.period_before_cents IS NULL OR NEW.period_before_cents < (
        SELECT coalesce(sum(d.aid_cents), 0) FROM secours_loyer_decision d
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        LEFT JOIN secours_loyer_award a ON a.decision_id = d.id
        WHERE r.household_id = home AND d.id <> NEW.id AND d.decided_at >= NEW.period_since
          AND a.revoked_at IS NULL
    ) THEN {refuse("decision_period_counted", "what was granted before is more")}
    END IF;
    IF NEW.period_cap_cents IS DISTINCT FROM nullif({number_on(MOST_PER_PERIOD, DAY)}, 0) THEN
        {refuse("decision_cap_of_day", "the cap is not the one of that day")}
    END IF;
    IF NEW.ceiling_cents > {number_on(MOST_PER_REQUEST, DAY)} THEN
        {refuse("decision_ceiling_of_day", "the ceiling is not the one of that day")}
    END IF;
    IF NEW.origin = 'delegation' AND (
        NEW.delegated_since <> NEW.period_since
        OR NEW.delegation_ceiling_cents <> {number_on(DELEGATION_CEILING, DAY)}
    ) THEN {refuse("decision_delegation_of_day", "the delegation is not the one of that day")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Deferred: the action takes the older award back, then signs.
REPLACED = f"""
    IF NEW.replaces_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM secours_loyer_award
        WHERE decision_id = NEW.replaces_id AND revoked_at IS NULL
    ) THEN {refuse("decision_replaces_revoked", "the older award still stands")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Holds the request: two awards written at once see each other.
LIVE_ONCE = f"""
    IF NEW.revoked_at IS NOT NULL THEN
        {refuse("award_revoked_frozen", "a new award stands")}
    END IF;
    PERFORM 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_decision d ON d.request_id = r.id
    WHERE d.id = NEW.decision_id FOR NO KEY UPDATE OF r;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision own
        JOIN secours_loyer_decision d ON d.request_id = own.request_id
        JOIN secours_loyer_award a ON a.decision_id = d.id
        WHERE own.id = NEW.decision_id AND a.id <> NEW.id AND a.revoked_at IS NULL
    ) THEN {refuse("award_live_once", "the request has an award that stands")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
REVOKED = f"""
    IF NEW.revoked_at IS NULL OR OLD.revoked_at IS NOT NULL THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.award_id = NEW.id AND (o.state NOT IN ({DEAD}) OR {unconfirmed("o")})
    ) THEN {refuse("award_revoked_unpaid", "an order pays it")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: an award is taken back for the decision that replaces its own, signed right after.
REVOKED_FOR = f"""
    IF NEW.revoked_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision WHERE replaces_id = NEW.decision_id
    ) THEN {refuse("award_revoked_by_decision", "no decision replaces it")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
