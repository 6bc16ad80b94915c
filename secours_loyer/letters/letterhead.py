"""What every letter of the CCAS carries."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import NO_BREAK, french_date, phone
from secours_loyer.models import Landlord, PaymentOrder, RentRequest
from secours_loyer.queries.contact import contact_of

_AFTER, _OPENED = re.compile(r" ([:;?!»])"), re.compile(r"« ")
SENDER: dict[str, Any] = {
    "name": "Centre communal d’action sociale de Reims",
    "lines": ["Service du logement et de l’accès aux droits", "51100 Reims"],
}


def letter(
    *,
    title: str,
    recipient: list[str],
    reference: str,
    on: date,
    body: list[dict[str, Any]],
    signature: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The data of `base/letter.typ`; `signature` names who answers for a decision."""
    data: dict[str, Any] = {
        "title": title,
        "sender": sender(on),
        "recipient": recipient,
        "place_date": f"Reims, le {french_date(on)}",
        "reference": reference,
        "body": body,
        "signature": signature or {"role": "Pour le CCAS de Reims", "name": ""},
    }
    return {name: bound(said) for name, said in data.items()}


def bound(said: Any) -> Any:
    """No line begins with « : », « ; », « ? », « ! » or « » », nor ends with « « »."""
    if isinstance(said, str):
        return _AFTER.sub(f"{NO_BREAK}\\1", _OPENED.sub(f"«{NO_BREAK}", said))
    if isinstance(said, list):
        return [bound(part) for part in said]
    if isinstance(said, dict):
        return {name: bound(part) for name, part in said.items()}
    return said


def sender(on: date) -> dict[str, Any]:
    """The head of a letter, with what the CCAS gave that day to be called and written to."""
    contact = contact_of(on=on)
    service, city = SENDER["lines"]
    told = [f"Téléphone : {phone(contact.phone)}"] if contact.phone else []
    return {"name": SENDER["name"], "lines": [service, contact.address or city, *told]}


def paragraph(text: str) -> dict[str, str]:
    return {"kind": "paragraph", "text": text}


def reach_us(on: date) -> list[dict[str, str]]:
    """How to call and to write, as decided for that day; nothing that the CCAS did not give."""
    contact = contact_of(on=on)
    told = [f"Pour nous appeler : {phone(contact.phone)}."] if contact.phone else []
    if contact.address:
        told.append(f"Pour venir ou nous écrire : CCAS de Reims, {contact.address}.")
    return [paragraph(" ".join(told))] if told else []


def home_of(request: RentRequest) -> list[str]:
    """The household at the home of the lease."""
    lease = request.tenancy
    return [request.household.name, lease.address, f"{lease.postcode} {lease.city}"]


def desk_of(landlord: Landlord) -> list[str]:
    """The landlord where their letters go: the name alone while the address is not known."""
    return [landlord.legal_name, *landlord.mail_address]


def to_household(
    order: PaymentOrder,
    title: str,
    *,
    at: datetime,
    body: list[dict[str, Any]],
    signature: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A letter about one payment, to the household at its home."""
    request = order.award.decision.request
    return letter(
        title=title,
        recipient=home_of(request),
        reference=f"{request.number}, paiement {order.end_to_end_id}",
        on=paris_day(at),
        body=body,
        signature=signature,
    )


def to_landlord(
    order: PaymentOrder,
    title: str,
    *,
    at: datetime,
    body: list[dict[str, Any]],
    signature: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The same to the landlord, under the tenant's reference: the number of the request is not
    theirs to read."""
    lease = order.award.decision.request.tenancy
    return letter(
        title=title,
        recipient=desk_of(lease.landlord),
        reference=f"{lease.reference or lease.address}, {order.end_to_end_id}",
        on=paris_day(at),
        body=body,
        signature=signature,
    )


def home_let(order: PaymentOrder) -> str:
    """« le logement …, loué à … », for the landlord."""
    request = order.award.decision.request
    lease = request.tenancy
    return (
        f"le logement {lease.address}, {lease.postcode} {lease.city}, loué à "
        f"{request.household.name}"
    )
