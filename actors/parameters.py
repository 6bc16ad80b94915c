"""The registry of what the CCAS decides: each key, its type, its bounds, and its words.

Apps declare their keys in `<app>/parameters.py`; values live in `actors.Parameter`, dated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from actors.models import Parameter
from reims_solidarite.kit.prepared import prepared

Value = int | str | bool | list[Any] | dict[str, Any]


WHOLE_NUMBERS = frozenset({"cents", "basis_points", "days", "count"})
KINDS = WHOLE_NUMBERS | {"flag", "table", "text"}


@dataclass(frozen=True)
class Key:
    """One parameter. `sentence(value)` says in French what happens with this value.

    `kind`: "cents", "basis_points", "days", "count", "flag", "table" (JSON) or "text".
    `choices`: the only texts allowed, with their words. `columns`: the codes that a table may use
    as items (list) or as keys with an amount in cents or none (dict), with their words.
    `check(value)`: a further reason of refusal (French), or None.
    `switch`: it may be turned again the same day; nothing computed depends on it.
    """

    name: str
    label: str
    kind: str
    default: Value
    sentence: Callable[[Any], str]
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    check: Callable[[Any], str | None] | None = None
    switch: bool = False

    def problem(self, value: object) -> str | None:
        """Why a value is refused (French), or None."""
        if self.kind in WHOLE_NUMBERS and (not isinstance(value, int) or isinstance(value, bool)):
            return f"« {self.label} » attend un nombre entier."
        if self.kind == "flag" and not isinstance(value, bool):
            return f"« {self.label} » attend oui ou non."
        if self.kind == "text" and not isinstance(value, str):
            return f"« {self.label} » attend un texte."
        if self.choices and value not in dict(self.choices):
            return f"« {self.label} » attend un des choix proposés."
        if self.kind == "table" and not isinstance(value, list | dict):
            return f"« {self.label} » attend un tableau."
        if self.columns and not set(value) <= set(dict(self.columns)):  # type: ignore[call-overload]
            return f"« {self.label} » contient une ligne inconnue."
        if isinstance(value, int) and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                return f"« {self.label} » ne peut pas être inférieur à {self.minimum}."
            if self.maximum is not None and value > self.maximum:
                return f"« {self.label} » ne peut pas dépasser {self.maximum}."
        return self.check(value) if self.check else None


_KEYS: dict[str, Key] = {}


def declare(key: Key) -> Key:
    """Register a key once, at import of the app's `parameters` module."""
    if key.name in _KEYS:
        raise ValueError(f"parameter declared twice: {key.name}")
    if key.kind not in KINDS:
        raise ValueError(f"unknown kind of parameter: {key.kind} ({key.name})")
    _KEYS[key.name] = key
    return key


def key_named(name: str) -> Key:
    """The key of that name."""
    return _KEYS[name]


def all_keys() -> list[Key]:
    """Every declared key, by name."""
    return sorted(_KEYS.values(), key=lambda key: key.name)


def values(*names: str, on: date) -> Mapping[str, Any]:
    """Values in force on a Paris day, in one query; the declared default where none is set."""
    stored = dict(Parameter.objects.on(on).filter(key__in=names).values_list("key", "value"))
    return {name: stored.get(name, _KEYS[name].default) for name in names}


def value(name: str, *, on: date) -> Any:
    """One value in force on a Paris day."""
    for (stored,) in _stored(name=name, on=on):
        return stored
    return _KEYS[name].default


@prepared
def _stored(name: str, on: date) -> QuerySet[Any, Any]:
    return Parameter.objects.on(on).filter(key=name).order_by().values_list("value")


@dataclass(frozen=True)
class DatedValue:
    """Every value of one parameter, with the days on which it is in force."""

    key: Key
    decided: tuple[tuple[Any, Any], ...]

    def on(self, day: date) -> Any:
        """The value in force on a Paris day; the declared default where none is set."""
        return next((value for value, period in self.decided if day in period), self.key.default)


def dated_value(name: str) -> DatedValue:
    """For facts of many days at once: one query, then `on(day)` for each."""
    return DatedValue(_KEYS[name], tuple(_decided(name=name)))


@prepared
def _decided(name: str) -> QuerySet[Any, Any]:
    rows = Parameter.objects.standing().filter(key=name)
    return rows.order_by("period").values_list("value", "period")
