"""The walls of a request: what was filed stays, and the rest changes at its own step only.

`docs/architecture.md` says who takes which step; the roles are read here as they are granted now.
"""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse

FILED = (
    *("uid", "number", "household_id", "tenancy_id", "debt_id", "organisation_id"),
    *("filed_by_id", "created_at", "helped_by", "agreed_at"),
)
STEP = "(OLD.state, NEW.state)"
# In years: as long as the files of a household that nobody heard of are kept.
LONGEST_WAIT = 2
# What the person filed, on one day; the situation is told again when the request is completed.
FILING = f"""
    IF NEW.filed_at IS DISTINCT FROM OLD.filed_at AND {STEP} <> ('brouillon', 'deposee')
    THEN {refuse("request_filed_once", "it was filed on another day")}
    END IF;
    IF NEW.summary IS DISTINCT FROM OLD.summary
       AND {STEP} NOT IN (('brouillon', 'deposee'), ('incomplete', 'deposee'))
    THEN {refuse("request_as_filed", "it changes when the request is filed")}
    END IF;
    IF NEW.closed_at IS DISTINCT FROM OLD.closed_at
       AND NOT (NEW.state <> OLD.state AND NEW.state IN ('close', 'sans_suite', 'retiree'))
       AND NOT ({STEP} = ('close', 'notifiee') AND NEW.closed_at IS NULL)
    THEN {refuse("request_closed_by_step", "it changes when the request ends")}
    END IF;
    RETURN NEW;
"""
# The delay stands still from the day papers are asked to the day the last of them is there (CRPA
# L114-5), wherever the request is meanwhile. Nothing is counted when papers are asked once the
# answer was due. The database's own clock is not asked (tests and demonstrations have theirs): each
# instant is at most two years after the one before it, and that of an act of the chained journal.
_DAY = "({} AT TIME ZONE 'Europe/Paris')::date"
_BEFORE = "coalesce(OLD.completed_at, OLD.filed_at)"
AWAITED = """EXISTS (
            SELECT 1 FROM secours_loyer_askedpiece
            WHERE request_id = {} AND state IN ('attendue', 'refusee')
        )"""
WAITS = "({0}.asked_at IS NOT NULL AND coalesce({0}.completed_at < {0}.asked_at, TRUE))"


def _journaled(verb: str, instant: str) -> str:
    """SQL: this act on the request is in the journal, at that instant."""
    return (
        "EXISTS (SELECT 1 FROM actors_journalentry j"  # noqa: S608 - made of constants
        " WHERE j.object_type = 'secours_loyer.rentrequest' AND j.object_id = NEW.id::text"
        f" AND j.verb = '{verb}' AND j.at = NEW.{instant})"
    )


WAITED = f"""(
    OLD.waited_days + CASE
        WHEN {_DAY.format("OLD.asked_at")}
            > ({_DAY.format("OLD.filed_at")} + interval '2 months')::date + OLD.waited_days
        THEN 0
        ELSE greatest(0, {_DAY.format("NEW.completed_at")} - {_DAY.format("OLD.asked_at")})
    END
)"""
WAITING = f"""
    IF NEW.state = 'incomplete' AND OLD.state <> 'incomplete' THEN
        IF NOT {WAITS.format("NEW")}
        THEN {refuse("request_asked_by_step", "nobody says since when papers are awaited")}
        END IF;
        IF NOT {AWAITED.format("NEW.id")}
        THEN {refuse("request_awaits_a_paper", "no paper of its list is awaited")}
        END IF;
        IF NOT {WAITS.format("OLD")} THEN
            IF NEW.asked_at < {_BEFORE} OR NEW.completed_at IS NOT NULL
            THEN {refuse("request_asked_by_step", "papers were asked before the last ones came")}
            END IF;
            IF NEW.asked_at > {_BEFORE} + interval '{LONGEST_WAIT} years'
            THEN {refuse("request_wait_bounded", "papers are asked years after the filing")}
            END IF;
            IF NEW.waited_days <> OLD.waited_days
            THEN {refuse("request_waited_counted", "nothing was waited for yet")}
            END IF;
            RETURN NEW;
        END IF;
    END IF;
    IF NEW.asked_at IS DISTINCT FROM OLD.asked_at
    THEN {refuse("request_asked_by_step", "no paper is asked now")}
    END IF;
    IF {WAITS.format("OLD")} AND NEW.completed_at IS DISTINCT FROM OLD.completed_at THEN
        IF NEW.completed_at > OLD.asked_at + interval '{LONGEST_WAIT} years'
        THEN {refuse("request_wait_bounded", "papers come years after they were asked")}
        END IF;
        IF NEW.completed_at IS NULL OR NEW.completed_at < OLD.asked_at
           OR NEW.waited_days <> {WAITED}
        THEN {refuse("request_waited_counted", "the days of waiting are not those of the papers")}
        END IF;
        IF {AWAITED.format("NEW.id")}
        THEN {refuse("request_waits_for_the_last", "a paper that was asked is still awaited")}
        END IF;
    ELSIF (NEW.completed_at, NEW.waited_days) IS DISTINCT FROM (OLD.completed_at, OLD.waited_days)
    THEN {refuse("request_waited_counted", "nothing is completed now")}
    END IF;
    RETURN NEW;
"""
# Once the last paper is there, or waived, the delay goes on: said on the request in the same act.
WAIT_ENDS = f"""
    IF NEW.state NOT IN ('attendue', 'refusee') AND EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        WHERE r.id = NEW.request_id AND r.state IN ('deposee', 'incomplete', 'en_instruction')
          AND {WAITS.format("r")}
    ) AND NOT {AWAITED.format("NEW.request_id")}
    THEN {refuse("request_waits_for_nothing", "the delay stands still and no paper is awaited")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Deferred: the action writes the request, then the act.
WAIT_JOURNALED = f"""
    IF NEW.asked_at IS DISTINCT FROM OLD.asked_at AND NOT {_journaled("ask_missing", "asked_at")}
       OR NEW.completed_at IS NOT NULL AND NEW.completed_at IS DISTINCT FROM OLD.completed_at
       AND NOT {_journaled("resume_delay", "completed_at")}
    THEN {refuse("request_wait_journaled", "no act of the journal is of that instant")}
    END IF;
    RETURN NULL;
