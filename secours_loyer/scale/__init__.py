"""The rent-aid scale: three indicators, a bounded proposal, and how a debt is funded. Pure."""

from secours_loyer.scale.funding import Funding, PlanTooLarge
from secours_loyer.scale.indicators import Indicator
from secours_loyer.scale.parameters import ScaleInputs, ScaleParameters
from secours_loyer.scale.proposal import Bound, Proposal, propose

__all__ = [
    "Bound",
    "Funding",
    "Indicator",
    "PlanTooLarge",
    "Proposal",
    "ScaleInputs",
    "ScaleParameters",
    "propose",
]
