"""The walls of a lease whose written end is past: somebody says whether it goes on."""

from __future__ import annotations

from secours_loyer.models.guards import refuse


def _renewed(lease: str) -> str:
    """SQL: the answer that stands says that the lease row `lease` goes on past its written end."""
    return f"""EXISTS (
        SELECT 1 FROM secours_loyer_leaserenewal w
        WHERE w.tenancy_id = {lease}.id AND w.past_end = {lease}.lease_end AND w.goes_on
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_leaserenewal n WHERE n.replaces_id = w.id)
    )"""  # noqa: S608 - made of constants


# SQL: the written end of the lease `t` binds what is due after it.
BINDS = f"NOT {_renewed('t')}"
# About the end that the lease says, once it is past, by the instructor of a request of this lease;
# the answer changed is the one that stood, and whoever says « left » noted the departure.
RENEWAL_OF_PAST_END = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_tenancy t WHERE t.id = NEW.tenancy_id
          AND t.lease_end = NEW.past_end
          AND NEW.past_end < (NEW.at AT TIME ZONE 'Europe/Paris')::date
    ) THEN {refuse("lease_renewal_of_past_end", "the lease did not end on that day")}
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        WHERE r.id = NEW.request_id AND r.tenancy_id = NEW.tenancy_id
          AND r.instructor_id = NEW.by_id
    ) THEN {refuse("lease_renewal_by_instructor", "only the instructor answers")}
    END IF;
    IF NEW.goes_on AND EXISTS (
        SELECT 1 FROM secours_loyer_tenancy t
        WHERE t.id = NEW.tenancy_id AND t.ended_on IS NOT NULL
    ) THEN {refuse("lease_renewal_not_ended", "an event says that the lease ended")}
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_leaserenewal o WHERE o.id = NEW.replaces_id
          AND o.tenancy_id = NEW.tenancy_id AND o.past_end = NEW.past_end
    ) THEN {refuse("lease_renewal_replaces_own", "it replaces the answer about another end")}
    END IF;
    IF NOT NEW.goes_on AND (NEW.replaces_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM secours_loyer_tenancyevent e WHERE e.tenancy_id = NEW.tenancy_id
          AND e.kind = 'depart' AND e.answer = '' AND e.noted_by_id = NEW.by_id
    )) THEN {refuse("lease_renewal_left_by_event", "no departure was noted with this answer")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


def ended(tenancy: str, day: str) -> str:
    """SQL: the end that the lease says is before `day`, and nobody says what followed."""
    return f"""EXISTS (
        SELECT 1 FROM secours_loyer_tenancy t
        WHERE t.id = {tenancy} AND t.ended_on IS NULL AND t.lease_end < {day}
          AND {BINDS}
    )"""  # noqa: S608 - made of constants


# Judged on the day of the computation, which comes before any opinion.
_COMPUTED = '(SELECT max(a."on") FROM secours_loyer_assessment a WHERE a.request_id = NEW.id)'
REQUEST_LEASE_GOES_ON = f"""
    IF NEW.state = 'avis_rendu' AND OLD.state <> 'avis_rendu'
       AND {ended("NEW.tenancy_id", _COMPUTED)}
    THEN {refuse("request_lease_end_answered", "the lease ended, nobody says what followed")}
    END IF;
    RETURN NEW;
"""
# An urgent decision comes without opinion.
_OF_DECISION = "(SELECT r.tenancy_id FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id)"
_SIGNED = "(NEW.decided_at AT TIME ZONE 'Europe/Paris')::date"
DECISION_LEASE_GOES_ON = f"""
    IF NEW.origin = 'delegation' AND NEW.replaces_id IS NULL AND {ended(_OF_DECISION, _SIGNED)}
    THEN {refuse("decision_lease_end_answered", "the lease ended, nobody says what followed")}
    END IF;
    RETURN NEW;
"""
