"""The letter that claims from a landlord what was paid in excess."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import desk_of, letter, paragraph
from secours_loyer.models import Overpayment


def overpayment_letter(found: Overpayment, *, at: datetime) -> dict[str, Any]:
    """What was paid, for which home, what is claimed and how to pay it back; nothing social."""
    order = found.order
    request = order.award.decision.request
    lease = request.tenancy
    return letter(
        title=f"Trop-perçu {found.number}",
        recipient=desk_of(lease.landlord),
        reference=f"{lease.reference or lease.address}, {order.end_to_end_id}",
        on=paris_day(at),
        body=[
            paragraph(
                f"Nous vous avons versé {format_cents(order.amount_cents)} (référence "
                f"{order.end_to_end_id}) pour le logement {lease.address}, {lease.postcode} "
                f"{lease.city}, au titre des loyers {period(request.debt.period)}."
            ),
            paragraph(
                f"Sur cette somme, {format_cents(found.cents)} n’étaient pas dus. Nous vous "
                "demandons de les rembourser."
            ),
            paragraph(
                f"Vous recevrez du comptable public l’avis des sommes à payer n° {found.title}. "
                "Il indique comment payer. Rappelez ce numéro et la référence ci-dessus."
            ),
            paragraph(
                "Si vous contestez cette somme, écrivez-nous dans les deux mois qui suivent le "
                f"{french_date(paris_day(at))}, avec vos justificatifs."
            ),
        ],
    )
