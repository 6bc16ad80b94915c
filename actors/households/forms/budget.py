"""Resources and charges: one line per kind, amounts in euros as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BoundField

from actors.households.actions.amounts import MOST_CENTS
from actors.households.models import ChargeKind, ResourceKind
from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.seen import SeenForm

SECTIONS: tuple[tuple[str, str, type[ResourceKind] | type[ChargeKind]], ...] = (
    ("resource", "Ressources de chaque mois", ResourceKind),
    ("charge", "Charges de chaque mois", ChargeKind),
)


class BudgetForm(SeenForm):
    """An empty line means that the household has none of it."""

    since = DayField(label="Ces montants valent depuis le")

    def __init__(self, *args: Any, known: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        """`known`: cents by field name (« resource-rsa »), the amounts of today."""
        super().__init__(*args, **kwargs)
        for prefix, _, kinds in SECTIONS:
            for kind in kinds:
                name = f"{prefix}-{kind.value}"
                self.fields[name] = EurosField(
                    label=f"{kind.label} (€ par mois)",
                    required=False,
                    maximum=MOST_CENTS,
                    initial=(known or {}).get(name),
                )

    def sections(self) -> Iterable[tuple[str, list[BoundField]]]:
        """(title, fields) for the page."""
        for prefix, title, _ in SECTIONS:
            yield title, [self[name] for name in self.fields if name.startswith(f"{prefix}-")]

    def amounts(self, prefix: str) -> dict[str, int]:
        """Cents by kind, for the action."""
        return {
            name.removeprefix(f"{prefix}-"): cents or 0
            for name, cents in self.cleaned_data.items()
            if name.startswith(f"{prefix}-")
        }
