"""The triggers of what happens to a lease: nothing leaves while an event waits for its answer."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# Holds the lease: an order that enters a batch at the same time waits, then sees the event.
ANSWERED_ONCE = f"""
    PERFORM 1 FROM secours_loyer_tenancy WHERE id = NEW.tenancy_id FOR NO KEY UPDATE;
    IF TG_OP = 'INSERT' THEN
        IF NEW.answer <> '' THEN {refuse("lease_event_starts_open", "an event starts open")}
        END IF;
    ELSIF OLD.answer <> '' THEN
        {refuse("lease_event_once_answered", "the event is answered")}
    END IF;
    RETURN NEW;
"""
# A household that left paid no later month, signed no later plan, and nobody said since that it
# stays. The lease is held by the wall before.
LEFT_AS_KNOWN = f"""
    IF NEW.kind <> 'depart' THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT ON (c.month) c.month, c.kind FROM secours_loyer_currentrent c
            WHERE c.tenancy_id = NEW.tenancy_id ORDER BY c.month, c.id DESC
        ) AS word WHERE word.month > NEW.happened_on AND word.kind <> 'impaye'
    ) OR EXISTS (
        SELECT 1 FROM secours_loyer_debt b
        JOIN secours_loyer_repaymentplan p ON p.debt_id = b.id
        WHERE b.tenancy_id = NEW.tenancy_id AND p.state IN ('actif', 'en_alerte', 'suspendu')
          AND p.tenant_signed_on > NEW.happened_on
    ) OR EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent e
        WHERE e.tenancy_id = NEW.tenancy_id AND e.answer IN ('continue', 'indemnite', 'protocole')
          AND (e.answered_at AT TIME ZONE 'Europe/Paris')::date > NEW.happened_on
    ) THEN {refuse("lease_event_left_as_known", "what is known says that they were still there")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# The column is what the events say, and only that; judged at commit.
ENDED_BY_EVENT = f"""
    IF (SELECT ended_on FROM secours_loyer_tenancy WHERE id = {{lease}}) IS DISTINCT FROM (
        SELECT min(happened_on) FROM secours_loyer_tenancyevent
        WHERE tenancy_id = {{lease}} AND kind IN ('depart', 'deces', 'resiliation', 'expulsion')
          AND answer NOT IN ('continue', 'erreur')
    ) THEN {refuse("tenancy_ended_by_event", "the lease does not end as its events say")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# The landlord who is paid changes through an event that somebody else confirmed.
LANDLORD_BY_EVENT = f"""
    IF NEW.landlord_id IS DISTINCT FROM OLD.landlord_id AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent
        WHERE tenancy_id = NEW.id AND new_landlord_id = NEW.landlord_id AND answer = 'bailleur'
    ) THEN {refuse("tenancy_landlord_by_event", "no confirmed event names this landlord")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# An order leaves on a lease whose events are answered; after the lease, its label says so.
# A cheque leaves when it is handed over, after the export of its batch.
ORDER_ON_LEASE = f"""
    IF NEW.state = OLD.state OR NOT (
        NEW.state IN ('en_lot', 'emis') OR NEW.state = 'transmis' AND NEW.channel = 'cheque'
    ) THEN RETURN NEW; END IF;
    SELECT t.id AS lease, upper(b.months) AS until INTO held FROM secours_loyer_award w
    JOIN secours_loyer_decision d ON d.id = w.decision_id
    JOIN secours_loyer_rentrequest r ON r.id = d.request_id
    JOIN secours_loyer_debt b ON b.id = r.debt_id
    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
    WHERE w.id = NEW.award_id FOR SHARE OF t;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent WHERE tenancy_id = held.lease AND answer = ''
    ) THEN {refuse("order_on_settled_lease", "an event of the lease waits for its answer")}
    END IF;
    IF NEW.label NOT LIKE '%indemnites d''occupation%' AND EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent WHERE tenancy_id = held.lease
          AND answer IN ('indemnite', 'protocole') AND happened_on < held.until
    ) THEN {refuse("order_label_of_occupation", "the label speaks of rents after the lease")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Whatever waits for its answer stops the plans of the lease; judged at commit.
PLANS_PAUSED = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent e
        JOIN secours_loyer_debt b ON b.tenancy_id = e.tenancy_id
        JOIN secours_loyer_repaymentplan p ON p.debt_id = b.id
        WHERE e.id = NEW.id AND e.answer = '' AND p.state IN ('actif', 'en_alerte')
    ) THEN {refuse("lease_event_pauses_plans", "a plan still runs on this lease")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# A plan starts, or starts again, on a lease whose events are answered.
PLAN_ON_LEASE = f"""
    IF NEW.state <> 'actif' OR NEW.state = OLD.state THEN RETURN NEW; END IF;
    PERFORM 1 FROM secours_loyer_debt b JOIN secours_loyer_tenancy t ON t.id = b.tenancy_id
    WHERE b.id = NEW.debt_id FOR SHARE OF t;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent e
        JOIN secours_loyer_debt b ON b.tenancy_id = e.tenancy_id
        WHERE b.id = NEW.debt_id AND e.answer = ''
    ) THEN {refuse("plan_on_settled_lease", "an event of the lease waits for its answer")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
