"""The wall of a debit put aside: two people say that it is none of our payments."""

from __future__ import annotations

from secours_loyer.models.debit_names_sql import as_much, names
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.states import FAILED, SETTLED, UNANSWERED

LEFT = ", ".join(f"'{state.value}'" for state in (*UNANSWERED, *SETTLED, *FAILED))
# An order that left and that no line shows paid yet, of the very amount, counts as its reference.
MAY_PAY = f"""EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE {names("NEW", "o")} OR o.state IN ({LEFT}) AND {as_much("NEW", "o")}
    )"""  # noqa: S608 - made of constants
PUT_ASIDE = f"""
    IF NEW.aside_by_id IS DISTINCT FROM OLD.aside_by_id
       AND NOT {has_role("NEW.aside_by_id", *APPROVERS)} THEN
        {refuse("return_line_aside_by_role", "whoever proposes it may not")}
    END IF;
    IF NEW.state = 'ecartee' AND OLD.state <> 'ecartee' AND NEW.event = 'paye'
       AND (NEW.aside_by_id IS NULL OR NEW.aside_by_id = NEW.resolved_by_id) AND {MAY_PAY} THEN
        {refuse("return_line_aside_by_two", "a debit that may be a payment is put aside by two")}
    END IF;
    RETURN NULL;
"""
