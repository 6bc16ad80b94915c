"""What the register forgets by itself."""

from procrastinate.contrib.django import app

from epicerie.actions.register_import import erase_old_lists
from reims_solidarite.kit.clock import now


@app.periodic(cron="20 3 * * *")
@app.task(name="epicerie.erase_old_lists", queueing_lock="epicerie.erase_old_lists")
def erase_lists(timestamp: int) -> None:
    """Lists of volunteers sent and never confirmed."""
    erase_old_lists(at=now())
