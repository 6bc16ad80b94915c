"""What the registry knows of a household's resources and charges, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actors.households.models import Charge, Household, Resource
from actors.models import JournalEntry
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day, paris_instant
from secours_loyer.intake_parameters import RESOURCES_DAYS


@dataclass(frozen=True)
class KnownBudget:
    """Monthly amounts in cents; `since`: from which day they hold, None when nothing is known;
    `noted`: the last day on which somebody wrote a change."""

    resources: list[Resource]
    charges: list[Charge]
    since: date | None
    noted: date | None
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
            f"Aucun changement noté depuis le {self.noted:%d/%m/%Y}, plus de {self.most_days} "
            "jours : vérifiez ces montants avec le ménage."
        )


def known_budget(household: Household, *, on: date) -> KnownBudget:
    """The amounts in force that day; four queries."""
    rows = {"household": household, "monthly_cents__gt": 0}
    resources = list(Resource.objects.on(on).filter(**rows))
    charges = list(Charge.objects.on(on).filter(**rows))
    # A resource alone says how old the statement is: a rent may stay the same for years.
    since = max((row.period.lower for row in resources), default=None)
    days = int(value(RESOURCES_DAYS.name, on=on))
    noted = max(since, _written(household, on=on) or since) if since else None
    old = bool(noted and on - noted > timedelta(days=days))
    return KnownBudget(resources, charges, since, noted, days, old=old)


def _written(household: Household, *, on: date) -> date | None:
    """The last day on which the resources were stated, whatever day they hold from."""
    rows = JournalEntry.objects.filter(
        household=household.uid, verb="set_resources", at__lt=paris_instant(on + timedelta(days=1))
    )
    last = rows.order_by("-at").values_list("at", flat=True).first()
    return paris_day(last) if last else None
