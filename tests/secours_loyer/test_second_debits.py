"""A second debit of an order whose payment came back: the aid may be paid twice; and who puts a
debit aside stands apart from no file that it may pay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line, propose_dismissal, propose_order
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import PaymentOrder, Problem, ReturnLine
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Erreur de la banque, reprise le soir même."
MATCH = "UPDATE secours_loyer_returnline SET state = 'rapprochee', order_id = %s WHERE id = %s"


def sent(path: Path) -> PaymentOrder:
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    return PaymentOrder.objects.get(pk=order.pk)


def read(path: Path, *movements: Movement, message: str, days: int = 4) -> list[ReturnLine]:
    at = path.cast.at + timedelta(days=days)
    file = import_returns(camt(*movements, message=message), by=path.cast.finance, at=at)
    return list(file.lines.order_by("rank"))


def returned(path: Path, back: str = "2026-11-24") -> PaymentOrder:
    """« Payé » noted by hand on the 23rd, come back on this day as a statement shows."""
    order = sent(path)
    returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    credit = Movement(order.end_to_end_id, sign="CRDT", reason="MS03", day=back)
    (line,) = read(path, credit, message="retour")
    assert line.state == "rapprochee"
    return PaymentOrder.objects.get(pk=order.pk)


def test_the_first_debit_told_late_is_matched(path: Path) -> None:
    order = returned(path)
    (line,) = read(path, Movement(order.end_to_end_id, day="2026-11-23"), message="debit")
    assert (line.state, line.problem) == ("rapprochee", "")
    assert list(faults()) == []


def test_one_file_tells_the_payment_and_its_return_of_one_day(path: Path) -> None:
    order = sent(path)
    debit, credit = (
        Movement(order.end_to_end_id, day="2026-11-24"),
        Movement(order.end_to_end_id, sign="CRDT", reason="MS03", day="2026-11-24"),
    )
    lines = read(path, credit, debit, message="les deux")
    assert [line.state for line in lines] == ["rapprochee"] * 2
    assert PaymentOrder.objects.get().state == "retourne"


@pytest.mark.parametrize(("back", "day"), [
    ("2026-11-24", "2026-11-24"), ("2026-11-24", "2026-11-25"), ("2026-11-26", "2026-11-24"),
])  # fmt: skip
def test_a_second_debit_waits_and_holds_what_replaces_the_order(
    path: Path, back: str, day: str
) -> None:
    """The day of the return, after it, or after « payé » was noted by hand."""
    cast, at = path.cast, path.cast.at
    order = returned(path, back)
    new = replace_order(order, account=order.account, by=cast.finance, at=at)
    new = orders.check_order(new, by=cast.finance, at=at)
    (line,) = read(path, Movement(order.end_to_end_id, day=day), message="second")
    assert (line.state, line.problem) == ("quarantaine", Problem.SECOND)
    refused(MATCH, order.pk, line.pk, by="return_line_second_debit")
    with pytest.raises(Refused, match="payée deux fois"):
        propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    with pytest.raises(Refused, match="attend en quarantaine pour l’ordre"):
        path.approve(new, cast.signatory)
    later = at + timedelta(days=4)
    line = propose_dismissal(line, reason=WHY, by=cast.manager, at=later)
    dismiss_line(line, reason=WHY, by=cast.finance, at=later)
    assert path.approve(new, cast.signatory).state == "approuve_1"
    assert list(faults()) == []


ASIDE = (
    "UPDATE secours_loyer_returnline SET aside_by_id = %s, aside_at = now(), reason = 'x'"
    " WHERE id = %s"
)
DISMISS = (
    "UPDATE secours_loyer_returnline SET state = 'ecartee', resolved_by_id = %s,"
    " resolved_at = now(), reason = 'x' WHERE id = %s"
)


@pytest.mark.parametrize(("named", "euros"), [(True, "599.00"), (False, "600.00")])
def test_who_stands_apart_puts_no_debit_of_the_file_aside(
    path: Path, *, named: bool, euros: str
) -> None:
    """The debit names the order of the file under another amount, or names none and has its own."""
    cast, at = path.cast, path.cast.at
    order = sent(path)
    movement = Movement(order.end_to_end_id if named else "INCONNU", euros)
    line = import_returns(camt(movement), by=cast.finance, at=at).lines.get()
    cousin = cast.person("cousine", "depenses")
    declare_tie(order.award.decision.request, reason="Ma cousine.", by=cousin, at=at)
    with pytest.raises(Refused, match="à l’écart"):
        propose_dismissal(line, reason=WHY, by=cousin, at=at)
    refused(ASIDE, cousin.pk, line.pk, by="return_line_aside_tied")
    line = propose_dismissal(line, reason=WHY, by=cast.manager, at=at)
    with pytest.raises(Refused, match="à l’écart"):
        dismiss_line(line, reason=WHY, by=cousin, at=at)
    refused(DISMISS, cousin.pk, line.pk, by="return_line_aside_tied")
    assert dismiss_line(line, reason=WHY, by=cast.finance, at=at).state == "ecartee"
    assert list(faults()) == []
