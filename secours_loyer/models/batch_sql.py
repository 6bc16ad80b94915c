"""The walls of a batch: who closed it, who sent it, and that its lines went the way it says."""

from __future__ import annotations

from actors.roles import Role
from secours_loyer.models.batch_hold_sql import GONE_SINCE, HOLD_LEASES, SAID_SINCE, TIED_SINCE
from secours_loyer.models.guards import has_role, payments_stopped, refuse
from secours_loyer.states import DEAD_ORDER, FAILED, UNANSWERED

DEAD = ", ".join(f"'{state.value}'" for state in DEAD_ORDER)
ENDED = ", ".join(f"'{state.value}'" for state in FAILED)
WAITING = ", ".join(f"'{state.value}'" for state in UNANSWERED)
# `closed_by` stays on a reopened batch: it says who closed it last.
SIGNED = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.closed_by_id IS NOT NULL OR NEW.closed_at IS NOT NULL THEN
            {refuse("batch_closed_frozen", "a new batch is not closed")}
        END IF;
        IF NOT {has_role("NEW.opened_by_id", Role.FINANCE)} THEN
            {refuse("batch_by_its_role", "whoever opens it may not")}
        END IF;
        RETURN NULL;
    END IF;
    IF (NEW.state = 'clos' AND OLD.state = 'ouvert'
        AND NOT {has_role("NEW.closed_by_id", Role.FINANCE)})
       OR (NEW.state = 'exporte' AND OLD.state = 'clos'
           AND NOT {has_role("NEW.exported_by_id", Role.FINANCE)})
       OR (NEW.state = 'transmis' AND OLD.state = 'exporte'
           AND NOT {has_role("NEW.forwarded_by_id", Role.FINANCE)})
       OR (NEW.state = 'annule' AND OLD.state = 'exporte'
           AND NOT {has_role("NEW.cancelled_by_id", Role.MANAGER)})
    THEN {refuse("batch_by_its_role", "whoever takes this step may not")}
    END IF;
    RETURN NULL;
"""
# An order whose answer is awaited, to an account that may not be paid any more.
ACCOUNT_GONE = """EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id
        WHERE o.batch_id = {batch} AND o.state = 'emis' AND a.state <> 'actif'
    )"""


# An order of it ended without a payment, and another order of the aid stands for it; or all did.
PAID_AGAIN = f"""(EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        JOIN secours_loyer_paymentorder n ON n.award_id = o.award_id AND n.id > o.id
        WHERE o.batch_id = {{batch}} AND o.state IN ({ENDED}) AND n.state NOT IN ({DEAD})
    ) OR NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.batch_id = {{batch}} AND o.state NOT IN ({ENDED})
    ))"""  # noqa: S608 - made of constants


# An order of it failed, or somebody noted so: its files, handed over all the same, would pay twice.
FAILED_LINE = f"""EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.batch_id = {{batch}} AND (o.state IN ({ENDED}) OR o.failed_by_id IS NOT NULL)
    )"""  # noqa: S608 - made of constants


def answered(batch: str) -> str:
    """SQL: a file of the bank or the accountant answered this batch: it is at theirs."""
    return f"""EXISTS (
        SELECT 1 FROM secours_loyer_returnline x
        JOIN secours_loyer_paymentorder o ON o.id = x.order_id
        WHERE o.batch_id = {batch} AND x.state IN ('rapprochee', 'reglee')
    )"""  # noqa: S608 - made of constants


def never_handed_over(batch: str) -> str:
    """SQL: this batch is exported, nobody noted that it was handed over, and no file says so."""
    return f"""(EXISTS (
        SELECT 1 FROM secours_loyer_batch b WHERE b.id = {batch} AND b.state = 'exporte'
    ) AND NOT {answered(batch)})"""  # noqa: S608 - made of constants


def hand_over(batch: str, forbidden: str) -> str:
    """SQL: `forbidden` holds, and no file answered this batch: once one did, only what happened
    is noted."""
    return f"({forbidden} AND NOT {answered(batch)})"


# The day that its transfers carry is past, and nobody took a file away in time: the bank would
# refuse them, or pay another day.
LATE = """({batch}.channel = 'regie'
        AND ({at} AT TIME ZONE 'Europe/Paris')::date > {batch}.execute_on
        AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_filedownload t
            JOIN secours_loyer_outgoingfile f ON f.id = t.file_id
            WHERE f.batch_id = {batch}.id
              AND (t.at AT TIME ZONE 'Europe/Paris')::date <= {batch}.execute_on
        )
    )"""
HANDED_OVER = f"""
    IF NEW.state <> 'transmis' OR OLD.state <> 'exporte' THEN RETURN NEW; END IF;
    IF NEW.forwarded_at < NEW.exported_at THEN
        {refuse("batch_forwarded_after_export", "handed over before its export")}
    END IF;
    IF {hand_over("NEW.id", payments_stopped("NEW.forwarded_at"))} THEN
        {refuse("batch_forwarded_while_open", "payments are stopped")}
    END IF;
    IF {hand_over("NEW.id", ACCOUNT_GONE.format(batch="NEW.id"))} THEN
        {refuse("batch_forwarded_account_active", "an account of the batch is not active")}
    END IF;
    IF {hand_over("NEW.id", LATE.format(batch="NEW", at="NEW.forwarded_at"))} THEN
        {refuse("batch_forwarded_in_time", "its day is past, and no file was taken away in time")}
    END IF;
    IF {hand_over("NEW.id", FAILED_LINE.format(batch="NEW.id"))} THEN
        {refuse("batch_forwarded_failed_line", "an order of it failed before it was handed over")}
    END IF;
    {HOLD_LEASES.format(batch="NEW.id")}
    IF {hand_over("NEW.id", SAID_SINCE.format(batch="NEW.id"))} THEN
        {refuse("batch_forwarded_said_since", "something said since the export waits")}
    END IF;
    IF {hand_over("NEW.id", TIED_SINCE.format(batch="NEW.id"))} THEN
        {refuse("batch_forwarded_approver_tied", "who approved or signed has a tie since")}
    END IF;
    IF {hand_over("NEW.id", GONE_SINCE.format(batch="NEW.id"))} THEN
        {refuse("batch_forwarded_approver_gone", "who approved or signed may not any more")}
    END IF;
    RETURN NEW;
"""
WITH_ITS_LINES = f"""
    IF NEW.state = 'ouvert' AND OLD.state = 'clos' AND EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder WHERE batch_id = NEW.id AND state <> 'en_lot'
    ) THEN {refuse("batch_reopened_whole", "an order of it has left")}
    END IF;
    IF NEW.state = 'abandonne' AND EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder WHERE batch_id = NEW.id
    ) THEN {refuse("batch_abandoned_empty", "an order is in it")}
    END IF;
    IF NEW.state = 'acquitte' AND OLD.state <> 'acquitte' AND EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder
        WHERE batch_id = NEW.id AND state IN ('en_lot', {WAITING})
    ) THEN {refuse("batch_settled_whole", "an order of it is not answered")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
