"""From the JSON input to a problem, refused with every error at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from epicerie.rota.exchange import fields as f
from epicerie.rota.problem import (
    DEFAULT_SHARE_PERCENT,
    Assignment,
    Association,
    HeldSkill,
    Opening,
    Problem,
    SkillNeed,
    Volunteer,
    arranged,
)
from epicerie.rota.validation import InvalidProblem, check

T = TypeVar("T")


def read_problem(data: Any, published: Any = None) -> tuple[Problem, list[str]]:
    """The problem, and what was ignored in the file.

    `published`: an output file read back (or its list of assignments); it replaces what the input
    says is published. Raises InvalidProblem.
    """
    notes = f.Notes()
    top = f.Fields(data, "", notes)
    rules = f.Fields(top.get("rules", _anything, {}), "rules", notes)
    told = top.get("published", _list_of(_assignment), None)
    frozen: list[str] = []
    available: list[tuple[tuple[str, str], int]] = []
    if published is not None:
        told = _published(published, notes)
    problem = Problem(
        volunteers=tuple(_objects(top, "volunteers", _volunteer)),
        openings=tuple(_objects(top, "openings", _opening)),
        availability=dict(top.need("availability", _list_of(_available), available)),
        associations=tuple(_objects(top, "associations", _association)),
        together=tuple(top.get("together", _list_of(_pair), [])),
        apart=tuple(top.get("apart", _list_of(_pair), [])),
        frozen=frozenset(top.get("frozen", f.texts, frozen)),
        published=None if told is None else tuple(told),
        prior=top.get("prior", _prior, {}),
        association_share_percent=rules.get(
            "association_share_percent", f.whole, DEFAULT_SHARE_PERCENT
        ),
        post_skills=rules.get("post_skills", _post_skills, {}),
    )
    top.known.add("seed")
    rules.close()
    top.close()
    if notes.errors:
        raise InvalidProblem(notes.errors)
    check(problem)
    return arranged(problem), notes.ignored


def _objects(top: f.Fields, name: str, read: Callable[[f.Fields], T]) -> list[T]:
    ask = top.get if name == "associations" else top.need
    found = []
    none: list[Any] = []
    for n, item in enumerate(ask(name, f.listed, none)):
        part = f.Fields(item, f"{name}[{n}]", top.notes)
        found.append(read(part))
        part.close()
    return found


def _volunteer(part: f.Fields) -> Volunteer:
    return Volunteer(
        id=part.need("id", f.text, "?"),
        association=part.get("association", f.text, None),
        skills=tuple(part.get("skills", _list_of(_skill), [])),
        posts=part.need("posts", f.counts, {}),
        novice=part.get("novice", f.yes_no, False),
        wish_per_4_weeks=part.need("wish_per_4_weeks", f.number, Volunteer.wish_per_4_weeks),
        max_week=part.get("max_week", f.whole, None),
        max_month=part.get("max_month", f.whole, None),
        max_14_days=part.get("max_14_days", f.whole, None),
        min_gap_days=part.get("min_gap_days", f.whole, 0),
        since=part.get("since", f.day, None),
        until=part.get("until", f.day, None),
    )


def _opening(part: f.Fields) -> Opening:
    return Opening(
        id=part.need("id", f.text, "?"),
        date=part.need("date", f.day, date.min),
        site=part.get("site", f.text, ""),
        needs=part.need("needs", f.counts, {}),
        skills=tuple(part.get("skills", _list_of(_skill_need), [])),
        starts=part.get("starts", f.hour, None),
        ends=part.get("ends", f.hour, None),
    )


def _association(part: f.Fields) -> Association:
    return Association(part.need("id", f.text, "?"), part.get("min_total", f.whole, 0))


def _skill(value: Any, path: str) -> HeldSkill:
    """A name, or an object with the days it is valid."""
    if not isinstance(value, dict):
        return HeldSkill(f.text(value, path))
    since, until = value.get("since"), value.get("until")
    return HeldSkill(
        f.text(value.get("skill"), f"{path}.skill"),
        None if since is None else f.day(since, f"{path}.since"),
        None if until is None else f.day(until, f"{path}.until"),
    )


def _skill_need(value: Any, path: str) -> SkillNeed:
    if not isinstance(value, dict):
        raise f.Misread(f"{path} : un objet « skill, post, min » est attendu.")
    post = value.get("post")
    return SkillNeed(
        f.text(value.get("skill"), f"{path}.skill"),
        None if post is None else f.text(post, f"{path}.post"),
        f.whole(value.get("min"), f"{path}.min"),
    )


def _available(value: Any, path: str) -> tuple[tuple[str, str], int]:
    """A pair, or a pair and its penalty."""
    size = 2 if isinstance(value, list) and len(value) == 2 else 3
    volunteer, opening, *penalty = f.row(value, path, size)
    key = (f.text(volunteer, path), f.text(opening, path))
    return key, f.whole(penalty[0], path) if penalty else 0


def _assignment(value: Any, path: str) -> Assignment:
    return Assignment(*(f.text(item, path) for item in f.row(value, path, 3)))


def _pair(value: Any, path: str) -> tuple[str, str]:
    one, other = f.row(value, path, 2)
    return f.text(one, path), f.text(other, path)


def _published(value: Any, notes: f.Notes) -> list[Assignment]:
    held = value.get("assignments") if isinstance(value, dict) else value
    part = f.Fields({"assignments": held}, "published", notes)
    return part.need("assignments", _list_of(_assignment), [])


def _prior(value: Any, path: str) -> dict[str, tuple[date, ...]]:
    if not isinstance(value, dict):
        raise f.Misread(f"{path} : un objet « bénévole : dates » est attendu.")
    return {
        name: tuple(f.day(item, f"{path}.{name}") for item in f.listed(days, f"{path}.{name}"))
        for name, days in value.items()
    }


def _post_skills(value: Any, path: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise f.Misread(f"{path} : un objet « poste : compétences » est attendu.")
    return {post: tuple(f.texts(names, f"{path}.{post}")) for post, names in value.items()}


def _list_of(read: Callable[[Any, str], T]) -> Callable[[Any, str], list[T]]:
    return lambda value, path: [
        read(item, f"{path}[{n}]") for n, item in enumerate(f.listed(value, path))
    ]


def _anything(value: Any, path: str) -> Any:
    return value
