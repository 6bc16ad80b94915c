"""The reste à vivre of a household on a day: its lines, under the parameters of that day."""

from __future__ import annotations

from datetime import date

from actors import parameters
from actors.households.models import Charge, Household, HouseholdMember, Resource
from actors.households.parameters import (
    CAPS,
    COUNTED,
    DAYS,
    DIVISOR,
    MEASURE,
    NAMES,
    THRESHOLDS,
)
from actors.households.reste_a_vivre import (
    Entry,
    Member,
    RavInputs,
    RavParameters,
    RavResult,
    Threshold,
    compute,
)
from reims_solidarite.kit.transitions import Refused


def age_on(birth_date: date, day: date) -> int:
    """Completed years; somebody born on 29 February is a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def rav_parameters(on: date) -> RavParameters:
    """The rule in force on a day, in one query; its version is the day it is read for."""
    found = parameters.values(*NAMES, on=on)
    return RavParameters(
        version=f"paramètres en vigueur le {on:%d/%m/%Y}",
        counted_resources=frozenset(found[COUNTED.name]),
        charge_caps=found[CAPS.name],
        thresholds=tuple(Threshold(**row) for row in found[THRESHOLDS.name]),
        measure=found[MEASURE.name],
        divisor=found[DIVISOR.name],
        days_per_month=found[DAYS.name],
    )


def rav_inputs(household: Household, on: date) -> RavInputs:
    """What the household declares on a day; Refused (French) when nobody lives in it."""
    members = HouseholdMember.objects.on(on).filter(household=household).select_related("person")
    ages = tuple(Member(age_on(stay.person.birth_date, on)) for stay in members)
    if not ages:
        raise Refused(
            f"Personne ne vit dans ce ménage le {on:%d/%m/%Y} : complétez d’abord la composition."
        )
    entries = {
        model: tuple(
            Entry(row.kind, row.get_kind_display(), row.monthly_cents)
            for row in model.objects.on(on).filter(household=household, monthly_cents__gt=0)
        )
        for model in (Resource, Charge)
    }
    return RavInputs(resources=entries[Resource], charges=entries[Charge], members=ages)


def compute_rav(household: Household, on: date) -> RavResult:
    """The line-by-line result; `.inputs` and `.parameters` go to JSON and back, re-runnable."""
    return compute(rav_inputs(household, on), rav_parameters(on))
