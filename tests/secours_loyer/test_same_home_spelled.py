"""One home typed twice in other words: asked about whatever the spelling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, instruction
from secours_loyer.addresses import BLOCK, FLAT, flat_of
from secours_loyer.models import RentRequest, Tenancy
from secours_loyer.models.duplicate_sql import inside
from secours_loyer.queries.same_months import same_months
from tests.secours_loyer.path import LEASE, Path
from tests.secours_loyer.test_addresses import CAPUCINS, OTHER_FLATS, SAME_FLATS
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
HOME = "même logement probable"
SPELLED: dict[str, dict[str, str]] = {
    "mistyped street": {"address": "12 rue de l’Esai"},
    "mistyped street, spaced reference": {"address": "12 rue de l’Esai", "reference": "L 1"},
    "residence instead of the street": {
        "address": "Résidence Essai, bâtiment A",
        "reference": " L-01",
    },
    "other postcode": {"postcode": "51000"},
    "no number": {"address": "rue de l’Essai"},
    "no kind of street": {"address": "12 l’Essai"},
    "number after": {"address": "rue de l’Essai 12"},
    "number in letters": {"address": "douze rue de l’Essai"},
    "no apostrophe": {"address": "12 rue de lEssai"},
    "two numbers": {"address": "10-12 rue de l’Essai"},
    "floor first": {"address": "2e étage 12 rue de l’Essai"},
    "zero-width character": {"address": "12 rue de l’Es\u200bsai"},
    "another number": {"address": "14 rue de l’Essai"},
}
ELSEWHERE: dict[str, Any] = {"address": "3 rue d’Ailleurs", "lease_date": date(2023, 3, 1)}


def typed(path: Path, reference: str = "L-2", **lease: Any) -> RentRequest:
    """Another household claims July to September of the same landlord."""
    return path.filed(last="Suippe", reference=reference, lease={**LEASE, **lease})


@pytest.mark.parametrize("spelling", SPELLED)
def test_the_same_day_of_lease_is_the_same_home(path: Path, spelling: str) -> None:
    first = path.filed()
    other = typed(path, **SPELLED[spelling])
    assert [(claim.row, claim.why) for claim in same_months(first)] == [(other, HOME)]
    assert [claim.waits for claim in same_months(other)] == [True]


@pytest.mark.parametrize(("typed_as", "same"), [
    *((spelling, True) for spelling in SAME_FLATS), *((spelling, False) for spelling in OTHER_FLATS)
])  # fmt: skip
def test_the_database_reads_flats_as_the_portal_does(
    path: Path, typed_as: str, *, same: bool
) -> None:
    """Another landlord, day of lease and reference: the flat alone says that it is one home."""
    first = path.filed(lease={**LEASE, "address": CAPUCINS})
    other = path.filed(
        last="Suippe", reference="L-2", landlord=path.landlord("Autre régie"),
        lease={**LEASE, "address": typed_as, "lease_date": date(2023, 3, 1)},
    )  # fmt: skip
    told = [(claim.row, claim.why) for claim in same_months(first)]
    assert told == [(other, HOME if same else "même immeuble")]


@pytest.mark.parametrize("typed_as", [
    *("4 rue X apt A12", "apt A 12, 4 rue X", "apt A 12 rue X", "apt 4², 12 rue X", "apt ½"),
    *("apt n° 4", "apt nº 4", "Appt.4 é", "APT Œ", "apt œ", "apt Œ4", "apt ø4", "apt ł", "apt 4đ"),
    *("apt ı", "apt İ4", "apt ©4", "apt 4®", "apt ﬁ", "apt ①", "apt Ａ１２", "bât. É apt É"),
    *("apt ß", "apt æ", "apt Ç", "apt ÿ", "apt Ù4", "log. n° 004 bis", "porte À", "esc. Ê pte 7"),
])  # fmt: skip
def test_both_read_the_same_flat_and_block(typed_as: str) -> None:
    said = f"{inside(FLAT, 't')}, {inside(BLOCK, 't')}"
    read = f"SELECT {said} FROM (SELECT %s::text AS address) t"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(read, [typed_as])
        assert cursor.fetchone() == flat_of(typed_as)


def test_a_known_address_is_recognised_in_other_words(path: Path) -> None:
    """A second request of the household about the same lease, while the first one lives."""
    first = path.filed(lease={"address": CAPUCINS})
    known = first.tenancy
    again = path.filed(
        start=date(2026, 10, 1), months=1, lease={"address": "12 r. des Capucins apt 4"}
    )
    assert again.tenancy_id == known.pk
    assert Tenancy.objects.get().address == CAPUCINS
    with pytest.raises(Refused, match="l’adresse"):
        path.filed(start=date(2026, 6, 1), months=1, lease={"address": "12 r. des Capucins apt 5"})


@pytest.mark.parametrize("reference", ["L 1", "l-01", "L001", "L.1"])
def test_a_reference_is_its_letters_and_digits(path: Path, reference: str) -> None:
    first = path.filed()
    other = typed(path, reference, **ELSEWHERE)
    assert [(claim.row, claim.why) for claim in same_months(first)] == [(other, HOME)]


@pytest.mark.parametrize("reference", ["L-10", "-", ""])
def test_another_reference_elsewhere_is_another_home(path: Path, reference: str) -> None:
    first = path.filed()
    typed(path, reference, **ELSEWHERE)
    assert same_months(first) == []


def test_it_holds_the_opinion_and_the_database_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    typed(path, address="12 rue de l’Esai")
    request = path.studied(lease=LEASE)
    kept = instruction.compute_assessment(request, by=cast.case_worker, at=at)
    checklist.waive_rest(request, reason="Vues.", by=cast.case_worker, at=at)
    path.claimed_apart = lambda row: row  # type: ignore[method-assign]
    path.checked_elsewhere(request)
    with pytest.raises(Refused, match=HOME):
        instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=cast.case_worker, at=at)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'avis_rendu' WHERE id = %s",
        request.pk,
        by="request_claimed_once",
    )


def test_what_nobody_sees_is_not_kept_in_an_address(path: Path) -> None:
    path.filed(
        lease={"address": "\u200b12 rue de l’Es\u00ad\u200dsai\ufeff", "city": "Re\u2060ims"}
    )
    lease = Tenancy.objects.get()
    assert (lease.address, lease.city) == ("12 rue de l’Essai", "Reims")
    assert lease.building == "51100 12 rue essai"


@pytest.mark.parametrize(
    "place", ["12 rue de l’Ess\u0430i", "12 rue de l’Ess\u0251i", "\u0661 rue x"]
)
def test_a_letter_of_another_alphabet_is_refused(path: Path, place: str) -> None:
    with pytest.raises(Refused, match=r"d’un autre alphabet.*Retapez l’adresse") as caught:
        path.filed(lease={"address": place})
    assert caught.value.field == "address"
    with pytest.raises(Refused, match="d’un autre alphabet") as caught:
        path.filed(lease={"city": "R\u0435ims"})
    assert caught.value.field == "city"
    assert not RentRequest.objects.exists()


def test_every_french_letter_is_written(path: Path) -> None:
    said = "n° 4 bis, allée du Général-Œuvré à l’Haÿ (nº 2) — ÉÇæ"
    path.filed(lease={"address": said})
    assert Tenancy.objects.get().address == said
