"""The triggers that guard a sum paid in excess: never more than was paid, nor than was claimed."""

from __future__ import annotations

from secours_loyer.models.guards import refuse

# Locks the order: two people who record at once are counted one after the other. What was dropped,
# or void since the payment came back, counts for what came back of it.
WITHIN_ORDER = f"""
    SELECT amount_cents, state INTO held FROM secours_loyer_paymentorder WHERE id = NEW.order_id
    FOR NO KEY UPDATE;
    IF held.state NOT IN ('paye', 'rapproche') THEN
        {refuse("overpayment_of_paid_order", "the order is not paid")}
    END IF;
    SELECT coalesce(sum(CASE WHEN o.state IN ('abandonne', 'eteint') THEN (
        SELECT coalesce(sum(r.cents), 0) FROM secours_loyer_recovery r
        WHERE r.overpayment_id = o.id) ELSE o.cents END), 0) INTO others
    FROM secours_loyer_overpayment o WHERE o.order_id = NEW.order_id;
    IF others + NEW.cents > held.amount_cents THEN
        {refuse("overpayment_within_order", "more than was paid")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
RECOVERED_WHOLE = f"""
    IF NEW.state = 'recouvre' AND NEW.cents <> (
        SELECT coalesce(sum(cents), 0) FROM secours_loyer_recovery WHERE overpayment_id = NEW.id
    ) THEN {refuse("overpayment_recovered_whole", "it has not all come back")}
    END IF;
    IF NEW.state = 'eteint' AND OLD.state <> 'eteint' AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder WHERE id = NEW.order_id AND state = 'retourne'
    ) THEN {refuse("overpayment_void_of_returned", "the payment did not come back")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: the action moves the order first, then what was claimed of it.
NONE_LEFT = f"""
    IF NEW.state = 'retourne' AND EXISTS (
        SELECT 1 FROM secours_loyer_overpayment v
        WHERE v.order_id = NEW.id AND v.state IN ('constate', 'reclame')
    ) THEN {refuse("order_returned_unclaimed", "a part of it is still claimed from the landlord")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants


def owed_back(request: str) -> str:
    """SQL: a sum paid in excess for the same lease and months as this request is not settled."""
    return f"""EXISTS (
        SELECT 1 FROM secours_loyer_overpayment v
        JOIN secours_loyer_paymentorder vo ON vo.id = v.order_id
        JOIN secours_loyer_award vw ON vw.id = vo.award_id
        JOIN secours_loyer_decision vd ON vd.id = vw.decision_id
        JOIN secours_loyer_rentrequest vr ON vr.id = vd.request_id
        JOIN secours_loyer_debt vb ON vb.id = vr.debt_id
        JOIN secours_loyer_rentrequest own_r ON own_r.id = {request}
        JOIN secours_loyer_debt own_b ON own_b.id = own_r.debt_id
        WHERE v.state IN ('constate', 'reclame') AND vr.tenancy_id = own_r.tenancy_id
          AND vb.months && own_b.months
    )"""  # noqa: S608 - made of constants


WITHIN_CLAIM = f"""
    SELECT cents, state INTO held FROM secours_loyer_overpayment WHERE id = NEW.overpayment_id
    FOR NO KEY UPDATE;
    IF held.state <> 'reclame' THEN
        {refuse("recovery_of_claim", "nothing is claimed")}
    END IF;
    SELECT coalesce(sum(cents), 0) INTO others FROM secours_loyer_recovery
    WHERE overpayment_id = NEW.overpayment_id;
    IF others + NEW.cents > held.cents THEN
        {refuse("recovery_within_claim", "more than was claimed")}
    END IF;
    IF NEW.line_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_returnline l WHERE l.id = NEW.line_id AND l.event = 'recu'
          AND l.currency = 'EUR' AND l.amount_cents = NEW.cents AND l.state = 'ecartee'
    ) THEN {refuse("recovery_of_its_line", "the statement shows something else")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
