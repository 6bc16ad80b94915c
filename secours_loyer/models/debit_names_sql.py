"""Which order a debit may be about: a bank may write a reference with other signs around, a cheque
by its number alone. The same as `queries.debit_names`."""

from __future__ import annotations


def names(line: str, order: str) -> str:
    """SQL: this line was proposed for this order, or its reference holds the order's, or the
    number of its cheque."""
    return f"""({line}.order_id = {order}.id
        OR position(translate({order}.end_to_end_id, '-', '')
            IN upper(regexp_replace({line}.reference, '[^0-9A-Za-z]+', '', 'g'))) > 0
        OR EXISTS (
            SELECT 1 FROM secours_loyer_cheque c
            WHERE c.order_id = {order}.id AND position(c.number IN {line}.reference) > 0
        ))"""  # noqa: S608 - made of constants


def as_much(line: str, order: str) -> str:
    """SQL: the very amount, by the same channel, and no line shows yet that the order was paid."""
    return f"""({order}.amount_cents = {line}.amount_cents
        AND ({order}.channel = 'mandat') = ({line}.source = 'statut')
        AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_returnline shown
            WHERE shown.order_id = {order}.id AND shown.event = 'paye'
              AND shown.state IN ('rapprochee', 'reglee')
        ))"""  # noqa: S608 - made of constants