"""
STUDIED = f"""
    IF NEW.instructor_id IS DISTINCT FROM OLD.instructor_id THEN
        IF {STEP} NOT IN (('deposee', 'en_instruction'), ('en_instruction', 'en_instruction'))
        THEN {refuse("request_instructor_by_step", "nobody hands the study over now")}
        END IF;
        IF NOT {has_role("NEW.instructor_id", Role.CASE_WORKER, Role.MANAGER)}
        THEN {refuse("request_instructor_role", "the instructor is no social worker")}
        END IF;
        IF EXISTS (
            SELECT 1 FROM actors_membership m WHERE m.user_id = NEW.instructor_id
              AND m.organisation_id = NEW.organisation_id AND m.ended_at IS NULL
        ) THEN {refuse("request_instructor_apart", "the instructor acts for whoever filed it")}
        END IF;
    END IF;
    IF (NEW.proposed_cents, NEW.opinion) IS DISTINCT FROM (OLD.proposed_cents, OLD.opinion)
       AND {STEP} <> ('en_instruction', 'avis_rendu')
    THEN {refuse("request_opinion_by_step", "the opinion is given at the end of the study")}
    END IF;
    IF {STEP} = ('en_instruction', 'avis_rendu') AND (
        NEW.proposed_cents IS NULL
        OR NEW.proposed_cents > (
            SELECT certified_cents FROM secours_loyer_debt WHERE id = NEW.debt_id
        )
        OR NOT EXISTS (SELECT 1 FROM secours_loyer_assessment WHERE request_id = NEW.id)
    ) THEN {refuse("opinion_after_computation", "nothing was computed, or it is above the debt")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Back to the study, what was validated no longer is.
VALIDATED = f"""
    IF NEW.validated_by_id IS DISTINCT FROM OLD.validated_by_id AND NOT (
        NEW.validated_by_id IS NULL AND NEW.state = 'en_instruction'
        OR NEW.validated_by_id IS NOT NULL AND {STEP} = ('avis_rendu', 'validee_technique')
    ) THEN {refuse("request_validated_by_step", "nobody validates it now")}
    END IF;
    IF {STEP} = ('avis_rendu', 'validee_technique')
       AND NOT {has_role("NEW.validated_by_id", Role.MANAGER)}
    THEN {refuse("request_validator_role", "whoever validates is not a manager")}
    END IF;
    IF {STEP} = ('avis_rendu', 'validee_technique')
       AND NEW.validated_by_id = ANY(NEW.past_instructors)
    THEN {refuse("request_validator_studied", "whoever validates held the file")}
    END IF;
    RETURN NEW;
"""
DECIDED_WITH = f"""
    IF (NEW.urgent_at IS DISTINCT FROM OLD.urgent_at) IS DISTINCT FROM (
        NEW.state = 'accordee'
        AND OLD.state IN ('en_instruction', 'avis_rendu', 'validee_technique')
    ) OR (NEW.urgent_at IS DISTINCT FROM OLD.urgent_at AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision
        WHERE request_id = NEW.id AND origin = 'delegation'
    )) THEN {refuse("request_urgent_by_delegation", "no urgent decision says so")}
    END IF;
    IF (NEW.down_payment_cents IS DISTINCT FROM OLD.down_payment_cents
        AND OLD.state NOT IN ('brouillon', 'deposee', 'incomplete', 'en_instruction'))
       OR (NEW.cofunding_cents IS DISTINCT FROM OLD.cofunding_cents AND EXISTS (
            SELECT 1 FROM secours_loyer_decision WHERE request_id = NEW.id))
    THEN {refuse("request_shares_frozen", "the debt was shared out with them")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
