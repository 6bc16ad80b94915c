"""The state tables of the rent aid: what may follow what, by whom; the SQL is built from them.

Each `who` is the name of a rule of `actors.rules`. The database refuses any other step for orders,
batches, accounts and plans (`models.guards.state_machine`), whatever the path.
"""

from secours_loyer.states.account import ACCOUNT, AccountState
from secours_loyer.states.batch import BATCH, OUT, BatchState
from secours_loyer.states.instalment import InstalmentState
from secours_loyer.states.order import (
    DEAD_ORDER,
    FAILED,
    NOTED_FAILURE,
    NOTED_STEPS,
    ORDER,
    SETTLED,
    TO_TAKE,
    UNANSWERED,
    OrderState,
)
from secours_loyer.states.overpayment import OVERPAYMENT, OWED_BACK, OverpaymentState
from secours_loyer.states.plan import MISSED, PLAN, RUNNING_PLAN, PlanState
from secours_loyer.states.request import (
    DECIDED,
    FILER,
    LEFT_THE_LEASE,
    PAYABLE,
    RELEASED,
    REQUEST,
    UNDECIDED,
    URGENT,
    RequestState,
)
from secours_loyer.states.return_line import ATTACHED, RETURN, ReturnState
from secours_loyer.states.session import SESSION, SessionState
from secours_loyer.states.steps import steps_of

__all__ = [
    "ACCOUNT",
    "ATTACHED",
    "BATCH",
    "DEAD_ORDER",
    "DECIDED",
    "FAILED",
    "FILER",
    "LEFT_THE_LEASE",
    "MISSED",
    "NOTED_FAILURE",
    "NOTED_STEPS",
    "ORDER",
    "OUT",
    "OVERPAYMENT",
    "OWED_BACK",
    "PAYABLE",
    "PLAN",
    "RELEASED",
    "REQUEST",
    "RETURN",
    "RUNNING_PLAN",
    "SESSION",
    "SETTLED",
    "TO_TAKE",
    "UNANSWERED",
    "UNDECIDED",
    "URGENT",
    "AccountState",
    "BatchState",
    "InstalmentState",
    "OrderState",
    "OverpaymentState",
    "PlanState",
    "RequestState",
    "ReturnState",
    "SessionState",
    "steps_of",
]
