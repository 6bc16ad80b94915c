"""The walls of the ledger: an entry says what became of its order, a correction corrects one."""

from __future__ import annotations

from secours_loyer.models.guards import refuse
from secours_loyer.states import FAILED, SETTLED

ENDED = ", ".join(f"'{state.value}'" for state in FAILED)
PAID = ", ".join(f"'{state.value}'" for state in SETTLED)
CORRECTS_SAME = f"""
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymententry e
        WHERE e.id = NEW.corrects_id AND e.kind = NEW.kind AND e.award_id = NEW.award_id
          AND e.amount = -NEW.amount AND e.order_id IS NOT DISTINCT FROM NEW.order_id
          AND e.budget_line_id IS NOT DISTINCT FROM NEW.budget_line_id
    ) THEN {refuse("payment_entry_corrects_same", "it corrects something else")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# Deferred: an award is taken back, or carried over on another year, in two rows of one act.
PROMISED_WHILE_LIVE = f"""
    IF (
        SELECT coalesce(sum(e.amount), 0) FROM secours_loyer_paymententry e
        WHERE e.award_id = NEW.award_id AND e.kind = 'engage'
    ) <> (
        SELECT CASE WHEN a.revoked_at IS NULL THEN a.amount_cents ELSE 0 END
        FROM secours_loyer_award a WHERE a.id = NEW.award_id
    ) THEN {refuse("commitment_of_live_award", "the commitments are not what is granted")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
# The action moves the order first, then enters what it did.
AS_ORDER_STANDS = f"""
    IF NEW.order_id IS NULL THEN RETURN NULL; END IF;
    SELECT state, award_id, amount_cents INTO held FROM secours_loyer_paymentorder
    WHERE id = NEW.order_id;
    IF held.award_id <> NEW.award_id
       OR (NEW.kind IN ('emis', 'paye') AND abs(NEW.amount) <> held.amount_cents) THEN
        {refuse("payment_entry_of_its_order", "the order has another amount, or another award")}
    END IF;
    IF NOT (CASE
        WHEN NEW.kind = 'emis' AND NEW.amount > 0 THEN held.state = 'emis'
        WHEN NEW.kind = 'emis' THEN held.state IN ({ENDED})
        WHEN NEW.kind = 'paye' AND NEW.amount > 0 THEN held.state IN ({PAID})
        WHEN NEW.kind = 'paye' THEN held.state = 'retourne'
        ELSE held.state IN ({PAID})
    END) THEN {refuse("payment_entry_as_order_stands", "the order is not there")}
    END IF;
    IF NEW.kind = 'recouvre' AND (
        SELECT coalesce(sum(amount), 0) FROM secours_loyer_paymententry
        WHERE order_id = NEW.order_id AND kind = 'recouvre'
    ) > (
        SELECT coalesce(sum(r.cents), 0) FROM secours_loyer_recovery r
        JOIN secours_loyer_overpayment o ON o.id = r.overpayment_id
        WHERE o.order_id = NEW.order_id
    ) THEN {refuse("payment_entry_of_recovery", "nothing came back for it")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
