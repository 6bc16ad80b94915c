"""Verifies a rota with code of its own: it shares nothing with the model but the problem.

Dates are compared one by one and people counted one by one, slowly and plainly on purpose.
"""

from epicerie.rota.checker.measures import measures
from epicerie.rota.checker.rota import broken_rules
from epicerie.rota.checker.rules import Broken

__all__ = ["Broken", "broken_rules", "measures"]
