"""The letter that undoes a notice of payment: the money came back, another payment follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import home_let, paragraph, to_household, to_landlord
from secours_loyer.models import PaymentOrder

TITLE = "Votre aide n’est pas arrivée : le paiement est revenu"
TO_LANDLORD = "L’aide ne vous est pas arrivée : le paiement est revenu"
AGAIN = "Le paiement est revenu : la banque nous l’a renvoyé. Un nouveau versement suivra. "


def household_told_back(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the household: what it was told is no longer true, and it has nothing to do."""
    request = order.award.decision.request
    body = [
        paragraph(
            f"Nous vous avons écrit que {format_cents(order.amount_cents)} étaient versés à "
            f"votre bailleur, {request.tenancy.landlord.name}, pour vos loyers "
            f"{period(request.debt.period)}."
        ),
        paragraph(f"{AGAIN}Ne tenez plus compte de notre avis de paiement."),
        paragraph(
            "Votre aide reste accordée et vous n’avez rien à faire. Gardez cette lettre : "
            "montrez-la à votre bailleur s’il vous demande cette somme."
        ),
    ]
    return to_household(order, TITLE, at=at, body=body)


def landlord_told_back(order: PaymentOrder, *, at: datetime) -> dict[str, Any]:
    """To the landlord: the sum and its reference, and the account to tell; nothing social is."""
    body = [
        paragraph(
            f"Nous vous avons annoncé un versement de {format_cents(order.amount_cents)} pour "
            f"{home_let(order)}."
        ),
        paragraph(
            f"{AGAIN}Ne tenez plus compte de notre avis de paiement, ni du reçu qu’il demandait."
        ),
        paragraph(
            "Si votre compte a changé, envoyez-nous un RIB à votre nom. Nous vous appellerons "
            "au numéro que nous connaissons pour le vérifier avant de payer."
        ),
    ]
    return to_landlord(order, TO_LANDLORD, at=at, body=body)
