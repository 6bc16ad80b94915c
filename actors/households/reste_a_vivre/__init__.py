"""Reste à vivre: what a household has left to live on, line by line, under dated parameters.

Pure Python. The same inputs and parameters give the same result years later: both go to JSON and
back, and a decision stores them.
"""

from actors.households.reste_a_vivre.compute import Line, RavResult, compute
from actors.households.reste_a_vivre.inputs import Entry, Member, RavInputs
from actors.households.reste_a_vivre.parameters import RavParameters, Threshold, Weights

__all__ = [
    "Entry",
    "Line",
    "Member",
    "RavInputs",
    "RavParameters",
    "RavResult",
    "Threshold",
    "Weights",
    "compute",
]
