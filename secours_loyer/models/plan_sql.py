"""The walls of a plan: whole to the cent, of its own debt, as decided, paused with an approval."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.models.lease_end_sql import BINDS

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
# The last word on each instalment of some plans `p`: what was received for it in all.
RECEIVED = """
    SELECT coalesce(sum(word.cents), 0) FROM (
        SELECT DISTINCT ON (f.instalment_id) f.cents
        FROM secours_loyer_instalmentfact f
        JOIN secours_loyer_instalment i ON i.id = f.instalment_id
        JOIN secours_loyer_repaymentplan p ON p.id = i.plan_id
        WHERE {plans} AND f.kind <> 'declaree'
        ORDER BY f.instalment_id, f.id DESC
    ) AS word
"""
# What is proposed and signed is what the decision in force leaves to a plan, to the cent, less
# what the versions before it already brought in.
AS_DECIDED = f"""
    IF NEW.state = OLD.state OR NEW.state NOT IN ('propose', 'actif')
       OR OLD.state IN ('en_alerte', 'suspendu') THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        WHERE d.request_id = NEW.request_id AND d.plan_cents = NEW.total_cents + (
              {RECEIVED.format(plans="p.debt_id = NEW.debt_id AND p.id <> NEW.id")}
          )
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
ENDED = f"""
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state = 'solde' AND NEW.total_cents <> ({RECEIVED.format(plans="p.id = NEW.id")}) THEN
        {refuse("plan_settled_when_received", "an instalment is not confirmed")}
    END IF;
    IF (OLD.state, NEW.state) = ('en_alerte', 'actif') AND EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT ON (f.instalment_id) f.kind
            FROM secours_loyer_instalmentfact f
            JOIN secours_loyer_instalment i ON i.id = f.instalment_id
            WHERE i.plan_id = NEW.id AND f.kind <> 'declaree'
            ORDER BY f.instalment_id, f.id DESC
        ) AS word WHERE word.kind IN ('impayee', 'partielle')
    ) THEN {refuse("plan_alert_until_caught_up", "an instalment is still missed")}
    END IF;
    IF (OLD.state, NEW.state) = ('en_alerte', 'actif') AND EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT ON (c.month) c.kind
            FROM secours_loyer_currentrent c
            JOIN secours_loyer_rentrequest r ON r.tenancy_id = c.tenancy_id
            WHERE r.id = NEW.request_id AND c.month >= date_trunc('month', NEW.tenant_signed_on)
            ORDER BY c.month, c.id DESC
        ) AS word WHERE word.kind <> 'paye'
    ) THEN {refuse("plan_alert_until_rent_paid", "a month of rent is still unpaid")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: the version before is left, then the amendment starts.
SUCCEEDED = f"""
    IF NEW.state = 'remplace' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan
        WHERE replaces_id = NEW.id AND tenant_signed_on IS NOT NULL
          AND landlord_signed_on IS NOT NULL
    ) THEN {refuse("plan_replaced_by_signed", "no signed version replaces it")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Deferred: the last instalment is read once they are all written.
BOUNDED = f"""
    IF NEW.most_months IS NULL THEN
        {refuse("plan_bound_known", "the longest duration is not written down")}
    END IF;
    IF NEW.derogation = '' AND EXISTS (
        SELECT 1 FROM secours_loyer_instalment i
        JOIN secours_loyer_rentrequest r ON r.id = NEW.request_id
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE i.plan_id = NEW.id AND i.due_on > t.lease_end AND {BINDS}
    ) THEN {refuse("plan_within_lease", "the plan outlives the lease")}
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan o
        WHERE o.id = NEW.replaces_id AND o.debt_id = NEW.debt_id AND o.version < NEW.version
    ) THEN {refuse("plan_replaces_own", "it replaces the plan of another debt")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
SIGNED_AFTER = f"""
    IF least(NEW.tenant_signed_on, NEW.landlord_signed_on)
       < (NEW.prepared_at AT TIME ZONE 'Europe/Paris')::date
       AND (NEW.tenant_signed_on IS DISTINCT FROM OLD.tenant_signed_on
            OR NEW.landlord_signed_on IS DISTINCT FROM OLD.landlord_signed_on)
    THEN {refuse("plan_signed_after_proposal", "nobody signed before the plan was written")}
    END IF;
    RETURN NEW;
"""
