"""Which associations send whom, and when: one association counts for each person of a rota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest

from epicerie.models import Affiliation
from epicerie.queries.rota_problem.among import Among, about
from epicerie.rules.sending import Sending, counted_on, oldest


def sendings(since: date, until: date, among: Among = None) -> dict[int, list[Sending]]:
    """By volunteer, those that hold on some day of the period; one query."""
    rows = (
        about(Affiliation.objects.filter(since__lt=until), among)
        .filter(Q(ended_on=None) | Q(ended_on__gt=Greatest(since, F("since"))))
        .order_by("volunteer_id", "since", "organisation_id")
        .values_list("volunteer_id", "since", "ended_on", "organisation_id")
    )
    found: dict[int, list[Sending]] = {}
    for volunteer, start, end, organisation in rows:
        found.setdefault(volunteer, []).append(Sending(start, end, organisation))
    return found


def home(sent: Sequence[Sending], since: date, until: date) -> int | None:
    """The association that counts for the whole period: the one that counts on most of its days.

    At equality, the oldest of those that send the person.
    """
    if len({sending.organisation for sending in sent}) < 2:
        return sent[0].organisation if sent else None
    counted: Counter[Sending] = Counter()
    for number in range((until - since).days):
        day = since + timedelta(days=number)
        there = counted_on(sent, day)
        if there:
            counted[there] += 1
    days: Counter[int] = Counter()
    for sending, number in counted.items():
        days[sending.organisation] += number
    chosen = min(sent, key=lambda s: (-days[s.organisation], *oldest(s)))
    return chosen.organisation


def presence(sent: Sequence[Sending]) -> tuple[date | None, date | None]:
    """First and last day in the team, both included; None where it is open."""
    if not sent:
        return None, None
    ends = [s.until for s in sent]
    last = None if None in ends else max(end for end in ends if end) - timedelta(days=1)
    return min(s.since for s in sent), last
