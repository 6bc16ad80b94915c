"""What other funds were asked for a request, what they gave and what they refused, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Cofunding, FundAnswer

ASKED = "Autres financements demandés, sans réponse"
GRANTED = "Autres financements accordés"
REFUSED = "Autres financements refusés"
SHORT = {ASKED: "Demandé ailleurs, sans réponse", GRANTED: "Accordé ailleurs",
         REFUSED: "Refusé ailleurs"}  # fmt: skip


def funds_of(requests: Iterable[int]) -> dict[int, list[Cofunding]]:
    """By request; one query."""
    found: dict[int, list[Cofunding]] = {}
    for row in Cofunding.objects.filter(request__in=list(requests)).order_by("fund"):
        found.setdefault(row.request_id, []).append(row)
    return found


def fund_lines(rows: Sequence[Cofunding]) -> tuple[tuple[str, str], ...]:
    """What is granted, always; what nobody answered and what was refused, when there is some."""
    told = {
        GRANTED: [_given(row) for row in rows if row.state == FundAnswer.GRANTED] or ["Aucun"],
        ASKED: [_given(row) for row in rows if row.state == FundAnswer.ASKED],
        REFUSED: [str(row) for row in rows if row.state == FundAnswer.REFUSED],
    }
    return tuple((label, " ; ".join(said)) for label, said in told.items() if said)


def fund_words(rows: Sequence[Cofunding]) -> list[str]:
    """The same in the list of a session, where there is something to say."""
    return [f"{SHORT[label]} : {said}" for label, said in fund_lines(rows) if rows]


def _given(row: Cofunding) -> str:
    return f"{row}, {format_cents(row.amount_cents)}"
