"""The wall of a computation made on other facts: the lease or the debt changed since."""

from __future__ import annotations

from secours_loyer.models.guards import refuse


def _stale(request: str) -> str:
    """SQL: the last computation of the request was made with another rent, aid or debt."""
    return f"""EXISTS (
        SELECT 1 FROM (
            SELECT a.inputs, r.tenancy_id, r.debt_id FROM secours_loyer_assessment a
            JOIN secours_loyer_rentrequest r ON r.id = a.request_id
            WHERE a.request_id = {request} ORDER BY a.at DESC, a.id DESC LIMIT 1
        ) made
        JOIN secours_loyer_tenancy t ON t.id = made.tenancy_id
        JOIN secours_loyer_debt d ON d.id = made.debt_id
        WHERE (made.inputs->>'rent_cents')::bigint <> t.rent_cents + t.charges_cents
           OR (made.inputs->>'housing_benefit_cents')::bigint <> t.housing_aid_cents
           OR (made.inputs->>'debt_cents')::bigint <> d.certified_cents
    )"""  # noqa: S608 - made of constants


REQUEST_COMPUTED = f"""
    IF NEW.state <> OLD.state AND (
        NEW.state IN ('avis_rendu', 'inscrite')
        OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')
    ) AND {_stale("NEW.id")}
    THEN {refuse("request_computed_on_facts", "the computation is about other facts")}
    END IF;
    RETURN NEW;
"""
# A decision that replaces another one stands on the facts of the first: they are frozen.
DECISION_COMPUTED = f"""
    IF NEW.outcome = 'accord' AND NEW.replaces_id IS NULL AND {_stale("NEW.request_id")}
    THEN {refuse("decision_computed_on_facts", "the computation is about other facts")}
    END IF;
    RETURN NEW;
"""
