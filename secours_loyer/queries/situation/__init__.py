"""What a file says of itself: who acts next, and which date bites first."""

from secours_loyer.queries.situation.acts import acts_of
from secours_loyer.queries.situation.deadlines import deadlines_of
from secours_loyer.queries.situation.facts import Facts, facts_of

__all__ = ["Facts", "acts_of", "deadlines_of", "facts_of"]
