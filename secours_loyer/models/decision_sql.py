"""The walls of a decision: signed by somebody apart, as the session recorded it or as the
delegation allows, and the award that follows."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.tie_sql import tied

SIGNED_RIGHT = f"""
    SELECT r.instructor_id, r.past_instructors, r.filed_by_id, r.state, d.certified_cents INTO asked
    FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id
    WHERE r.id = NEW.request_id;
    IF asked.instructor_id IS NULL OR asked.instructor_id = NEW.signed_by_id THEN
        {refuse("decision_signatory_apart", "the instructor does not sign")}
    END IF;
    IF NEW.signed_by_id = ANY(asked.past_instructors) THEN
        {refuse("decision_past_instructor_apart", "whoever studied the request does not sign")}
    END IF;
    IF asked.filed_by_id = NEW.signed_by_id THEN
        {refuse("decision_applicant_apart", "whoever filed the request does not sign")}
    END IF;
    IF {tied("NEW.request_id", "NEW.signed_by_id")}
    THEN {refuse("decision_signatory_tied", "the signatory has a tie")}
    END IF;
    IF NOT {has_role("NEW.signed_by_id", Role.SIGNATORY)} THEN
        {refuse("decision_by_signatory", "the signatory does not hold the role")}
    END IF;
    IF asked.certified_cents <> NEW.debt_cents THEN
        {refuse("decision_on_certified_debt", "the decision is about another amount of debt")}
    END IF;
    IF asked.state NOT IN ('accordee', 'refusee', 'notifiee') AND NOT (
        NEW.origin = 'commission' AND asked.state = 'inscrite'
    ) AND NOT (
        NEW.origin = 'delegation'
        AND asked.state IN ('en_instruction', 'avis_rendu', 'validee_technique')
    ) THEN
        {refuse("decision_after_validation", "the request is not ready")}
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision o
        WHERE o.id = NEW.replaces_id AND o.request_id = NEW.request_id
    ) THEN {refuse("decision_replaces_own", "it replaces a decision of another request")}
    END IF;
    IF NEW.replaces_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan
        WHERE request_id = NEW.request_id AND state IN ('actif', 'en_alerte', 'suspendu')
    ) THEN {refuse("decision_before_plan", "a plan runs under the decision")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision o
        JOIN secours_loyer_appeal a ON a.decision_id = o.id AND a.outcome = ''
        WHERE o.id = NEW.replaces_id AND o.aid_cents > NEW.aid_cents
    ) THEN {refuse("decision_review_not_less", "less than the decision that is contested")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
RECORDED = f"""
    IF NEW.origin = 'directe'
    THEN {refuse("decision_two_ways", "decisions come from a session or from the delegation")}
    END IF;
    IF NEW.origin <> 'commission' THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem i
        JOIN secours_loyer_commissionsession s ON s.id = i.session_id
        WHERE i.id = NEW.item_id AND i.request_id = NEW.request_id AND s.state = 'levee'
          AND i.left_at IS NULL AND i.decided_at IS NULL
          AND i.outcome = NEW.outcome AND i.aid_cents = NEW.aid_cents AND i.motive = NEW.motive
    ) THEN {refuse("decision_as_recorded", "the session recorded something else")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_recusal x
        JOIN secours_loyer_sessionmember m ON m.id = x.member_id
        WHERE x.item_id = NEW.item_id AND x.lifted_at IS NULL AND m.user_id = NEW.signed_by_id
    ) THEN {refuse("decision_signatory_recused", "the signatory stepped aside for this file")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
DELEGATED_RIGHT = f"""
    IF NEW.origin <> 'delegation' THEN RETURN NEW; END IF;
    IF NOT EXISTS (SELECT 1 FROM secours_loyer_assessment c WHERE c.request_id = NEW.request_id)
    THEN {refuse("decision_after_computation", "nothing was computed for this request")}
    END IF;
    IF NEW.delegated_before_cents < (
        SELECT coalesce(sum(d.aid_cents), 0)
        FROM secours_loyer_decision d
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        JOIN secours_loyer_rentrequest own ON own.household_id = r.household_id
        LEFT JOIN secours_loyer_award a ON a.decision_id = d.id
        WHERE own.id = NEW.request_id AND d.origin = 'delegation'
          AND d.decided_at >= NEW.delegated_since AND a.revoked_at IS NULL
    ) THEN {refuse("decision_delegated_total", "what was delegated before is more")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# More than the last calculation allows is explained. The same as `queries.derogation`.
ABOVE_EXPLAINED = f"""
    IF NEW.outcome = 'accord'
       AND NEW.aid_cents > (
        SELECT c.aid_cents FROM secours_loyer_assessment c WHERE c.request_id = NEW.request_id
        ORDER BY c.at DESC, c.id DESC LIMIT 1
       )
       AND length(btrim(regexp_replace(NEW.motive, '\\s+', ' ', 'g'))) < 20
    THEN {refuse("decision_above_explained", "more than was computed, and no reason")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
AS_DECIDED = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        WHERE d.id = NEW.decision_id AND d.aid_cents = NEW.amount_cents AND d.outcome = 'accord'
    ) THEN {refuse("award_as_decided", "the award is not what was decided")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
