"""What was said since the export, of the orders of a batch that nobody was handed: the batch does
not leave with them."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.guards import has_role
from secours_loyer.models.lease_end_sql import ended
from secours_loyer.models.order_hold_sql import contested, debit_waits, disputed
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.models.overpayment_sql import owed_back
from secours_loyer.models.statement_sql import unanswered
from secours_loyer.models.tie_sql import tied

_LINES = """SELECT 1 FROM secours_loyer_paymentorder o
        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id
        JOIN secours_loyer_award w ON w.id = o.award_id
        JOIN secours_loyer_decision d ON d.id = w.decision_id
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        JOIN secours_loyer_debt b ON b.id = r.debt_id
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE o.batch_id = {batch} AND o.state = 'emis'"""
_PAID_ON = "(SELECT y.execute_on FROM secours_loyer_batch y WHERE y.id = o.batch_id)"
# What is noted of a lease at the same time waits, then is seen, or sees that the batch left.
HOLD_LEASES = f"PERFORM 1 FROM ({_LINES.replace('SELECT 1', 'SELECT t.id')} FOR SHARE OF t) held;"
SAID_SINCE = f"""EXISTS ({_LINES} AND (
        a.landlord_id <> t.landlord_id
        OR {unanswered("r.id", "r.debt_id", "r.answered_statement_id")}
        OR {disputed("r.id", "r.answered_dispute_id")}
        OR {contested("r.id")}
        OR {debit_waits("o")}
        OR {owed_back("r.id")}
        OR {ended("r.tenancy_id", _PAID_ON)}
        OR EXISTS (
            SELECT 1 FROM secours_loyer_tenancyevent e WHERE e.tenancy_id = t.id AND (
                e.answer = '' OR e.answer IN ('indemnite', 'protocole')
                AND e.happened_on < upper(b.months)
                AND o.label NOT LIKE '%indemnites d''occupation%')
        )
    ))"""  # noqa: S608 - made of constants
_APPROVED = "secours_loyer_approval p WHERE p.order_id = o.id AND p.round = o.round"
_SIGNED = "secours_loyer_paymentdecision p WHERE p.order_id = o.id AND p.round = o.round"
TIED_SINCE = f"""EXISTS ({_LINES} AND (
        EXISTS (SELECT 1 FROM {_APPROVED} AND {tied("r.id", "p.approver_id")})
        OR EXISTS (SELECT 1 FROM {_SIGNED} AND {tied("r.id", "p.signed_by_id")})
    ))"""  # noqa: S608 - made of constants
GONE_SINCE = f"""EXISTS ({_LINES} AND (
        EXISTS (SELECT 1 FROM {_APPROVED} AND NOT {has_role("p.approver_id", *APPROVERS)})
        OR EXISTS (SELECT 1 FROM {_SIGNED} AND NOT {has_role("p.signed_by_id", Role.SIGNATORY)})
    ))"""  # noqa: S608 - made of constants
