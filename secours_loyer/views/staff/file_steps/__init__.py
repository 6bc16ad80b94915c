"""The steps of a file, in the order in which its page offers them."""

from secours_loyer.views.staff.file_steps.alerts import ALERTS
from secours_loyer.views.staff.file_steps.apart import APART
from secours_loyer.views.staff.file_steps.checking import CHECKING
from secours_loyer.views.staff.file_steps.decision import CLOSING, DECISION
from secours_loyer.views.staff.file_steps.ending import ENDING
from secours_loyer.views.staff.file_steps.filing import FILING
from secours_loyer.views.staff.file_steps.following import FOLLOWING
from secours_loyer.views.staff.file_steps.opinions import OPINIONS
from secours_loyer.views.staff.file_steps.payment import PAYMENT
from secours_loyer.views.staff.file_steps.study import STUDY

STEPS = (
    *STUDY,
    *DECISION,
    *PAYMENT,
    *FILING,
    *CHECKING,
    *OPINIONS,
    *ALERTS,
    *FOLLOWING,
    *APART,
    *CLOSING,
    *ENDING,
)

__all__ = ["STEPS"]
