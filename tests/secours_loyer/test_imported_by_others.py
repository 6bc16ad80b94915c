"""A file imported by somebody who stands apart from what it pays: its lines wait for others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import return_quarantine
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import apply_lines, import_returns
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import PaymentOrder, Problem, ReturnLine
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_paid_by_others import APART, Apart, held_apart
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
LINE = "UPDATE secours_loyer_returnline SET "


def sent(path: Path) -> PaymentOrder:
    order = path.approved()
    export_batch(path.ready(order), by=path.cast.finance, at=path.cast.at)
    return order


@APART
@pytest.mark.parametrize(
    ("movement", "becomes"),
    [({}, "rapproche"), ({"sign": "CRDT", "reason": "MS03"}, "rejete")],
)
def test_its_lines_wait_for_two_others(
    path: Path, apart: Apart, movement: dict[str, str], becomes: str
) -> None:
    cast, at, order = path.cast, path.cast.at, sent(path)
    person = apart(path, "depenses")
    file = import_returns(
        camt(Movement(order.end_to_end_id, **movement), Movement("OP-2026-999999")),
        by=person, at=at,
    )  # fmt: skip
    line, unknown = file.lines.order_by("rank")
    assert (line.state, line.problem, line.order) == ("quarantaine", Problem.TIED, order)
    assert (unknown.problem, unknown.order) == (Problem.UNKNOWN, None)
    order.refresh_from_db()
    assert order.state == "emis"
    held_apart(
        return_quarantine.propose_order, line, reference=order.end_to_end_id, by=person, path=path
    )
    why = {"reason": "Sans rapport avec un ordre."}
    held_apart(return_quarantine.propose_dismissal, line, **why, by=person, path=path)
    held_apart(return_quarantine.dismiss_line, line, **why, by=person, path=path)
    page = cast.client(cast.manager).get(reverse("secours_loyer:return_line", args=[line.uid]))
    assert "À confirmer par d’autres personnes" in page.text
    offered = {one["step"].name: one for one in page.context["offered"]}
    assert "settle_line" not in offered
    assert order.end_to_end_id in str(offered["propose_order"]["form"])
    reference = {"reference": order.end_to_end_id}
    line = return_quarantine.propose_order(line, **reference, by=cast.manager, at=at)
    line = return_quarantine.settle_line(line, by=cast.finance, at=at)
    order.refresh_from_db()
    assert (line.state, order.state) == ("reglee", becomes)
    # The membership of `as_a_member` is written without the portal's act: it is named, rightly.
    assert [told for told in faults() if "membership" not in told] == []


def test_nobody_settles_what_nobody_proposed(path: Path) -> None:
    order = sent(path)
    person = path.cast.person("lien", "depenses")
    declare_tie(order.award.decision.request, reason="Ma cousine.", by=person, at=path.cast.at)
    import_returns(camt(Movement(order.end_to_end_id)), by=person, at=path.cast.at)
    with pytest.raises(Refused, match="Proposez d’abord un ordre"):
        return_quarantine.settle_line(
            ReturnLine.objects.get(), by=path.cast.finance, at=path.cast.at
        )


@APART
def test_sql_attaches_no_line_of_a_file_that_they_brought(path: Path, apart: Apart) -> None:
    cast, at, order = path.cast, path.cast.at, sent(path)
    person = apart(path, "depenses")
    with pytest.MonkeyPatch.context() as stopped:
        stopped.setattr("secours_loyer.actions.return_import.apply_lines", lambda *_a, **_k: 0)
        file = import_returns(camt(Movement(order.end_to_end_id)), by=person, at=at)
    refused(f"{LINE} state = 'rapprochee', order_id = %s", order.pk, by="return_line_tied")
    # Another person goes on with the same file: it is still the one that they brought.
    assert apply_lines(file, by=cast.finance, at=at) == 1
    assert ReturnLine.objects.get().problem == Problem.TIED


def test_a_file_is_finished_by_nobody_apart_either(path: Path) -> None:
    cast, at, order = path.cast, path.cast.at, sent(path)
    other = path.approved(last="Suippe", reference="L-2")
    person = cast.person("lien", "depenses")
    export_batch(path.ready(other), by=cast.finance, at=at)
    declare_tie(order.award.decision.request, reason="Ma cousine.", by=person, at=at)
    content = camt(Movement(order.end_to_end_id), Movement(other.end_to_end_id))
    with pytest.MonkeyPatch.context() as stopped:
        stopped.setattr("secours_loyer.actions.return_import.apply_lines", lambda *_a, **_k: 0)
        import_returns(content, by=cast.finance, at=at)
    file = import_returns(content, by=person, at=at)
    own, theirs = file.lines.order_by("rank")
    assert (own.problem, theirs.state) == (Problem.TIED, "rapprochee")
