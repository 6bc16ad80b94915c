"""Asking the landlord for a statement of the debt: the home and the months, nothing social."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import desk_of, letter, paragraph
from secours_loyer.models import RentRequest


def statement_letter(request: RentRequest, *, at: datetime) -> dict[str, Any]:
    """Month by month, dated and signed, with the bank details to check."""
    lease = request.tenancy
    reference = lease.reference or lease.address
    return letter(
        title=f"Demande de décompte, {reference}",
        recipient=desk_of(lease.landlord),
        reference=f"{reference}, {request.number}",
        on=paris_day(at),
        body=[
            paragraph(
                f"Vous louez le logement {lease.address}, {lease.postcode} {lease.city}, à "
                f"{request.household.name}. Votre locataire nous demande de l’aider à régler des "
                f"loyers {period(request.debt.period)}."
            ),
            paragraph("Pour étudier cette demande, envoyez-nous un décompte daté et signé :"),
            {
                "kind": "list",
                "items": [
                    "mois par mois : le loyer et les charges dus, le payé, le reste ;",
                    "l’aide au logement que vous recevez directement, s’il y en a une ;",
                    "si le loyer courant est payé, et depuis quand ;",
                    "les frais de procédure à part : ils ne sont pas pris en charge.",
                ],
            },
            paragraph(
                "Joignez un relevé d’identité bancaire à votre nom exact. Avant tout versement, "
                "nous vous rappellerons à un numéro que nous connaissons déjà."
            ),
            paragraph(
                "Merci de ne pas engager de nouvelle procédure pendant l’étude de la demande. Un "
                "plan d’apurement peut être signé pour ce que l’aide ne couvre pas."
            ),
        ],
    )
