"""Every parameter in words: what is in force, what comes next, what was before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from actors.models import Parameter
from actors.parameters import Key, all_keys

PART_NAMES = {
    "actors": "Réseau",
    "assises": "Assises",
    "epicerie": "Épicerie",
    "observatoire": "Observatoire",
    "rav": "Reste à vivre",
    "secours_loyer": "Secours loyer",
    "secours": "Secours loyer",
}


@dataclass(frozen=True)
class Stated:
    """One key on a day: sentences, and the rows behind them."""

    key: Key
    rows: list[Parameter]
    on: date

    @property
    def part(self) -> str:
        return PART_NAMES.get(self.key.name.partition(".")[0], "Portail")

    @property
    def standing(self) -> list[Parameter]:
        return [row for row in self.rows if row.replaced_at is None]

    @property
    def current(self) -> Parameter | None:
        return next((row for row in self.standing if self.on in row.period), None)

    @property
    def next(self) -> Parameter | None:
        return next((row for row in self.standing if row.period.lower > self.on), None)

    @property
    def value(self) -> object:
        return self.current.value if self.current else self.key.default

    @property
    def sentence(self) -> str:
        return self.key.sentence(self.value)

    @property
    def next_sentence(self) -> str:
        return self.key.sentence(self.next.value) if self.next else ""

    @property
    def history(self) -> list[dict[str, object]]:
        """Newest first: sentence, first and last day, decision, author; a switch, by the minute."""
        return [
            {
                "sentence": self.key.sentence(row.value),
                "since": row.period.lower,
                "until": row.period.upper - timedelta(days=1) if row.period.upper else None,
                "decision": row.decision,
                "by": row.set_by,
                "at": row.set_at if self.key.switch else None,
                "replaced_at": row.replaced_at,
            }
            for row in reversed(self.rows)
        ]


def stated_parameters(on: date, *names: str) -> list[Stated]:
    """Every key (or those named), in one query."""
    wanted = [key for key in all_keys() if not names or key.name in names]
    rows: dict[str, list[Parameter]] = defaultdict(list)
    stored = Parameter.objects.filter(key__in=[key.name for key in wanted])
    for row in stored.select_related("set_by").order_by("key", "period__startswith", "pk"):
        rows[row.key].append(row)
    return [Stated(key, rows[key.name], on) for key in wanted]
