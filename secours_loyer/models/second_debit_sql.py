"""The wall of a debit booked once the payment came back, or after « payé » was noted by hand: the
order may be paid twice, and no line says so quietly."""

from __future__ import annotations

_SHOWN = """SELECT {what} FROM secours_loyer_returnline x
        WHERE x.order_id = o.id AND x.event = '{event}' AND x.state IN ('rapprochee', 'reglee')"""
_NOTED = """SELECT max((e.at AT TIME ZONE 'Europe/Paris')::date) FROM secours_loyer_paymententry e
        WHERE e.order_id = o.id AND e.kind = 'paye' AND e.amount {sign} 0"""
# One file may tell a payment and its return, booked the same day.
SECOND = f"""(NEW.event = 'paye' AND NEW.source IN ('camt053', 'camt054') AND EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder o
        WHERE o.id = NEW.order_id AND o.state = 'retourne' AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_returnline y
            WHERE y.file_id = NEW.file_id AND y.event = 'retour'
              AND (y.order_id = o.id OR y.reference = o.end_to_end_id)
        ) AND (
            NEW.booked_on >= coalesce(
                ({_SHOWN.format(what="min(x.booked_on)", event="retour")}),
                ({_NOTED.format(sign="<")}))
            OR NEW.booked_on > ({_NOTED.format(sign=">")})
            AND NOT EXISTS ({_SHOWN.format(what="1", event="paye")} AND x.id <> NEW.id)
        )
    ))"""  # noqa: S608 - made of constants
