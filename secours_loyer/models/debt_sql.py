"""Months given back are claimed again, so nothing may rest on them any more."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.states import RELEASED

ENDED = ", ".join(f"'{state.value}'" for state in RELEASED)
BORN_CLAIMED = f"""
    IF NEW.released_at IS NOT NULL THEN
        {refuse("debt_released_frozen", "a new debt is claimed")}
    END IF;
    RETURN NEW;
"""
RESTS_ON = """
    EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        JOIN secours_loyer_decision d ON d.request_id = r.id
        JOIN secours_loyer_award a ON a.decision_id = d.id
        WHERE r.debt_id = {debt} AND a.revoked_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan
        WHERE debt_id = {debt} AND state IN ('actif', 'en_alerte', 'suspendu')
    )
"""
# Deferred: the request ends in the same act, before or after. A refusal is then told and closed.
RELEASED_AT_END = f"""
    IF NEW.released_at IS NULL THEN RETURN NULL; END IF;
    IF {RESTS_ON.format(debt="NEW.id")} THEN
        {refuse("debt_released_free", "an award or a plan rests on it")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest
        WHERE debt_id = NEW.id AND state NOT IN ({ENDED}, 'notifiee', 'close')
    ) THEN {refuse("debt_released_at_end", "its request goes on")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Deferred: months are taken back by a review for the aid that it grants in the same act, or not.
RECLAIMED_FOR_AWARD = f"""
    IF OLD.released_at IS NOT NULL AND NEW.released_at IS NULL
       AND NOT ({RESTS_ON.format(debt="NEW.id")}) THEN
        {refuse("debt_reclaimed_for_award", "nothing was granted on them")}
    END IF;
    RETURN NULL;
"""
# Nothing is granted, nor repaid, on months that were given back.
AWARD_ON_CLAIMED = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        JOIN secours_loyer_debt b ON b.id = r.debt_id
        WHERE d.id = NEW.decision_id AND b.released_at IS NOT NULL
    ) THEN {refuse("debt_released_free", "its months were given back")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
PLAN_ON_CLAIMED = f"""
    IF NEW.state = 'actif' AND OLD.state = 'propose' AND EXISTS (
        SELECT 1 FROM secours_loyer_debt WHERE id = NEW.debt_id AND released_at IS NOT NULL
    ) THEN {refuse("debt_released_free", "its months were given back")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
