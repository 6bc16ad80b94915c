"""An order and its batch go together; an order taken back is approved anew."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# How an order enters a batch is held by `order_sql.APPROVED`; how it leaves it, by `LEAVE_BATCH`.
WITH_ITS_BATCH = f"""
    IF OLD.batch_id IS NOT NULL AND NEW.batch_id IS NOT NULL
       AND (NEW.batch_id, NEW.line) IS DISTINCT FROM (OLD.batch_id, OLD.line)
       AND NOT EXISTS (
           SELECT 1 FROM secours_loyer_batch
           WHERE id = NEW.batch_id AND state = 'ouvert' AND channel = NEW.channel FOR UPDATE
       ) THEN {refuse("order_in_open_batch", "the batch is closed, or of another channel")}
    END IF;
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state = 'emis' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'clos'
    ) THEN {refuse("order_sent_of_closed_batch", "its batch is not closed")}
    END IF;
    IF NEW.state IN ('paye', 'rejete', 'cheque_annule') AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch
        WHERE id = NEW.batch_id AND state IN ('exporte', 'transmis', 'acquitte')
    ) THEN {refuse("order_answered_after_export", "its batch is not exported")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Approvals are of one round: going back to draft raises it by one, and nothing else moves it.
ROUND = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.round <> 1 THEN {refuse("order_round", "an order begins at its first round")}
        END IF;
    ELSIF NEW.round <> OLD.round + (
        CASE WHEN NEW.state = 'brouillon' AND OLD.state <> 'brouillon' THEN 1 ELSE 0 END
    ) THEN {refuse("order_round", "the round rises when the order is taken back")}
    END IF;
    RETURN NEW;
"""
