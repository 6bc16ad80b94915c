"""The kill switch turns several times a day, keeps every turn, and is seen by whoever may pay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.models import JournalEntry, Parameter
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.export import export_batch
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
NAME = PAYMENTS_OPEN.name
BANNER = "Les paiements sont arrêtés"


def turn(client: Client, reason: str) -> None:
    address = reverse("secours_loyer:payment_stop")
    seen = client.get(address).context["form"].initial["seen"]
    assert client.post(address, {"reason": reason, "seen": seen}).status_code == 302


def test_stopped_and_opened_again_the_same_day_as_often_as_needed(path: Path) -> None:
    cast, batch = path.cast, path.closed()
    manager, finance = cast.client(cast.manager), cast.client(cast.finance)
    page = reverse("secours_loyer:batch", args=[batch.number])
    assert "export_batch" in finance.get(page).content.decode()
    for number in (1, 2):
        turn(manager, f"arrêt {number}")
        with pytest.raises(Refused, match="un cadre les rouvre"):
            export_batch(batch, by=cast.finance, at=cast.at)
        shown = finance.get(page).content.decode()
        assert BANNER in shown
        assert f"arrêt {number}" in shown
        assert "export_batch" not in shown
        turn(manager, f"réouverture {number}")
        assert BANNER not in finance.get(page).content.decode()
    rows = Parameter.objects.filter(key=NAME).order_by("pk")
    assert [(row.value, row.decision, row.replaced_at is None) for row in rows] == [
        (False, "arrêt 1", False),
        (True, "réouverture 1", False),
        (False, "arrêt 2", False),
        (True, "réouverture 2", True),
    ]
    assert {row.set_by for row in rows} == {cast.manager}
    assert JournalEntry.objects.filter(verb="decide_parameter", details__key=NAME).count() == 4
    history = manager.get(reverse("secours_loyer:payment_stop")).content.decode()
    assert all(row.decision in history for row in rows)
    export_batch(batch, by=cast.finance, at=cast.at)


def test_the_banner_is_on_every_page_that_pays(path: Path) -> None:
    cast, order = path.cast, path.checked()
    turn(cast.client(cast.manager), "essai")
    addresses = (
        reverse("secours_loyer:board"),
        reverse("secours_loyer:orders"),
        reverse("secours_loyer:batches"),
        reverse("secours_loyer:order", args=[order.uid]),
    )
    approver = cast.client(cast.signatory)
    for address in addresses:
        page = approver.get(address).content.decode()
        assert BANNER in page, address
        assert "approve_order" not in page
    instructor = cast.client(cast.case_worker)
    assert BANNER not in instructor.get(addresses[0]).content.decode()


def test_the_second_of_two_managers_does_not_undo_the_first(path: Path) -> None:
    client = path.cast.client(path.cast.manager)
    address = reverse("secours_loyer:payment_stop")
    seen = client.get(address).context["form"].initial["seen"]
    turn(client, "le premier")
    late = client.post(address, {"reason": "le second", "seen": seen})
    assert late.status_code == 422
    assert "quelqu’un d’autre a changé" in late.content.decode()
    assert [row.decision for row in Parameter.objects.filter(key=NAME)] == ["le premier"]


def test_what_is_planned_for_later_stays_and_two_values_never_stand(path: Path) -> None:
    day, by, at = paris_day(path.cast.at), path.cast.manager, path.cast.at
    later = day + timedelta(days=7)
    decide_parameter(NAME, False, since=later, decision="fin d’année", by=by, at=at)
    decide_parameter(NAME, False, since=day, decision="arrêt", by=by, at=at)
    decide_parameter(NAME, True, since=day, decision="reprise", by=by, at=at)
    standing = Parameter.objects.standing().filter(key=NAME).order_by("period")
    assert [row.decision for row in standing] == ["reprise", "fin d’année"]
    with pytest.raises(IntegrityError, match="replaced once"), transaction.atomic():
        Parameter.objects.filter(key=NAME).update(replaced_at=None)
    with pytest.raises(IntegrityError, match="parameter_one_value_a_day"), transaction.atomic():
        Parameter.objects.create(
            key=NAME, value=False, period=DateRange(day, later), set_at=at, set_by=by
        )


def test_a_parameter_of_a_computation_is_never_changed_the_same_day(path: Path) -> None:
    day, by, at = paris_day(path.cast.at), path.cast.manager, path.cast.at
    name = "secours.lot_montant"
    decide_parameter(name, 100, since=day, decision="un", by=by, at=at)
    with pytest.raises(Refused, match="plus tardive"):
        decide_parameter(name, 200, since=day, decision="deux", by=by, at=at)
