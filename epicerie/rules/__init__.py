"""May this person hold this place? One rule for the volunteer, the coordinator and the solver.

Everything is passed in: the queries read it, for one person or for thousands.
"""

from epicerie.rules.person import Limits, Person, Shift, Trained
from epicerie.rules.place import Day, Place
from epicerie.rules.reasons import Reason
from epicerie.rules.sending import Sending, counted_on
from epicerie.rules.verdict import all_reasons, day_reason, for_oneself, person_reason, why_not

__all__ = [
    "Day",
    "Limits",
    "Person",
    "Place",
    "Reason",
    "Sending",
    "Shift",
    "Trained",
    "all_reasons",
    "counted_on",
    "day_reason",
    "for_oneself",
    "person_reason",
    "why_not",
]
