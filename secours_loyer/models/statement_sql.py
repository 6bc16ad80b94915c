"""The wall of the landlord's last certified statement: it is the debt, or somebody answered it."""

from __future__ import annotations

from secours_loyer.models.guards import refuse


def unanswered(request: str, debt: str, answered: str) -> str:
    """SQL: the last statement certified for this request says another amount than its debt, and
    `answered` (the statement against which the debt was kept) is not that one."""
    return f"""EXISTS (
        SELECT 1 FROM (
            SELECT p.id, p.cents FROM secours_loyer_landlordreport p
            JOIN secours_loyer_landlordlink l ON l.id = p.link_id
            WHERE l.request_id = {request} AND p.kind = 'decompte'
            ORDER BY p.at DESC, p.id DESC LIMIT 1
        ) said
        JOIN secours_loyer_debt owed ON owed.id = {debt}
        WHERE said.cents <> owed.certified_cents AND said.id IS DISTINCT FROM {answered}
    )"""  # noqa: S608 - made of constants


REQUEST_ANSWERED = f"""
    IF NEW.state <> OLD.state AND (
        NEW.state = 'inscrite' OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')
    ) AND {unanswered("NEW.id", "NEW.debt_id", "NEW.answered_statement_id")}
    THEN {refuse("request_statement_answered", "the landlord certifies another amount")}
    END IF;
    RETURN NEW;
"""
DECISION_ANSWERED = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id
          AND {unanswered("r.id", "r.debt_id", "r.answered_statement_id")}
    ) THEN {refuse("decision_statement_answered", "the landlord certifies another amount")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
