"""One bordereau and one draft of PES of the same orders, whose files are kept as golden copies."""

from datetime import date

from secours_loyer.exports.bordereau import Bordereau, BordereauLine
from secours_loyer.exports.pes import PesBudget, PesDraft, PesLine
from tests.secours_loyer.exports.batches import ONE, TWO

ORDERS = ((ONE, "DPT-2026-000001"), (TWO, "DPT-2026-000002"))
BORDEREAU = Bordereau(
    reference="LOT-2026-0001",
    issuer="CCAS d’essai",
    established_on=date(2026, 11, 23),
    execute_on=date(2026, 11, 25),
    lines=tuple(
        BordereauLine(
            order.reference, 2026, rank, "65888", order.payee, "", order.iban, order.bic,
            order.label, "D-2026-00012", decision, date(2026, 11, 23), order.cents,
        )
        for rank, (order, decision) in enumerate(ORDERS, start=1)
    ),
)  # fmt: skip
DRAFT = PesDraft(
    reference="LOT-2026-0001",
    number=1,
    year=2026,
    issued_on=date(2026, 11, 23),
    budget=PesBudget("051000", "26510000000001", "300", "00"),
    lines=tuple(
        PesLine(
            rank, order.reference, f"Aide au loyer {decision}", "65888", order.payee, rank == 2,
            order.iban, order.bic or "COBADEFF", order.label, order.cents,
        )
        for rank, (order, decision) in enumerate(ORDERS, start=1)
    ),
)  # fmt: skip
