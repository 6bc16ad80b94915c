"""Publishing a proposal: all of it or nothing, on the ground that it was computed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from actors.actions.transition import take
from actors.models import User
from epicerie.actions.leaving import leave_places
from epicerie.actions.locks import lock_openings
from epicerie.actions.openings import require_coordinator
from epicerie.actions.rota import publish_places
from epicerie.actions.rota_telling import tell_changes
from epicerie.models import Assignment, OpeningDay, OpeningNeed, RotaRun, Volunteer
from epicerie.queries.rota_names import names_of
from epicerie.queries.rota_problem import ground_of, lay_ground, moved_ground
from epicerie.queries.rota_problem.build import Groundwork
from epicerie.rota.checker import Broken, broken_rules
from epicerie.rota.checker.rules import WORDS
from epicerie.rota.comparison import Comparison, compare
from epicerie.rota.problem import Assignment as Place
from epicerie.states import ROTA_RUN, RotaRunState
from reims_solidarite.kit.transitions import Refused

MOVED = (
    "Le planning ou le registre a changé depuis ce calcul : rien n’est publié. "
    "Lisez ce qui a changé, puis calculez à nouveau."
)


@transaction.atomic
def publish_run(run: RotaRun, *, by: User, at: datetime) -> RotaRun:
    """The proposal becomes the rota; each person whom something changes for gets one e-mail.

    A second press finds it published and changes nothing.
    """
    require_coordinator(by)
    locked = RotaRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state == RotaRunState.PUBLISHED:
        return locked
    if locked.state != RotaRunState.DONE:
        raise Refused("Ce calcul n’a pas de proposition à publier. Relancez-le.")
    held = _lock(locked)
    laid = lay_ground(locked.since, locked.until, kind=locked.kind, at=at)
    if moved_ground(locked.ground, ground_of(laid)):
        raise Refused(MOVED)
    proposed = [Place(*place) for place in locked.answer["assignments"]]
    _refuse_broken(laid, proposed)
    change = compare(laid.held, proposed)
    given_back = _take_back(change, held, by, at)
    made = _place(change, by, at)
    tell_changes(locked, given_back, made, at=at)
    return take(
        locked,
        "publish_rota_run",
        table=ROTA_RUN,
        by=by,
        at=at,
        changes={"published_at": at},
        added=len(change.added),
        removed=len(change.removed),
        moved=len(change.moved),
    )


def _lock(run: RotaRun) -> dict[tuple[str, str], Assignment]:
    """The posts, as whoever takes a place locks them, then the places held."""
    inside = OpeningDay.objects.between(run.since, run.until).values("pk")
    lock_openings(list(inside.values_list("pk", flat=True)))
    held = (
        Assignment.objects.active()
        .select_for_update(of=("self",))
        .select_related("volunteer__user", "need__post", "opening__site")
        .filter(opening__in=inside)
        .order_by("pk")
    )
    return {(str(row.volunteer_id), str(row.opening_id)): row for row in held}


def _refuse_broken(laid: Groundwork, proposed: list[Place]) -> None:
    """Every hard rule once more, with code that shares nothing with the solver."""
    broken = broken_rules(replace(laid.problem, published=laid.held), proposed)
    if broken:
        raise Refused(_in_words(broken[0]) + " Calculez à nouveau.")


def _in_words(broken: Broken) -> str:
    names = names_of([broken.volunteer] if broken.volunteer else [], [broken.opening])
    who = f", {names.person(broken.volunteer)}" if broken.volunteer else ""
    return f"{names.day(broken.opening)}{who} : {WORDS[broken.rule]}."


def _take_back(
    change: Comparison, held: dict[tuple[str, str], Assignment], by: User, at: datetime
) -> list[Assignment]:
    gone = [held[place.volunteer, place.opening] for place in change.removed]
    gone += [held[move.volunteer, move.opening] for move in change.moved]
    leave_places(gone, "take_back_place", by=by, at=at)
    return gone


def _place(change: Comparison, by: User, at: datetime) -> list[Assignment]:
    """New places; a person who changes post on the same day gives the old one back first."""
    wanted = [(one.opening, one.post, one.volunteer) for one in change.added]
    wanted += [(one.opening, one.after, one.volunteer) for one in change.moved]
    needs = {
        (str(need.opening_id), need.post.code): need
        for need in OpeningNeed.objects.select_related("opening", "post").filter(
            opening__in={int(opening) for opening, _, _ in wanted}
        )
    }
    people = {
        str(row.pk): row
        for row in Volunteer.objects.filter(pk__in={int(volunteer) for _, _, volunteer in wanted})
    }
    placements: dict[OpeningNeed, list[Volunteer]] = {}
    for opening, post, volunteer in sorted(wanted):
        placements.setdefault(needs[opening, post], []).append(people[volunteer])
    # Whoever holds a place that day has said yes to it: a change of post asks nothing more.
    return publish_places(placements, by=by, at=at, tell=False, agreed=True)
