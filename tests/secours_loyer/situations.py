"""One household for the tests of the scale and of the schedule."""

from actors.households.reste_a_vivre import (
    Entry,
    Member,
    RavInputs,
    RavParameters,
    RavResult,
    Threshold,
    compute,
)


def rav(resources: int = 120_000, charges: int = 60_000, ages=(35, 8)) -> RavResult:
    """1 200 € of resources, 600 € of charges, two persons: 10,00 € a day each."""
    return compute(
        RavInputs(
            (Entry("salaire", "Salaire", resources),),
            (Entry("loyer", "Loyer", charges),),
            tuple(Member(age) for age in ages),
        ),
        RavParameters(
            version="règle d’essai",
            counted_resources=frozenset({"salaire"}),
            charge_caps={"loyer": None},
            thresholds=(Threshold(1000),),
        ),
    )
