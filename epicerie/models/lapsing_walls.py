"""Nothing points to what is gone: offers, calls and standbys end with their place or their day.

Judged at the end of the transaction: an act leaves a place first, then ends what pointed to it.
"""

from __future__ import annotations

import pgtrigger

from reims_solidarite.kit.walls import Wall

LEFT = Wall(
    name="assignment_left_offers_nothing",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(old__state="active") & ~pgtrigger.Q(new__state="active"),
    func="""
        IF EXISTS (SELECT 1 FROM epicerie_exchange
                   WHERE offered_id = NEW.id AND state = 'open') THEN
            RAISE EXCEPTION 'a place that was left is still offered'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_left_offers_nothing';
        END IF;
        RETURN NULL;
    """,
)
CANCELLED = Wall(
    name="opening_cancelled_calls_nobody",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(old__state="planned", new__state="cancelled"),
    func="""
        IF EXISTS (SELECT 1 FROM epicerie_exchange WHERE wanted_id = NEW.id AND state = 'open')
           OR EXISTS (SELECT 1 FROM epicerie_standby
                      WHERE opening_id = NEW.id AND ended_at IS NULL)
           OR EXISTS (SELECT 1 FROM epicerie_replacementcall c
                      JOIN epicerie_openingneed n ON n.id = c.need_id
                      WHERE n.opening_id = NEW.id AND c.ended_at IS NULL) THEN
            RAISE EXCEPTION 'somebody is still waited for on a cancelled day'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_cancelled_calls_nobody';
        END IF;
        RETURN NULL;
    """,
)
# `FOR SHARE` waits for whoever is cancelling the day, then reads it cancelled.
PLANNED = """
    PERFORM 1 FROM epicerie_openingday WHERE id = {opening} AND state = 'planned' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the opening is cancelled'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
"""
STANDBY = Wall(
    name="standby_of_a_planned_day",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__ended_at__isnull=True),
    func=PLANNED.format(opening="NEW.opening_id", name="standby_of_a_planned_day"),
)
CALL = Wall(
    name="call_of_a_planned_day",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__ended_at__isnull=True),
    func=PLANNED.format(
        opening="(SELECT opening_id FROM epicerie_openingneed WHERE id = NEW.need_id)",
        name="call_of_a_planned_day",
    ),
)
WANTED = Wall(
    name="exchange_wants_a_planned_day",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__wanted_id__isnull=False),
    func=PLANNED.format(opening="NEW.wanted_id", name="exchange_wants_a_planned_day"),
)
