"""The facts of a lease are not rewritten by filing another request on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import filing, instruction
from secours_loyer.actions.notifying import notify
from secours_loyer.models import RentRequest, Tenancy
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
OTHERS: dict[str, tuple[Any, str, str]] = {
    "address": ("1 rue d’Ailleurs", "l’adresse", "address"),
    "postcode": ("51430", "le code postal", "postcode"),
    "city": ("Bezannes", "la commune", "city"),
    "lease_end": (date(2026, 12, 1), "la fin du bail", "lease_end"),
    "rent_cents": (100, "le loyer", "rent"),
    "charges_cents": (1, "les charges", "charges"),
    "housing_aid_cents": (900_000, "l’aide au logement", "housing_aid"),
    "aid_paid_to_landlord": (True, "le versement de l’aide", "aid_paid_to_landlord"),
}


def again(path: Path, start: date = date(2026, 1, 1), **lease: Any) -> RentRequest:
    """A partner files one other month of the same lease."""
    return path.filed(by=path.cast.agent_a, start=start, months=1, reference="l-1", lease=lease)


@pytest.mark.parametrize("fact", OTHERS)
def test_each_fact_is_kept_while_a_plan_runs(path: Path, fact: str) -> None:
    said, word, field = OTHERS[fact]
    lease = path.running_plan().request.tenancy
    before = Tenancy.objects.values().get(pk=lease.pk)
    with pytest.raises(Refused, match=f"Un autre dossier .* : {word}") as caught:
        again(path, **{fact: said})
    assert caught.value.field == field
    assert Tenancy.objects.values().get() == before
    assert RentRequest.objects.count() == 1


def test_several_facts_are_named_and_none_is_told(path: Path) -> None:
    path.granted()
    with pytest.raises(Refused, match="le loyer, les charges") as caught:
        again(path, rent_cents=100, charges_cents=5)
    assert "450" not in caught.value.message


def test_the_same_facts_written_otherwise_are_filed(path: Path) -> None:
    first = path.granted(lease={"lease_end": date(2027, 6, 1)}).request
    made = again(path, address="12, RUE DE L'ESSAI", city="reims", lease_end=None)
    assert made.tenancy_id == first.tenancy_id
    lease = Tenancy.objects.get()
    assert (lease.address, lease.city) == ("12 rue de l’Essai", "Reims")
    assert lease.lease_end == date(2027, 6, 1)


def _study(path: Path) -> RentRequest:
    return path.studied()


def _decide(path: Path) -> RentRequest:
    return path.granted().request


def _file(path: Path) -> RentRequest:
    return path.filed()


@pytest.mark.parametrize("reach", [_file, _study, _decide])
def test_any_live_file_holds_the_lease(path: Path, reach: Callable[[Path], RentRequest]) -> None:
    reach(path)
    with pytest.raises(Refused, match="le loyer"):
        again(path, rent_cents=100)
    assert Tenancy.objects.get().rent_cents == 45_000


def test_what_came_to_nothing_holds_nothing(path: Path) -> None:
    """Withdrawn, dropped or refused: a typing error is mended by filing again."""
    cast, at = path.cast, path.cast.at
    filing.withdraw(path.filed(), by=cast.case_worker, at=at)
    instruction.drop(again(path, rent_cents=46_000), by=cast.manager, at=at)
    path.decided(path.validated(lease={"rent_cents": 47_000}), "refus")
    again(path, rent_cents=48_000)
    assert Tenancy.objects.get().rent_cents == 48_000


def test_the_database_keeps_the_facts_under_an_aid(path: Path) -> None:
    plan = path.plan()
    for change in (
        *("address = 'x'", "postcode = '08000'", "city = 'Sedan'", "lease_end = '2027-01-01'"),
        *("rent_cents = 100", "charges_cents = 1", "housing_aid_cents = 1"),
        "aid_paid_to_landlord = true",
    ):
        refused(f"UPDATE secours_loyer_tenancy SET {change}", by="tenancy_facts_frozen")  # noqa: S608
    # Granted alone is enough: this plan is not signed.
    assert plan.state == "brouillon"


def test_the_database_keeps_the_facts_under_a_plan(path: Path) -> None:
    """The file may be closed: the plan goes on."""
    request = path.running_plan().request
    notify(request, by=path.cast.secretary, at=path.cast.at)
    RentRequest.objects.filter(pk=request.pk).update(state="close")
    refused("UPDATE secours_loyer_tenancy SET rent_cents = 100", by="tenancy_facts_frozen")
    with pytest.raises(Refused, match="le loyer"):
        again(path, rent_cents=100)


def test_the_facts_of_an_undecided_lease_may_be_mended(path: Path) -> None:
    path.validated()
    assert Tenancy.objects.update(rent_cents=46_000) == 1
