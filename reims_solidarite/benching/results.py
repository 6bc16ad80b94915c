"""Lines of the bench's table, and what decides its exit code."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

TITLES = ("what", "value", "floor", "ratio", "budget", "ok")


@dataclass(frozen=True)
class Line:
    """One figure beside its floor. `gate`: a broken budget fails the run (never a time)."""

    what: str
    value: float
    unit: str = ""
    floor: float | None = None
    ratio: float | None = None
    budget: str = ""
    ok: bool | None = None
    gate: bool = False

    def cells(self) -> tuple[str, ...]:
        """As text, in the order of `TITLES`."""
        return (
            self.what,
            f"{_number(self.value)} {self.unit}".rstrip(),
            "" if self.floor is None else _number(self.floor),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.budget,
            {None: "", True: "ok", False: "BROKEN" if self.gate else "over"}[self.ok],
        )


@dataclass
class Report:
    """Everything one run measured."""

    lines: list[Line] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def add(self, *lines: Line) -> None:
        self.lines.extend(lines)

    @property
    def broken(self) -> list[Line]:
        """Lines that fail the run."""
        return [line for line in self.lines if line.gate and line.ok is False]

    def table(self) -> str:
        """Aligned columns, figures to the right."""
        rows = [TITLES, *(line.cells() for line in self.lines)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(TITLES))]
        return "\n".join(
            "  ".join(
                cell.rjust(width) if 0 < column < 4 else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        )

    def as_json(self) -> dict[str, Any]:
        """The same lines, with what they were made of."""
        return {"lines": [asdict(line) for line in self.lines], **self.details}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.1f}"
