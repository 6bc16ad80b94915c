"""Why each empty place is empty, and the smallest thing that would fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from epicerie.models import Post
from epicerie.queries.rota_names import Names, remedy_words
from epicerie.rota.checker.rules import WORDS


@dataclass(frozen=True)
class Nearest:
    """Somebody whom few rules stop."""

    name: str
    why: str


@dataclass(frozen=True)
class Lack:
    """One post of one opening that is short: of people, or of people with its skill."""

    opening: str
    day: str
    post: str
    missing: str
    counts: tuple[tuple[str, int], ...]
    nearest: tuple[Nearest, ...]
    remedy: str


def lacks(answer: Mapping[str, Any], names: Names) -> list[Lack]:
    """In the order of the days. A post that only trained people hold is said once."""
    strict = {post.code for post in Post.objects.all() if post.needed_skill}
    return [_lack(item, names) for item in _told(answer["shortages"], strict)]


def _told(shortages: list[dict[str, Any]], strict: set[str]) -> Iterator[dict[str, Any]]:
    for item in shortages:
        if item["skill"] is None or item["post"] not in strict:
            yield item


def _lack(item: dict[str, Any], names: Names) -> Lack:
    missing = item["missing"]
    people = "personne" if missing == 1 else "personnes"
    skill = f" avec « {names.skill(item['skill'])} »" if item["skill"] else ""
    return Lack(
        opening=item["opening"],
        day=names.day(item["opening"]),
        post=names.post(item["post"]),
        missing=f"Il manque {missing} {people}{skill}",
        counts=tuple((WORDS[why], count) for why, count in item["counts"].items()),
        nearest=tuple(
            Nearest(names.person(who), " ; ".join(WORDS[rule] for rule in rules))
            for who, rules in item["nearest"]
        ),
        remedy=remedy_words(item["change"], item["opening"], names),
    )
