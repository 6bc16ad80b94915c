"""The walls of what came back of a claim: a sum received counts once, whoever reads it twice.

The same as `queries.sums_received`. A bank's reference may be that of a whole entry, or a rank in
its statement: alone it proves nothing between sums of different amounts or days.
"""

from __future__ import annotations

import pgtrigger

from reims_solidarite.kit.walls import Wall
from secours_loyer.models.guards import refuse

# One recovery after the other: two claims could otherwise count one sum at the same instant.
RECEIVED_ONCE = f"""
    PERFORM pg_advisory_xact_lock(hashtextextended('secours_loyer_recovery', 0));
    SELECT l.* INTO shown FROM secours_loyer_returnline l WHERE l.id = NEW.line_id;
    IF shown.bank_reference <> '' AND EXISTS (
        SELECT 1 FROM secours_loyer_recovery r
        JOIN secours_loyer_returnline l ON l.id = r.line_id
        WHERE l.bank_reference = shown.bank_reference AND l.amount_cents = shown.amount_cents
          AND l.booked_on IS NOT DISTINCT FROM shown.booked_on AND l.file_id <> shown.file_id
    ) THEN {refuse("recovery_of_a_sum_once", "this very movement is already counted")}
    END IF;
    IF NOT coalesce(shown.aside_by_id <> NEW.by_id
                    AND NOT f_one_person(shown.aside_by_id, NEW.by_id), false)
       AND EXISTS (
        SELECT 1 FROM secours_loyer_recovery r
        LEFT JOIN secours_loyer_returnline l ON l.id = r.line_id
        WHERE shown.bank_reference <> '' AND l.bank_reference = shown.bank_reference
           OR r.cents = NEW.cents AND r.received_on = NEW.received_on
              AND (coalesce(l.bank_reference, '') = '' OR coalesce(shown.bank_reference, '') = '')
    ) THEN {refuse("recovery_told_apart_by_two", "a sum that looks like this one is counted")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

RECEIVED_ONCE_WALL = Wall(
    name="recovery_z_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("shown", "secours_loyer_returnline")],
    func=RECEIVED_ONCE,
)
