"""The walls of what a decision leaves to a plan: the file closes once a plan runs, or once somebody
wrote why none will."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.order_hold_sql import contested, disputed
from secours_loyer.models.plan_sql import RECEIVED
from secours_loyer.models.tie_sql import tied

GIVEN_UP_RIGHT = f"""
    SELECT d.request_id, d.plan_cents, d.outcome INTO held
    FROM secours_loyer_decision d WHERE d.id = NEW.decision_id;
    IF held.outcome <> 'accord' OR held.plan_cents = 0 OR EXISTS (
        SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = NEW.decision_id
    ) THEN {refuse("plan_given_up_of_decision", "the decision in force leaves no plan")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.request_id = held.request_id
          AND p.state IN ('brouillon', 'propose', 'actif', 'en_alerte', 'suspendu')
    ) THEN {refuse("plan_given_up_without_plan", "a plan is prepared or runs")}
    END IF;
    IF NOT {has_role("NEW.by_id", Role.CASE_WORKER, Role.MANAGER)}
    THEN {refuse("plan_given_up_by_role", "whoever says it is no social worker")}
    END IF;
    IF {tied("held.request_id", "NEW.by_id")}
    THEN {refuse("plan_given_up_tied", "whoever says it has a tie")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# The same as `queries.plan_awaited`: something is left to plan, no plan runs nor is paid off, and
# nobody wrote that none will be.
_AWAITED = f"""EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        WHERE d.request_id = NEW.id AND d.outcome = 'accord' AND d.plan_cents > (
              {RECEIVED.format(plans="p.debt_id = NEW.debt_id")}
          )
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = d.id)
          AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_plangivenup g WHERE g.decision_id = d.id
          )
          AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_repaymentplan x WHERE x.request_id = NEW.id
              AND x.state IN ('actif', 'en_alerte', 'suspendu', 'solde')
          )
    )"""  # noqa: S608 - made of constants
# A file closes on a debt that nobody contests, and whose plan is known.
CLOSED_SETTLED = f"""
    IF NEW.state <> 'close' OR OLD.state = 'close' THEN RETURN NEW; END IF;
    IF {disputed("NEW.id", "NEW.answered_dispute_id")}
    THEN {refuse("request_closed_dispute", "the landlord contests the debt")}
    END IF;
    IF {contested("NEW.id")}
    THEN {refuse("request_closed_contest", "the household contests the debt")}
    END IF;
    IF {_AWAITED}
    THEN {refuse("request_closed_planned", "the plan that was decided is neither signed nor left")}
    END IF;
    RETURN NEW;
"""
