"""What the path of a request types: who pays, and the lease."""

from __future__ import annotations

from datetime import date
from typing import Any

PAYER = {"name": "REGIE D'ESSAI", "iban": "FR7630001007941234567890185", "bic": "PSSTFRPPPAR"}
LEASE: dict[str, Any] = {
    "address": "12 rue de l’Essai",
    "postcode": "51100",
    "city": "Reims",
    "lease_date": date(2022, 5, 1),
    "rent_cents": 45_000,
    "housing_aid_cents": 20_000,
}
