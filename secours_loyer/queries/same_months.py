"""Other live requests about the same months, how alike they are, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from secours_loyer.models import DuplicateAnswer, RentRequest
from secours_loyer.models.duplicate_sql import BUILDING, HOME, HOUSEHOLD
from secours_loyer.models.duplicate_sql import same_months as overlapping

GRADES = {
    HOUSEHOLD: "même ménage, autre bail",
    HOME: "même logement probable",
    BUILDING: "même immeuble",
}


@dataclass(frozen=True)
class SameMonths:
    """`row` claims months of another request; `answer`, why that one stands all the same."""

    row: RentRequest
    grade: str
    answer: DuplicateAnswer | None

    @property
    def why(self) -> str:
        return GRADES[self.grade]

    @property
    def probable(self) -> bool:
        """To be answered; the same building alone is only shown."""
        return self.grade != BUILDING

    @property
    def waits(self) -> bool:
        return self.probable and self.answer is None

    @property
    def words(self) -> str:
        """In a sentence, for whoever validates and decides."""
        told = f"{self.row.number} porte sur les mêmes mois ({self.why})"
        if self.answer is None:
            return f"{told} : l’instructeur écrit pourquoi la demande reste."
        return f"{told}. La demande reste : {self.answer}"


def same_months(request: RentRequest) -> list[SameMonths]:
    """Of one request, the probable ones first. The database already refuses the same lease."""
    return same_months_of([request.pk]).get(request.pk, [])


def rows_of(claims: Iterable[SameMonths]) -> QuerySet[RentRequest]:
    """The other requests of these claims, for a field that offers them."""
    return RentRequest.objects.filter(pk__in=[claim.row.pk for claim in claims])


def same_months_of(requests: Iterable[int]) -> dict[int, list[SameMonths]]:
    """The same for several, in three queries."""
    with connection.cursor() as cursor:
        cursor.execute(overlapping("own_r.id = ANY(%s)"), [list(requests)])
        pairs = cursor.fetchall()
    if not pairs:
        return {}
    rows = RentRequest.objects.select_related("tenancy", "household").in_bulk(
        {other for _, other, _ in pairs}
    )
    given = {
        (row.request_id, row.other_id): row
        for row in DuplicateAnswer.objects.filter(
            request__in={own for own, _, _ in pairs}
        ).select_related("by")
    }
    found: dict[int, list[SameMonths]] = {}
    for own, other, grade in sorted(pairs, key=lambda pair: (pair[2] == BUILDING, pair[1])):
        found.setdefault(own, []).append(SameMonths(rows[other], grade, given.get((own, other))))
    return found
