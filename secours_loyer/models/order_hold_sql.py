"""The wall of what was said since the decision: a statement of another amount, a contested debt, a
debit booked on an order that had failed, a sum paid in excess for the same months, a lease
whose written end is before the payment. Somebody answers it before the money leaves."""

from __future__ import annotations

from secours_loyer.models.debit_names_sql import as_much, names
from secours_loyer.models.guards import refuse
from secours_loyer.models.lease_end_sql import ended
from secours_loyer.models.overpayment_sql import owed_back
from secours_loyer.models.statement_sql import unanswered
from secours_loyer.states import FAILED

_PAID_ON = "(SELECT b.execute_on FROM secours_loyer_batch b WHERE b.id = NEW.batch_id)"
FAILED_ORDER = ", ".join(f"'{state.value}'" for state in FAILED)


def disputed(request: str, answered: str) -> str:
    """SQL: the landlord's last word contests the debt, and `answered` is not that word."""
    return f"""EXISTS (
        SELECT 1 FROM (
            SELECT p.id, p.kind FROM secours_loyer_landlordreport p
            JOIN secours_loyer_landlordlink l ON l.id = p.link_id
            WHERE l.request_id = {request} AND p.kind IN ('dette', 'contestee')
            ORDER BY p.at DESC, p.id DESC LIMIT 1
        ) said
        WHERE said.kind = 'contestee' AND said.id IS DISTINCT FROM {answered}
    )"""  # noqa: S608 - made of constants


def contested(request: str) -> str:
    """SQL: the household contests the debt, and nobody answered."""
    return (
        "EXISTS (SELECT 1 FROM secours_loyer_debtcontest"  # noqa: S608 - made of constants
        f" WHERE request_id = {request} AND answer = '')"
    )


def debit_waits(order: str) -> str:
    """SQL: a debit that names another order of the award, or of the amount of one that failed, may
    be this very payment: its line is settled or put aside first."""
    return f"""EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder k
        WHERE k.award_id = {order}.award_id AND k.id <> {order}.id AND EXISTS (
            SELECT 1 FROM secours_loyer_returnline x
            WHERE x.state IN ('lue', 'quarantaine') AND x.event = 'paye'
              AND ({names("x", "k")} OR k.state IN ({FAILED_ORDER}) AND {as_much("x", "k")})
        )
    )"""  # noqa: S608 - made of constants


# A cheque leaves when it is handed over, after the export of its batch.
ORDER_HELD_BACK = f"""
    IF NEW.state = OLD.state OR NOT (
        NEW.state = 'en_lot' AND OLD.state = 'approuve_2' OR NEW.state = 'emis'
        OR NEW.state = 'transmis' AND NEW.channel = 'cheque'
    ) THEN RETURN NEW; END IF;
    SELECT r.* INTO held FROM secours_loyer_award w
    JOIN secours_loyer_decision d ON d.id = w.decision_id
    JOIN secours_loyer_rentrequest r ON r.id = d.request_id
    WHERE w.id = NEW.award_id;
    IF {unanswered("held.id", "held.debt_id", "held.answered_statement_id")}
    THEN {refuse("order_statement_answered", "the landlord certifies another amount")}
    END IF;
    IF {disputed("held.id", "held.answered_dispute_id")}
    THEN {refuse("order_dispute_answered", "the landlord contests the debt")}
    END IF;
    IF {contested("held.id")}
    THEN {refuse("order_contest_answered", "the household contests the debt")}
    END IF;
    IF {debit_waits("NEW")} THEN
        {refuse("order_debit_answered", "a debit on another order of the award waits")}
    END IF;
    IF {owed_back("held.id")}
    THEN {refuse("order_overpayment_settled", "a sum paid in excess for the same months waits")}
    END IF;
    IF {ended("held.tenancy_id", _PAID_ON)}
    THEN {refuse("order_lease_end_answered", "the lease ends before, nobody says what followed")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
