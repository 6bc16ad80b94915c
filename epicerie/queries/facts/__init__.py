"""Reading from the database what `epicerie.rules` asks, in as many queries for one as for all."""

from epicerie.queries.facts.days import days_of, place_of
from epicerie.queries.facts.persons import persons_for

__all__ = ["days_of", "persons_for", "place_of"]
