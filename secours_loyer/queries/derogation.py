"""An amount above what the calculation allows: it may be decided, with its reason written."""

from __future__ import annotations

from collections.abc import Sequence

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import AgendaItem, Assessment, Decision

SENTENCE = 20  # characters: « ok » explains nothing to whoever reads it later


def above_words(assessment: Assessment | None, cents: int | None) -> str:
    """« Dérogation : … » when the amount is above the computed one, or nothing."""
    if assessment is None or cents is None or cents <= assessment.aid_cents:
        return ""
    computed = (
        f"le calcul donne {format_cents(assessment.aid_cents)}"
        if assessment.aid_cents
        else "le calcul ne propose pas d’aide"
    )
    return f"Dérogation : {format_cents(cents)}, alors que {computed}."


def computed_for(decision: Decision) -> Assessment | None:
    """The calculation that stood when it was signed."""
    rows = Assessment.objects.filter(request=decision.request_id, at__lte=decision.decided_at)
    return rows.order_by("-at", "-pk").first()


def above_of(items: Sequence[AgendaItem]) -> dict[int, str]:
    """The same of files of a session, by item, in one query: what was entered, or is proposed."""
    rows = Assessment.objects.filter(request__in=[item.request_id for item in items])
    latest = {row.request_id: row for row in rows.order_by("at", "pk")}
    return {
        item.pk: above_words(
            latest.get(item.request_id),
            item.aid_cents if item.outcome else item.request.proposed_cents,
        )
        for item in items
    }


def explained(reason: str) -> bool:
    """Long enough to be a reason that somebody else can read."""
    return len(" ".join(reason.split())) >= SENTENCE
