"""From the opaque identifier that the traces hold to the household's number, and back.

The auditor reads no household: a number is all that the traces may show of one.
"""

from django.db.models import OuterRef, Subquery

from actors.households.models import Household


def number_of_household(field: str) -> Subquery:
    """The number behind an identifier column, for an annotation."""
    return Subquery(Household.objects.filter(uid=OuterRef(field)).values("number")[:1])


def identifiers_numbered(number: str) -> Subquery:
    """The identifier of the household of that number, for a filter."""
    return Subquery(Household.objects.order_by().filter(number=number).values("uid"))
