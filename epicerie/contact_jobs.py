"""Work that nobody waits for: waves of calls, reminders. Each may run twice."""

from procrastinate.contrib.django import app

from epicerie.actions.calls import advance_call, call_for_empty_place
from epicerie.actions.reminders import remind
from epicerie.queries.quiet_hours import is_night
from epicerie.queries.reminders import reminders_due
from epicerie.queries.replacement import calls_to_look_at, needs_left_empty
from reims_solidarite.kit.clock import now


@app.task(name="epicerie.advance_call")
def advance_one_call(call_id: int) -> None:
    """What a call that was just opened, answered or ended has to do at once."""
    advance_call(call_id, at=now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="epicerie.advance_calls", queueing_lock="epicerie.advance_calls")
def advance_calls(timestamp: int) -> None:
    """Waves that are due, and whatever a killed worker left; each call in its own transaction."""
    at = now()
    for need in needs_left_empty(at):
        call_for_empty_place(need, at=at)
    for call_id in calls_to_look_at():
        advance_call(call_id, at=at)


@app.periodic(cron="7,37 * * * *")
@app.task(name="epicerie.remind_volunteers", queueing_lock="epicerie.remind_volunteers")
def remind_volunteers(timestamp: int) -> None:
    """Reminders that are due; nothing at night. One transaction for each person and day."""
    at = now()
    if is_night(at):
        return
    for due in reminders_due(at):
        remind(due, at=at)
