"""What every letter of the CCAS carries."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.parameters import values
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.contact_parameters import CCAS_ADDRESS, CCAS_PHONE
from secours_loyer.models import RentRequest

SENDER = {
    "name": "Centre communal d’action sociale de Reims",
    "lines": ["Service du logement et de l’accès aux droits", "51100 Reims"],
}


def letter(
    *, title: str, recipient: list[str], reference: str, on: date, body: list[dict[str, Any]]
) -> dict[str, Any]:
    """The data of `base/letter.typ`."""
    return {
        "title": title,
        "sender": SENDER,
        "recipient": recipient,
        "place_date": f"Reims, le {french_date(on)}",
        "reference": reference,
        "body": body,
        "signature": {"role": "Pour le CCAS de Reims", "name": ""},
    }


def paragraph(text: str) -> dict[str, str]:
    return {"kind": "paragraph", "text": text}


def reach_us(on: date) -> list[dict[str, str]]:
    """How to call and to write, as decided for that day; nothing that the CCAS did not give."""
    known = values(CCAS_PHONE.name, CCAS_ADDRESS.name, on=on)
    phone, address = known[CCAS_PHONE.name].strip(), known[CCAS_ADDRESS.name].strip()
    told = [f"Pour nous appeler : {phone}."] if phone else []
    if address:
        told.append(f"Pour venir ou nous écrire : CCAS de Reims, {address}.")
    return [paragraph(" ".join(told))] if told else []


def home_of(request: RentRequest) -> list[str]:
    """The household at the home of the lease."""
    lease = request.tenancy
    return [request.household.name, lease.address, f"{lease.postcode} {lease.city}"]
