"""The notice that the money has arrived: to the household, and to the landlord."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import home_of, letter, paragraph
from secours_loyer.models import PaymentOrder


def household_notice(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the household: how much, to whom, for which months."""
    request = order.award.decision.request
    return letter(
        title=f"Paiement {order.end_to_end_id}",
        recipient=home_of(request),
        reference=request.number,
        on=paris_day(at),
        body=[
            paragraph(
                f"Nous avons versé {format_cents(order.amount_cents)} à votre bailleur, "
                f"{request.tenancy.landlord.name}, pour vos loyers {period(request.debt.period)}."
            ),
            paragraph(
                "Demandez-lui une quittance ou un reçu qui mentionne cette somme, et gardez-le."
            ),
        ],
    )


def landlord_notice(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the landlord: the imputation of C. civ. 1342-10 is written; nothing social is."""
    request = order.award.decision.request
    lease = request.tenancy
    return letter(
        title=f"Paiement {order.end_to_end_id}",
        recipient=[lease.landlord.legal_name],
        reference=f"{lease.reference or lease.address}, {order.end_to_end_id}",
        on=paris_day(at),
        body=[
            paragraph(
                f"Nous vous avons versé {format_cents(order.amount_cents)} pour le logement "
                f"{lease.address}, {lease.postcode} {lease.city}, loué à "
                f"{request.household.name}."
            ),
            paragraph(
                f"Cette somme s’impute sur les loyers et charges {period(request.debt.period)} "
                "(article 1342-10 du code civil). Remettez à votre locataire un reçu qui le "
                "mentionne."
            ),
        ],
    )
