"""What the registry knows of a household's resources and charges, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actors.households.models import Charge, Household, Resource
from actors.parameters import value
from secours_loyer.intake_parameters import RESOURCES_DAYS


@dataclass(frozen=True)
class KnownBudget:
    """Monthly amounts in cents; `since`: the last change that was noted, None when nothing is."""

    resources: list[Resource]
    charges: list[Charge]
    since: date | None
    most_days: int
    old: bool

    @property
    def resources_cents(self) -> int:
        return sum(row.monthly_cents for row in self.resources)

    @property
    def charges_cents(self) -> int:
        return sum(row.monthly_cents for row in self.charges)

    @property
    def age_words(self) -> str:
        """What is to be checked again, or nothing."""
        if self.since is None:
            return "Aucune ressource n’est connue pour ce ménage : le calcul de l’aide en a besoin."
        if not self.old:
            return ""
        return (
            f"Aucun changement noté depuis le {self.since:%d/%m/%Y}, plus de {self.most_days} "
            "jours : vérifiez ces montants avec le ménage."
        )


def known_budget(household: Household, *, on: date) -> KnownBudget:
    """The amounts in force that day; three queries."""
    rows = {"household": household, "monthly_cents__gt": 0}
    resources = list(Resource.objects.on(on).filter(**rows))
    charges = list(Charge.objects.on(on).filter(**rows))
    # A resource alone says how old the statement is: a rent may stay the same for years.
    since = max((row.period.lower for row in resources), default=None)
    days = int(value(RESOURCES_DAYS.name, on=on))
    return KnownBudget(
        resources, charges, since, days, old=bool(since and on - since > timedelta(days=days))
    )
