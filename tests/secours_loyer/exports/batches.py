"""One batch and one list, whose files are kept beside as golden copies."""

from datetime import UTC, date, datetime

from reims_solidarite.kit.dates import Period
from secours_loyer.exports.nominative_list import NominativeLine, NominativeList
from secours_loyer.exports.orders import Payer, Transfer, TransferBatch

PAYER = Payer("REGIE D'ESSAI", "FR1420041010050500013M02606", "PSSTFRPPPAR")
ONE = Transfer(
    reference="ORD-2026-0001",
    payee="BAILLEUR D'ESSAI 1",
    iban="FR7630006000011234567890189",
    cents=60_001,
    label="CCAS loyers 07-09/2026 ref TEST1",
    bic="AGRIFRPP",
)
TWO = Transfer(
    reference="ORD-2026-0002",
    payee="Bailleur d'essai 2",
    iban="DE89370400440532013000",
    cents=9,
    label="CCAS loyers 08/2026 ref TEST2",
)
BATCH = TransferBatch(
    reference="LOT-2026-0001",
    frozen_at=datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC),
    execute_on=date(2026, 11, 25),
    payer=PAYER,
    transfers=(ONE, TWO),
)
LIST = NominativeList(
    reference="LOT-2026-0001",
    issuer="CCAS d’essai",
    established_on=date(2026, 11, 23),
    lines=(
        NominativeLine(
            "ORD-2026-0001", "Élodie Essai", "Bailleur d’essai 1",
            Period(date(2026, 7, 1), date(2026, 10, 1)), "D-2026-12", date(2026, 11, 20), 60_001,
        ),
        NominativeLine(
            "ORD-2026-0002", "=Essai", "Bailleur d’essai 2",
            Period(date(2026, 8, 1), date(2026, 9, 1)), "D-2026-13", date(2026, 11, 20), 9,
        ),
    ),
)  # fmt: skip
