"""Who has a declared tie with a request neither studies, checks, sits, signs nor pays it."""

from __future__ import annotations

from collections.abc import Callable

from actors.roles import Role
from secours_loyer.models.guards import has_role, refuse


# Whoever leaves the landlord stands apart all the same from what was asked while they were there,
# or in the year that followed. `queries.ties.A_YEAR` is the same.
def asked_since(request: str) -> str:
    """SQL: leaving the landlord from this instant on leaves somebody apart from the request."""
    return f"coalesce({request}.filed_at, {request}.created_at) - interval '365 days'"


def lets(landlord: str, person: str, *, since: str = "") -> str:
    """SQL: this person is a member of the organisation of this landlord, or was `since` an
    instant; under this account or another one of theirs."""
    left = f" OR belongs.ended_at >= {since}" if since else ""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_landlord lessor"  # noqa: S608 - made of constants
        " JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id"
        f" WHERE lessor.id = {landlord} AND (belongs.ended_at IS NULL{left})"
        f" AND f_one_person({person}, belongs.user_id))"
    )


def tied(request: str, person: str) -> str:
    """SQL: this person stands apart from this request: a tie that they declared stands, or they
    are a member of the landlord's organisation; under this account or another one of theirs."""
    return (
        "(EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie"  # noqa: S608 - made of constants
        f" WHERE tie.request_id = {request} AND tie.lifted_at IS NULL"
        f" AND f_one_person({person}, tie.user_id))"
        " OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own"
        " JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id"
        f" WHERE own.id = {request}"
        f" AND {lets('home.landlord_id', person, since=asked_since('own'))}))"
    )


def tied_to_lease(lease: str, person: str) -> str:
    """SQL: the same for a lease: a tie with one of its requests, or a member of its landlord."""
    return (
        "(EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie"  # noqa: S608 - made of constants
        " JOIN secours_loyer_rentrequest own ON own.id = tie.request_id"
        f" WHERE own.tenancy_id = {lease} AND tie.lifted_at IS NULL"
        f" AND f_one_person({person}, tie.user_id))"
        " OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home"
        f" WHERE home.id = {lease} AND {lets('home.landlord_id', person)})"
        " OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home"
        " JOIN secours_loyer_rentrequest own ON own.tenancy_id = home.id"
        f" WHERE home.id = {lease}"
        f" AND {lets('home.landlord_id', person, since=asked_since('own'))}))"
    )


def of_request(person: str) -> str:
    """SQL: this person has a tie with the request that the row is about."""
    return tied("NEW.request_id", person)


def of_lease(person: str) -> str:
    """SQL: this person has a tie with a request about the lease that the row is about."""
    return tied_to_lease("NEW.tenancy_id", person)


def named_apart(column: str, tied_with: Callable[[str], str], wall: str, why: str) -> str:
    """SQL: whoever this column names from now on has no tie; those who were named already do not
    keep the row from changing. An inserted row names everybody anew."""
    return f"""
    IF NEW.{column} IS DISTINCT FROM OLD.{column} AND {tied_with(f"NEW.{column}")}
    THEN {refuse(wall, why)}
    END IF;"""


VALIDATED_APART = named_apart(
    "validated_by_id",
    lambda person: tied("NEW.id", person),
    "tied_does_not_validate",
    "whoever validates has a tie",
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
    {VALIDATED_APART}
    RETURN NEW;
"""
ASSESSMENT_APART = f"""
    IF {tied("NEW.request_id", "NEW.by_id")}
    THEN {refuse("tied_does_not_study", "whoever computes has a tie")}
    END IF;
    RETURN NEW;
"""
# Holds the lease: an order that leaves at the same time waits, then sees the tie.
DECLARED_ALONE = f"""
    IF NEW.lifted_at IS NOT NULL THEN {refuse("tie_starts_standing", "a tie starts standing")}
    END IF;
    PERFORM 1 FROM secours_loyer_tenancy t JOIN secours_loyer_rentrequest r ON r.tenancy_id = t.id
    WHERE r.id = NEW.request_id FOR NO KEY UPDATE OF t;
    RETURN NEW;
"""
LIFTED_BY_MANAGER = f"""
    IF NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id
       AND NOT {has_role("NEW.lifted_by_id", Role.MANAGER)}
    THEN {refuse("tie_lifted_by_manager", "whoever lifts it is not a manager")}
    END IF;
    {named_apart("lifted_by_id", of_request, "tie_lifted_untied", "whoever lifts it has a tie")}
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
