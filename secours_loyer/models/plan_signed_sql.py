"""Who approved a plan, and who signed: written once, by those who may, at their step."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.lease_end_sql import BINDS

# An event on the home suspends by itself: whoever writes files notes it.
FILE_WRITERS = (Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER)
# After the constraints: what they refuse is told in their own words.
PLAN_SIGNED = f"""
    IF TG_OP = 'INSERT' THEN
        IF num_nonnulls(NEW.approved_by_id, NEW.approved_at, NEW.tenant_signed_on,
                        NEW.landlord_signed_on, NEW.signed_sheet_id) > 0 THEN
            {refuse("plan_signatures_frozen", "a new plan is not signed")}
        END IF;
        RETURN NULL;
    END IF;
    IF ((NEW.approved_by_id, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by_id, OLD.approved_at)
        AND NOT (OLD.state = 'brouillon' AND NEW.state = 'propose'))
       OR ((NEW.tenant_signed_on, NEW.landlord_signed_on)
           IS DISTINCT FROM (OLD.tenant_signed_on, OLD.landlord_signed_on)
           AND NOT (OLD.state = 'propose' AND NEW.state = 'actif'))
    THEN {refuse("plan_signatures_frozen", "a signature does not change")}
    END IF;
    IF NEW.signed_sheet_id IS DISTINCT FROM OLD.signed_sheet_id
       AND (OLD.signed_sheet_id IS NOT NULL OR NEW.tenant_signed_on IS NULL)
    THEN {refuse("plan_sheet_once", "the sheet is joined once, to a signed plan")}
    END IF;
    IF OLD.state = 'brouillon' AND NEW.state = 'propose'
       AND (NEW.approved_at IS NULL OR NOT {has_role("NEW.approved_by_id", Role.MANAGER)})
    THEN {refuse("plan_by_manager", "whoever approves the plan may not")}
    END IF;
    RETURN NULL;
"""
# The lease may have been bounded since the plan was written.
WITHIN_LEASE = f"""
    IF NEW.state = OLD.state OR NEW.derogation <> ''
       OR (OLD.state, NEW.state) NOT IN (('brouillon', 'propose'), ('propose', 'actif'))
    THEN RETURN NULL; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_instalment i
        JOIN secours_loyer_rentrequest r ON r.id = NEW.request_id
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE i.plan_id = NEW.id AND i.due_on > t.lease_end AND {BINDS}
    ) THEN {refuse("plan_within_lease", "the plan outlives the lease")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
PAUSE_ASKED_FIRST = f"""
    IF num_nonnulls(NEW.approved_by_id, NEW.approved_at, NEW.refused_by_id, NEW.refused_at,
                    NEW.ended_on, NEW.ended_by_id) > 0 THEN
        {refuse("pause_asked_first", "a pause is asked first")}
    END IF;
    RETURN NULL;
"""
