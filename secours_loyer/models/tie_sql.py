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
# Holds the lease: an order that leaves at the same time waits, then sees the tie.
DECLARED_ALONE = """
    PERFORM 1 FROM secours_loyer_tenancy t JOIN secours_loyer_rentrequest r ON r.tenancy_id = t.id
    WHERE r.id = NEW.request_id FOR NO KEY UPDATE OF t;
    RETURN NEW;
"""
# Nothing leaves that was approved, or signed for the accountant, by somebody who has a tie since.
# A cheque leaves when it is handed over, after the export of its batch.
ORDER_UNTIED = f"""
    IF NEW.state = OLD.state OR NOT (
        NEW.state = 'en_lot' AND OLD.state = 'approuve_2' OR NEW.state = 'emis'
        OR NEW.state = 'transmis' AND NEW.channel = 'cheque'
    ) THEN RETURN NEW; END IF;
    SELECT r.id AS request INTO held FROM secours_loyer_award w
    JOIN secours_loyer_decision d ON d.id = w.decision_id
    JOIN secours_loyer_rentrequest r ON r.id = d.request_id
    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
    WHERE w.id = NEW.award_id FOR SHARE OF t;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_approval p
        WHERE p.order_id = NEW.id AND p.round = NEW.round
          AND {tied("held.request", "p.approver_id")}
    ) THEN {refuse("order_approver_tied", "an approver has a tie")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymentdecision p
        WHERE p.order_id = NEW.id AND p.round = NEW.round
          AND {tied("held.request", "p.signed_by_id")}
    ) THEN {refuse("order_signatory_tied", "the signatory of the payment has a tie")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
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
