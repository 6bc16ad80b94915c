"""The walls of a second examination: of an appeal that waits, and answered as the session says."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# A file is put on an agenda to be decided, or because an appeal contests what was told.
AWAITED = "(CASE WHEN NEW.appeal_id IS NULL THEN 'inscrite' ELSE 'notifiee' END)"
REVIEWED_RIGHT = f"""
    IF NEW.appeal_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id
        WHERE a.id = NEW.appeal_id AND a.outcome = '' AND d.request_id = NEW.request_id
    ) THEN {refuse("item_reviews_appeal", "no appeal of this request waits")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# The new decision replaces the one that the appeal contests, and only a review replaces.
DECISION_REVIEWS = f"""
    IF NEW.origin = 'commission' AND NEW.replaces_id IS DISTINCT FROM (
        SELECT a.decision_id FROM secours_loyer_agendaitem i
        JOIN secours_loyer_appeal a ON a.id = i.appeal_id WHERE i.id = NEW.item_id
    ) THEN {refuse("decision_reviews_contested", "it does not replace the decision contested")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Months given back are claimed again for the aid that a review grants, if nobody else did.
RECLAIMED = """
    NEW.released_at IS NULL AND EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        JOIN secours_loyer_agendaitem i ON i.request_id = r.id
        JOIN secours_loyer_commissionsession s ON s.id = i.session_id
        WHERE r.debt_id = NEW.id AND i.appeal_id IS NOT NULL AND i.left_at IS NULL
          AND i.decided_at IS NULL AND i.outcome = 'accord' AND s.state = 'levee'
    )
"""
