"""A batch or a session made by mistake is changed, or put away, before anything is bound to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, orders, sessions
from secours_loyer.actions.ledger_check import faults
from secours_loyer.exports.pes import short_label
from secours_loyer.models import Batch, Channel
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 11, 25), date(2026, 11, 27)
BATCH = "UPDATE secours_loyer_batch SET "


def opened(path: Path) -> Batch:
    return batches.open_batch(
        channel=Channel.REGIE, execute_on=DAY, by=path.cast.finance, at=path.cast.at
    )


def test_the_day_of_an_open_batch_changes(path: Path) -> None:
    cast, at, batch = path.cast, path.cast.at, opened(path)
    with pytest.raises(Refused, match="gestionnaire des dépenses"):
        batches.change_batch_day(batch, execute_on=LATER, by=cast.manager, at=at)
    with pytest.raises(Refused, match="aucun virement"):
        batches.change_batch_day(batch, execute_on=date(2026, 11, 28), by=cast.finance, at=at)
    page = reverse("secours_loyer:batch", args=[batch.number])
    client = cast.client(cast.finance)
    sent = {"change_batch_day-execute_on": f"{LATER:%Y-%m-%d}"}
    assert client.post(f"{page}change_batch_day/", sent).status_code == 302
    batch.refresh_from_db()
    assert batch.execute_on == LATER
    closed = path.closed(path.approved())
    with pytest.raises(Refused, match="rouvrez-le"):
        batches.change_batch_day(closed, execute_on=LATER, by=cast.finance, at=at)
    assert list(faults()) == []


def test_an_empty_batch_is_abandoned(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    path.approved()
    batch, order = opened(path), orders.PaymentOrder.objects.get()
    batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    with pytest.raises(Refused, match="pas vide"):
        batches.abandon_batch(batch, by=cast.finance, at=at)
    refused(BATCH + "state = 'abandonne'", by="batch_abandoned_empty")
    order.refresh_from_db()
    order = batches.take_out_of_batch(order, by=cast.finance, at=at)
    with pytest.raises(Refused, match="autre rôle"):
        batches.abandon_batch(batch, by=cast.manager, at=at)
    page = reverse("secours_loyer:batch", args=[batch.number])
    client = cast.client(cast.finance)
    assert "abandon_batch" in client.get(page).text
    assert client.post(f"{page}abandon_batch/").status_code == 302
    shown = client.get(page).text
    assert "Abandonné, vide" in shown
    assert "put_in_batch" not in shown
    with pytest.raises(Refused, match="Ce lot est clos"):
        batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    refused(BATCH + "state = 'ouvert'", by="batch_states")
    assert list(faults()) == []


def test_a_session_moves_while_it_is_prepared_and_its_members_are_told(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    held = sessions.plan_session(
        held_at=at + timedelta(days=2), place="Salle 1", by=cast.secretary, at=at
    )
    sessions.seat(held, name="Alix", user=cast.manager, by=cast.secretary, at=at)
    sessions.seat(held, name="Invité", by=cast.secretary, at=at)
    new = {"held_at": at + timedelta(days=3), "place": "Salle 2"}
    with pytest.raises(Refused, match="secrétaire"):
        sessions.move_session(held, **new, by=cast.manager, at=at)
    with pytest.raises(Refused, match="passée"):
        sessions.move_session(
            held, held_at=at - timedelta(days=1), place="x", by=cast.secretary, at=at
        )
    held = sessions.move_session(held, **new, by=cast.secretary, at=at)
    assert (held.place, held.held_at) == ("Salle 2", new["held_at"])
    told = Message.objects.filter(kind="secours_loyer.session_moved")
    assert [row.recipient for row in told] == [cast.manager]
    page = reverse("secours_loyer:session", args=[held.number])
    sent = {"move_session-held_at": "2026-11-29T10:00", "move_session-place": "Salle 3"}
    client = cast.client(cast.secretary)
    answer = client.post(f"{page}move_session/", sent, follow=True)
    assert "Le 29/11/2026 est un dimanche." in answer.text
    assert told.all().count() == 2
    sessions.cancel_session(held, by=cast.secretary, at=at)
    with pytest.raises(Refused, match="plus en préparation"):
        sessions.move_session(held, **new, by=cast.secretary, at=at)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("CCAS REIMS loyers 07/2026 ref A1", "CCAS REIMS loyers 07/2026 ref A1"),
        ("CCAS REIMS loyers 06/2026-09/2026 ref 4521", "06/2026-09/2026 ref 4521"),
        ("CCAS REIMS loyers 06/2026-09/2026 ref 4521 8874 9999", "06/2026-09/2026 ref 4521 8874"),
    ],
)
def test_the_months_of_a_draft_are_never_cut(label: str, short: str) -> None:
    assert short_label(label) == short
