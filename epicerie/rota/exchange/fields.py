"""Reading one JSON object, field by field; what does not fit is said in French, with its path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 100_000


class Misread(Exception):
    """A value is not what the format says."""


@dataclass
class Notes:
    """What was wrong, all of it: a file is corrected in one go, not one error at a time."""

    errors: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


@dataclass
class Fields:
    """One object. `get` notes what is wrong and goes on with the default."""

    data: Any
    path: str
    notes: Notes
    known: set[str] = field(default_factory=set)

    def get(self, name: str, read: Callable[[Any, str], T], default: T) -> T:
        """Absent and null are the default."""
        self.known.add(name)
        value = self.data.get(name) if isinstance(self.data, dict) else None
        return default if value is None else self._try(read, value, name, default)

    def need(self, name: str, read: Callable[[Any, str], T], default: T) -> T:
        """Must be there; the default only lets the reading go on."""
        self.known.add(name)
        if not isinstance(self.data, dict):
            return default
        if self.data.get(name) is None:
            self.notes.errors.append(f"{self.path} : il manque « {name} ».")
            return default
        return self._try(read, self.data[name], name, default)

    def close(self) -> None:
        """Names nobody asked for are told, not refused: a misspelt limit must not go unseen."""
        if not isinstance(self.data, dict):
            self.notes.errors.append(f"{self.path} : un objet est attendu.")
            return
        for name in sorted(set(map(str, self.data)) - self.known):
            self.notes.ignored.append(f"{self.path} : « {name} » n’est pas connu et sera ignoré.")

    def _try(self, read: Callable[[Any, str], T], value: Any, name: str, default: T) -> T:
        path = f"{self.path}.{name}" if self.path else name
        try:
            return read(value, path)
        except Misread as error:
            self.notes.errors.append(str(error))
            return default


def text(value: Any, path: str) -> str:
    """A name; a whole number is taken as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise Misread(f"{path} : un texte non vide est attendu, pas {_shown(value)}.")
    return value


def whole(value: Any, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise Misread(f"{path} : un nombre entier de 0 à {MOST} est attendu, pas {_shown(value)}.")
    return value


def yes_no(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise Misread(f"{path} : true ou false est attendu, pas {_shown(value)}.")
    return value


def number(value: Any, path: str) -> Fraction:
    """Exact: 1.5 is three halves."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise Misread(f"{path} : un nombre de 0 à {MOST} est attendu, pas {_shown(value)}.")
    return Fraction(str(value))


def day(value: Any, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Misread(f"{path} : une date AAAA-MM-JJ est attendue, pas {_shown(value)}.") from None


def hour(value: Any, path: str) -> time:
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError):
        raise Misread(f"{path} : une heure HH:MM est attendue, pas {_shown(value)}.") from None


def listed(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise Misread(f"{path} : une liste est attendue, pas {_shown(value)}.")
    return value


def counts(value: Any, path: str) -> dict[str, int]:
    if not isinstance(value, dict):
        raise Misread(f"{path} : un objet est attendu, pas {_shown(value)}.")
    return {text(name, path): whole(count, f"{path}.{name}") for name, count in value.items()}


def row(value: Any, path: str, size: int) -> list[Any]:
    """A short list of a known length."""
    if not isinstance(value, list) or len(value) != size:
        raise Misread(f"{path} : une liste de {size} valeurs est attendue, pas {_shown(value)}.")
    return value


def texts(value: Any, path: str) -> list[str]:
    return [text(item, f"{path}[{n}]") for n, item in enumerate(listed(value, path))]


def _shown(value: Any) -> str:
    shown = repr(value) if not isinstance(value, str) else f"« {value} »"
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
