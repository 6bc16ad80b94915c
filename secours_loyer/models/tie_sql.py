"""Who has a declared tie with a request neither studies, checks, sits, signs nor pays it."""

from __future__ import annotations

from secours_loyer.models.guards import refuse


def tied(request: str, person: str) -> str:
    """SQL: this person declared a tie with this request, and it stands."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie"  # noqa: S608 - made of constants
        f" WHERE tie.request_id = {request} AND tie.user_id = {person}"
        " AND tie.lifted_at IS NULL)"
    )


# A request may go back to its study whoever held it: that is how another person takes it.
REQUEST_APART = f"""
    IF NEW.instructor_id IS NOT NULL AND (
        NEW.instructor_id IS DISTINCT FROM OLD.instructor_id
        OR (NEW.state <> OLD.state
            AND NEW.state IN ('avis_rendu', 'validee_technique', 'inscrite'))
    ) AND {tied("NEW.id", "NEW.instructor_id")}
    THEN {refuse("tied_does_not_study", "the instructor has a tie")}
    END IF;
    IF NEW.validated_by_id IS DISTINCT FROM OLD.validated_by_id
       AND {tied("NEW.id", "NEW.validated_by_id")}
    THEN {refuse("tied_does_not_validate", "whoever validates has a tie")}
    END IF;
    RETURN NEW;
"""
ASSESSMENT_APART = f"""
    IF {tied("NEW.request_id", "NEW.by_id")}
    THEN {refuse("tied_does_not_study", "whoever computes has a tie")}
    END IF;
    RETURN NEW;
"""
# The minutes decide every file at once: no tie and no recusal in any of them.
MINUTES_APART = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_agendaitem i
        WHERE i.session_id = NEW.session_id AND i.left_at IS NULL
          AND ({tied("i.request_id", "NEW.signed_by_id")} OR EXISTS (
            SELECT 1 FROM secours_loyer_recusal x
            JOIN secours_loyer_sessionmember m ON m.id = x.member_id
            WHERE x.item_id = i.id AND x.lifted_at IS NULL AND m.user_id = NEW.signed_by_id
          ))
    ) THEN {refuse("minutes_signed_apart", "the signatory has a tie with a file")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
