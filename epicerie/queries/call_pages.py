"""What the pages about calls and telephone lists show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from actors.models import User
from epicerie.models import (
    Affiliation,
    Answer,
    CalledPerson,
    PhoneCall,
    ReplacementCall,
)
from epicerie.queries.association import managed_by

ENDED_SHOWN = timedelta(days=14)


def counted(calls: QuerySet[ReplacementCall]) -> QuerySet[Any]:
    """With `asked` and `refused`: how many people, and how many said no."""
    return calls.select_related(
        "need__post", "need__opening__site", "freed__volunteer__user"
    ).annotate(
        asked=Count("people"),
        refused=Count("people", filter=Q(people__answer=Answer.NO)),
    )


def calls_for(user: User, *, at: datetime) -> QuerySet[Any]:
    """Calls in course, then those that ended lately; the nearest opening first."""
    recent = ReplacementCall.objects.visible_to(user).filter(
        Q(ended_at=None) | Q(ended_at__gte=at - ENDED_SHOWN)
    )
    return counted(recent).order_by("-wave", "need__opening__period", "pk")


def last_call() -> Subquery:
    """The last call of a need, with how many people it asked, as one value of the need's row."""
    calls = ReplacementCall.objects.filter(need=OuterRef("pk")).annotate(asked=Count("people"))
    shown = JSONObject(
        pk="pk", wave="wave", ended_at="ended_at", end_reason="end_reason", asked="asked"
    )
    return Subquery(calls.order_by("-pk").values(row=shown)[:1])


def call_of(row: dict[str, Any] | None) -> tuple[ReplacementCall | None, int]:
    """The call that `last_call` read, and how many people it asked."""
    if row is None:
        return None, 0
    ended = row["ended_at"] and datetime.fromisoformat(row["ended_at"])
    known = {"pk": row["pk"], "wave": row["wave"], "end_reason": row["end_reason"]}
    return ReplacementCall(**known, ended_at=ended), row["asked"]


def people_of(call: ReplacementCall) -> QuerySet[CalledPerson]:
    """Everybody who was asked, in order."""
    return (
        CalledPerson.objects.filter(call=call)
        .select_related("volunteer__user", "answered_by")
        .order_by("rank")
    )


def own_people_called(user: User, *, at: datetime) -> QuerySet[CalledPerson]:
    """An association manager's own people who were asked for an opening to come, nobody else."""
    sent = Affiliation.objects.live().filter(
        volunteer=OuterRef("volunteer"), organisation__in=managed_by(user)
    )
    return (
        CalledPerson.objects.filter(Exists(sent), call__need__opening__period__endswith__gt=at)
        .select_related("volunteer__user", "call__need__post", "call__need__opening__site")
        .order_by("call__need__opening__period", "rank", "pk")
    )


def phone_list(user: User, *, at: datetime) -> QuerySet[PhoneCall]:
    """Whom to telephone: what is over by now is no longer listed; the nearest first."""
    return (
        PhoneCall.objects.visible_to(user)
        .to_make()
        .filter(
            Q(assignment__period__endswith__gt=at)
            | Q(called__call__need__opening__period__startswith__gt=at)
            | Q(exchange__offered__period__endswith__gt=at)
        )
        .select_related(
            "volunteer__user",
            "assignment__need__post",
            "assignment__opening",
            "called__call__need__post",
            "called__call__need__opening",
            "exchange__offered__need__post",
            "exchange__offered__opening",
        )
        .order_by(
            Coalesce(
                "assignment__period",
                "called__call__need__opening__period",
                "exchange__offered__period",
            ),
            "pk",
        )
    )
