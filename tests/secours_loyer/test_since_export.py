"""Between the export of a batch and its hand-over, what is said of its orders keeps it here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from actors.actions.accounts import close_account
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import contests, forwarding, landlord_links, statement_answer
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.downloads import note_download
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Batch, Channel, PaymentOrder
from secours_loyer.queries.handing_over import why_kept_back
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
Turn = Callable[[Path], Any]
FORWARD = (
    "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_at = exported_at,"
    " forwarded_by_id = opened_by_id"
)
TAKE = (
    "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
    " SELECT id, %s, created_at FROM secours_loyer_outgoingfile LIMIT 1"
)


def request_of(path: Path) -> Any:
    return PaymentOrder.objects.order_by("pk").first().award.decision.request  # type: ignore[union-attr]


def contest(path: Path) -> None:
    contests.note_contest(
        request_of(path), part="dette", said_on=paris_day(path.cast.at), words="Rien dû.",
        by=path.cast.reception, at=path.cast.at,
    )  # fmt: skip


def dispute(path: Path) -> None:
    link = landlord_links.open_link(request_of(path), by=path.cast.case_worker, at=path.cast.at)
    landlord_links.report(link, kind="contestee", why="Déjà payé.", at=path.cast.at)


def leave(path: Path) -> None:
    note_event(
        request_of(path), kind="depart", happened_on=paris_day(path.cast.at), detail="Parti.",
        by=path.cast.case_worker, at=path.cast.at,
    )  # fmt: skip


def tie(path: Path) -> None:
    declare_tie(request_of(path), reason="Ma sœur.", by=path.cast.manager, at=path.cast.at)


def close(path: Path) -> None:
    close_account(path.cast.manager, by=path.cast.administrator, at=path.cast.at)


TURNS = [
    (contest, "conteste", "said_since"),
    (dispute, "Le bailleur conteste la dette", "said_since"),
    (leave, "rien n’est payé tant qu’un cadre", "said_since"),
    (tie, "a un lien avec le dossier depuis", "approver_tied"),
    (close, "n’a plus de compte ouvert", "approver_gone"),
]


@pytest.mark.parametrize(("turn", "words", "wall"), TURNS)
def test_a_batch_does_not_leave_with_what_was_said_since(
    path: Path, turn: Turn, words: str, wall: str
) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autre-cadre", "cadre")
    batch = exported(path, count=2)
    first = batch.orders.get(line=1)
    assert why_kept_back(batch, on=at.date()) == []
    turn(path)
    told = why_kept_back(batch, on=at.date())
    assert all(first.end_to_end_id in sentence for sentence in told if turn is not close)
    assert words in told[0]
    with pytest.raises(Refused, match=words):
        forwarding.forward_batch(batch, by=cast.finance, at=at)
    refused(FORWARD, by=f"batch_forwarded_{wall}")
    with pytest.raises(Refused, match=words):
        note_download(batch.files.order_by("pk").first(), by=cast.finance, at=at)
    refused(TAKE, cast.finance.pk, by=f"download_{wall}")
    page = cast.client(cast.finance).get(reverse("secours_loyer:batch", args=[batch.number])).text
    assert words in page
    assert "forward_batch" not in page
    assert "fichiers/pain001" not in page
    assert cancel_batch(batch, reason="Contesté.", by=other, at=at).state == "annule"
    assert list(faults()) == []


def test_answered_it_leaves(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path)
    dispute(path)
    statement_answer.settle_dispute(request_of(path), why="Vu.", by=cast.case_worker, at=at)
    assert forwarding.forward_batch(batch, by=cast.finance, at=at).state == "transmis"


def test_the_signatory_of_a_mandate_counts_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path, Channel.MANDAT)
    close_account(cast.signatory, by=cast.administrator, at=at)
    with pytest.raises(Refused, match="n’a plus de compte ouvert"):
        forwarding.forward_batch(batch, by=cast.finance, at=at)
    refused(FORWARD, by="batch_forwarded_approver_gone")


def test_what_is_at_the_bank_is_noted_all_the_same(path: Path) -> None:
    """A file answered one of its orders: the batch left, and only what happened is noted."""
    cast, at = path.cast, path.cast.at
    batch = exported(path, count=2)
    first, second = batch.orders.order_by("line")
    import_returns(camt(Movement(second.end_to_end_id)), by=cast.finance, at=at)
    contest(path)
    assert why_kept_back(batch, on=at.date()) == []
    assert forwarding.forward_batch(batch, by=cast.finance, at=at).state == "transmis"
    assert PaymentOrder.objects.get(pk=first.pk).state == "transmis"
    assert Batch.objects.get().state == "transmis"
