"""Nightly work of the rent aid; running twice changes nothing more."""

from procrastinate.contrib.django import app

from reims_solidarite.kit.clock import now
from secours_loyer.actions.alerts import raise_alerts
from secours_loyer.actions.board import report_due
from secours_loyer.actions.pairs_report import tell_auditors


@app.periodic(cron="10 4 * * *")
@app.task(name="secours_loyer.report_to_board", queueing_lock="secours_loyer.report_to_board")
def report_to_board(timestamp: int) -> None:
    """Make the report of each meeting of the board that comes."""
    report_due(at=now())


@app.periodic(cron="25 4 * * *")
@app.task(name="secours_loyer.look_for_alerts", queueing_lock="secours_loyer.look_for_alerts")
def look_for_alerts(timestamp: int) -> None:
    """Raise the alerts of the day, close those that are over."""
    raise_alerts(at=now())


@app.periodic(cron="30 6 * * 1")
@app.task(name="secours_loyer.pairs_report", queueing_lock="secours_loyer.pairs_report")
def pairs_report(timestamp: int) -> None:
    """Each Monday, auditors are told that the report of the approvals waits."""
    tell_auditors(at=now())
