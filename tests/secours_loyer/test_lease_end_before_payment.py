"""Money does not arrive after the written end of a lease while nobody says what followed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, lease_end
from secours_loyer.actions.export import export_batch
from secours_loyer.models import Batch, PaymentOrder
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
END = date(2026, 11, 30)
PAID_ON = date(2026, 12, 9)


def batch_of(path: Path, on: date, at: datetime) -> Batch:
    path.payer()
    return batches.open_batch(channel="regie", execute_on=on, by=path.cast.finance, at=at)


def approved(path: Path) -> tuple[PaymentOrder, datetime]:
    """Its lease runs when it is approved, and its written end is past when it is put in a batch."""
    return path.approved(lease={"lease_end": END}), path.cast.at + timedelta(days=14)


def test_an_order_stays_out_of_the_batch_until_somebody_answers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = path.cast
    order, later = approved(path)
    batch = batch_of(path, PAID_ON, later)
    with pytest.raises(Refused, match="personne n’a dit s’il continue"):
        batches.put_in_batch(batch, [order], by=cast.finance, at=later)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'en_lot', batch_id = %s, line = 1"
        " WHERE id = %s",
        batch.pk,
        order.pk,
        by="order_lease_end_answered",
    )
    monkeypatch.setenv("PORTAIL_CLOCK", later.isoformat())
    page = browser(path, cast.finance).get(reverse("secours_loyer:order", args=[order.uid]))
    assert "Bail et procédure" in page.text
    request = order.award.decision.request
    lease_end.note_renewal(request, learned="Quittance.", by=cast.case_worker, at=later)
    batches.put_in_batch(batch, [order], by=cast.finance, at=later)
    batches.close_batch(batch, execute_on=PAID_ON, by=cast.finance, at=later)
    assert export_batch(batch, by=cast.finance, at=later).state == "exporte"


def test_a_day_of_payment_moved_after_the_end_is_refused_at_the_export(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order, _ = approved(path)
    batch = batch_of(path, paris_day(at), at)
    batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    batch = batches.close_batch(batch, execute_on=PAID_ON, by=cast.finance, at=at)
    with pytest.raises(Refused, match="Rouvrez le lot"):
        export_batch(batch, by=cast.finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'emis' WHERE id = %s",
        order.pk,
        by="order_lease_end_answered",
    )
