"""The notice that the money has arrived: to the household, and to the landlord."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import home_let, paragraph, to_household, to_landlord
from secours_loyer.letters.signature import signature_of
from secours_loyer.models import PaymentOrder

TITLE = "Votre aide est payée : {}"
TO_LANDLORD = "Aide au loyer de votre locataire payée : {}"


def household_notice(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the household: how much, to whom, for which months."""
    request = order.award.decision.request
    body = [
        paragraph(
            f"Nous avons versé {format_cents(order.amount_cents)} à votre bailleur, "
            f"{request.tenancy.landlord.name}, pour vos loyers {period(request.debt.period)}."
        ),
        paragraph("Demandez-lui une quittance ou un reçu qui mentionne cette somme, et gardez-le."),
    ]
    title = TITLE.format(format_cents(order.amount_cents))
    return to_household(order, title, at=at, body=body, signature=_signature(order))


def landlord_notice(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the landlord: the imputation of C. civ. 1342-10 is written; nothing social is."""
    request = order.award.decision.request
    body = [
        paragraph(
            f"Nous vous avons versé {format_cents(order.amount_cents)} pour {home_let(order)}."
        ),
        paragraph(
            f"Cette somme s’impute sur les loyers et charges {period(request.debt.period)} "
            "(article 1342-10 du code civil). Remettez à votre locataire un reçu qui le "
            "mentionne."
        ),
    ]
    title = TO_LANDLORD.format(format_cents(order.amount_cents))
    return to_landlord(order, title, at=at, body=body, signature=_signature(order))


def _signature(order: PaymentOrder) -> dict[str, Any]:
    decision = order.award.decision
    on = paris_day(decision.decided_at)
    return signature_of(decision.signed_by, on=on, what=f"Décision {decision.number} signée")
