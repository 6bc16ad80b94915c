"""The walls of what may be answered about an order: by its own channel, once it was handed over."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# A written cheque ends by its own steps; a mandate by what the accountant says, who pays it.
BY_ITS_CHANNEL = f"""
    IF NEW.state = OLD.state THEN RETURN NEW; END IF;
    IF NEW.state = 'rejete' AND NEW.channel = 'mandat' THEN
        {refuse("order_bank_answers_no_mandate", "the accountant answers mandates")}
    END IF;
    IF NEW.state = 'rejete' AND NEW.channel = 'cheque' THEN
        {refuse("order_cheque_by_its_steps", "a cheque is stopped by its own steps")}
    END IF;
    IF NEW.state = 'cheque_annule' AND NEW.channel <> 'cheque' THEN
        {refuse("order_stops_a_cheque", "it is not paid by cheque")}
    END IF;
    IF NEW.state = 'cheque_annule' AND EXISTS (
        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id AND stopped_on IS NULL
    ) THEN {refuse("order_cheque_stopped_first", "its cheque is not stopped")}
    END IF;
    IF NEW.state = 'paye' AND NEW.channel = 'mandat' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_batch
        WHERE id = NEW.batch_id AND forwarded_at IS NOT NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_returnline x
        WHERE x.state = 'quarantaine' AND x.event = 'paye' AND x.source = 'statut'
          AND x.order_id = NEW.id AND x.proposed_by_id IS NOT NULL
    ) THEN {refuse("order_paid_once_handed_over", "the accountant was handed nothing")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
