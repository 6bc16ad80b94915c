"""An action called with more than its column holds refuses in words, whatever the form let pass."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import cheques, landlord_links, overpayments
from secours_loyer.models import LandlordReport, Overpayment, PaymentOrder
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_cheques import exported
from tests.secours_loyer.test_overpayments import paid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cents", [60_001, 10**18, 10**19])
def test_an_overpayment_is_no_wider_than_the_payment(path: Path, cents: int) -> None:
    order = paid(path)
    with pytest.raises(Refused, match="dépasse ce qui a été payé") as told:
        overpayments.record_overpayment(
            order, cents=cents, cause="autre_fonds", words="Le FSL a payé août.",
            by=path.cast.finance, at=path.cast.at,
        )  # fmt: skip
    assert told.value.field == "cents"
    assert not Overpayment.objects.exists()


@pytest.mark.parametrize("number", ["", "123456", "12345678", "123 4567", "١٢٣٤٥٦٧"])
def test_a_cheque_has_seven_digits(path: Path, number: str) -> None:
    exported(path)
    with pytest.raises(Refused, match="sept chiffres") as told:
        cheques.issue_cheque(
            PaymentOrder.objects.get(), number=number, issued_on=paris_day(path.cast.at),
            by=path.cast.finance, at=path.cast.at,
        )  # fmt: skip
    assert told.value.field == "number"
    assert PaymentOrder.objects.get().state == "emis"


@pytest.mark.parametrize(
    ("why", "cents", "field"), [("x" * 501, None, "why"), ("Trop.", 10**19, "cents")]
)
def test_a_dispute_fits_what_is_kept(path: Path, why: str, cents: int | None, field: str) -> None:
    request = path.filed()
    link = landlord_links.open_link(request, by=path.cast.case_worker, at=path.cast.at)
    with pytest.raises(Refused, match="trop") as told:
        landlord_links.report(link, kind="contestee", why=why, cents=cents, at=path.cast.at)
    assert told.value.field == field
    assert not LandlordReport.objects.exists()
    landlord_links.report(link, kind="contestee", why="x" * 500, at=path.cast.at)
    assert LandlordReport.objects.count() == 1
