"""The wall of the day on which a batch is to be paid: banks execute transfers on TARGET days only.

The same days as `kit.working_days.is_transfer_day`; Easter by Gauss, from 1900 to 2099.
"""

from __future__ import annotations

from secours_loyer.models.guards import refuse


def closed_to_transfers(day: str) -> str:
    """SQL: TARGET is closed that day: a weekend, 1 January, Good Friday, Easter Monday, 1 May, 25
    and 26 December."""
    return f"""(SELECT extract(isodow FROM g.day) > 5
            OR to_char(g.day, 'MM-DD') IN ('01-01', '05-01', '12-25', '12-26')
            OR g.day IN (g.easter - 2, g.easter + 1)
        FROM (SELECT k.day, make_date(k.y, 3, 22) + k.d + k.e - (CASE
                    WHEN k.e = 6 AND (k.d = 29 OR k.d = 28 AND k.y % 19 > 10) THEN 7 ELSE 0
                END) AS easter
            FROM (SELECT j.*, (2 * (j.y % 4) + 4 * (j.y % 7) + 6 * j.d + 5) % 7 AS e
                FROM (SELECT i.*, (19 * (i.y % 19) + 24) % 30 AS d
                    FROM (SELECT ({day})::date AS day,
                                 extract(year FROM ({day})::date)::int AS y) i
                ) j
            ) k
        ) g)"""  # noqa: S608 - made of constants


ON_TRANSFER_DAY = f"""
    IF (TG_OP = 'INSERT' OR NEW.execute_on <> OLD.execute_on)
       AND {closed_to_transfers("NEW.execute_on")} THEN
        {refuse("batch_on_transfer_day", "no transfer is executed that day")}
    END IF;
    RETURN NULL;
"""
