"""Nightly work of the Assises; running twice changes nothing more."""

from procrastinate.contrib.django import app

from assises.actions.retention import erase_measures
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day


@app.periodic(cron="20 3 * * *")
@app.task(name="assises.forget_measures", queueing_lock="assises.forget_measures")
def forget_measures(timestamp: int) -> None:
    """Erase what people asked for, some days after each edition."""
    at = now()
    erase_measures(on=paris_day(at), at=at)
