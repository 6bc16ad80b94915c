"""The walls of a plan: whole to the cent, of its own debt, as decided, paused with an approval."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# Deferred: the rows of a plan are written one after the other, and judged together at commit.
WHOLE = f"""
    SELECT p.total_cents, p.instalment_count INTO wanted
    FROM secours_loyer_repaymentplan p WHERE p.id = {{plan}};
    SELECT coalesce(sum(cents), 0) AS cents, count(*) AS rows,
           bool_and(due_on > before IS NOT FALSE) AS rising,
           bool_and(number = position) AS numbered
    INTO held FROM (
        SELECT cents, due_on, number, lag(due_on) OVER (ORDER BY number) AS before,
               row_number() OVER (ORDER BY number) AS position
        FROM secours_loyer_instalment WHERE plan_id = {{plan}}
    ) AS written;
    IF held.cents <> wanted.total_cents OR held.rows <> wanted.instalment_count THEN
        {refuse("plan_sum_exact", "the instalments are not the amount of the plan")}
    END IF;
    IF NOT held.rising OR NOT held.numbered THEN
        {refuse("plan_dates_rising", "the dates of a plan rise")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# What is proposed and signed is what the decision in force leaves to a plan, to the cent.
AS_DECIDED = f"""
    IF NEW.state = OLD.state OR NEW.state NOT IN ('propose', 'actif')
       OR OLD.state IN ('en_alerte', 'suspendu') THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        WHERE d.request_id = NEW.request_id AND d.plan_cents = NEW.total_cents
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = d.id)
    ) THEN {refuse("plan_as_decided", "the decision in force leaves another amount to a plan")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# One running plan a debt is counted on `debt_id`: it is the debt of the plan's own request.
OF_ITS_DEBT = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        WHERE r.id = NEW.request_id AND r.debt_id = NEW.debt_id
    ) THEN {refuse("plan_of_its_debt", "a plan is about the debt of its request")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
PAUSED = f"""
    SELECT EXISTS (
        SELECT 1 FROM secours_loyer_planpause
        WHERE plan_id = NEW.id AND approved_at IS NOT NULL AND ended_on IS NULL
    ) INTO open_pause;
    IF NEW.state = 'suspendu' AND OLD.state <> 'suspendu' AND NOT open_pause THEN
        {refuse("plan_paused_by_approval", "nobody approved this pause")}
    END IF;
    IF OLD.state = 'suspendu' AND NEW.state IN ('actif', 'en_alerte') AND open_pause THEN
        {refuse("plan_pause_ended_first", "the pause is not over")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
