"""What the demo's volunteers said: when they can come, how often, with whom; what is promised.

Drawn from the rank of each person, never from chance: the same register at every building.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from actors.models import User
from epicerie.actions.absences import declare_absence
from epicerie.actions.availability import answer_for_day, set_usual_week
from epicerie.actions.companions import pair_up
from epicerie.actions.promises import note_convention, promise_places
from epicerie.actions.volunteers import change_volunteer
from epicerie.actions.wishes import LIMITS, set_post_likings, set_wishes
from epicerie.models import (
    Affiliation,
    Channel,
    CompanionKind,
    Half,
    Language,
    Liking,
    Post,
    Volunteer,
    Willing,
)
from reims_solidarite.kit.dates import month_start, paris_day

MORNING, AFTERNOON = Half.MORNING.value, Half.AFTERNOON.value
WISHES = (2, 3, 4, 2, 3)
LANGUAGES = {17: Language.UKRAINIAN, 41: Language.ARABIC, 59: Language.ENGLISH}
UNSIGNED = 11  # one volunteer in so many still has a convention to sign
PER_PERSON = 3  # places a month that an association promises for each volunteer it sends


def say(
    volunteers: Sequence[Volunteer], weekdays: Sequence[int], *, by: User, at: datetime
) -> None:
    """Each volunteer's own answers, then the pairs."""
    posts = list(Post.objects.all())
    for rank, volunteer in enumerate(volunteers):
        _usual_week(volunteer, rank, weekdays, by=by, at=at)
        _wishes(volunteer, rank, posts, by=by, at=at)
        _record(volunteer, rank, by=by, at=at)
    for rank in range(6, len(volunteers) - 1, 20):
        pair_up(volunteers[rank], volunteers[rank + 1], CompanionKind.TOGETHER, by=by, at=at)
    for rank in range(12, len(volunteers) - 1, 40):
        pair_up(volunteers[rank], volunteers[rank + 1], CompanionKind.APART, by=by, at=at)


def say_dates(volunteers: Sequence[Volunteer], *, by: User, at: datetime) -> None:
    """Absences and exceptions to come, of one volunteer in eight."""
    today = paris_day(at)
    for rank in range(3, len(volunteers), 8):
        first = today + timedelta(days=5 + rank % 40)
        last = first + timedelta(days=4 + rank % 10)
        declare_absence(volunteers[rank], first=first, last=last, give_up=True, by=by, at=at)
    for rank in range(5, len(volunteers), 16):
        day = today + timedelta(days=60 + rank % 20)
        answer_for_day(volunteers[rank], day, AFTERNOON, can_come=rank % 3 > 0, by=by, at=at)


def promise(since: date, *, by: User, at: datetime) -> None:
    """Each association that sends volunteers promises places for them."""
    sent = Affiliation.objects.live().select_related("organisation").order_by("organisation", "pk")
    people: dict[int, list[Affiliation]] = {}
    for affiliation in sent:
        people.setdefault(affiliation.organisation_id, []).append(affiliation)
    for rows in people.values():
        places = PER_PERSON * len(rows)
        promise_places(rows[0].organisation, places, since=month_start(since), by=by, at=at)


def _usual_week(
    volunteer: Volunteer, rank: int, weekdays: Sequence[int], *, by: User, at: datetime
) -> None:
    """Two opening days at least, the third for one in three; some come in the afternoon too."""
    turned = [weekdays[(rank + shift) % len(weekdays)] for shift in range(len(weekdays))]
    kept = turned if rank % 3 == 0 else turned[:2]
    week: dict[tuple[int, str], int | None] = {
        (weekday, MORNING): (Willing.GLADLY, Willing.FINE, Willing.IF_NEEDED)[place]
        for place, weekday in enumerate(kept)
    }
    if rank % 4 == 1:
        week[turned[0], AFTERNOON] = Willing.FINE
    set_usual_week(volunteer, week, by=by, at=at)


def _wishes(
    volunteer: Volunteer, rank: int, posts: Sequence[Post], *, by: User, at: datetime
) -> None:
    limits: dict[str, int | None] = {name: getattr(volunteer, name) for name in LIMITS}
    limits["wish_per_4_weeks"] = WISHES[rank % len(WISHES)]
    limits["max_week"] = 2 if rank % 5 else 1
    if rank % 6 == 2:
        limits["max_month"] = 5
    set_wishes(volunteer, limits, by=by, at=at)
    liked, disliked = posts[rank % len(posts)], posts[(rank + 3) % len(posts)]
    likings: dict[int, int] = {liked.pk: Liking.GLADLY}
    if rank % 2:
        likings[disliked.pk] = Liking.REFUSED if rank % 10 == 9 else Liking.LAST
    set_post_likings(volunteer, likings, by=by, at=at)


def _record(volunteer: Volunteer, rank: int, *, by: User, at: datetime) -> None:
    if rank % UNSIGNED:
        note_convention(volunteer, paris_day(at) - timedelta(days=rank % 300), by=by, at=at)
    channel = Channel.PHONE if rank % 9 == 2 else Channel.EMAIL
    language = LANGUAGES.get(rank, Language.FRENCH)
    if channel != volunteer.channel or language != volunteer.language:
        change_volunteer(
            volunteer,
            active=True,
            novice=volunteer.novice,
            channel=channel,
            language=language,
            by=by,
            at=at,
        )
