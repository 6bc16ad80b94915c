"""An adjournment, told to the household: nothing is refused, what happens next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.letters.signature import minutes_signature
from secours_loyer.models import AgendaItem


def adjournment_letter(item: AgendaItem, *, at: datetime) -> dict[str, Any]:
    """Why the commission could not decide, and that the file comes back."""
    request = item.request
    held_on = french_date(paris_day(item.session.held_at))
    return letter(
        title=f"Demande {request.number} reportée",
        recipient=home_of(request),
        reference=f"{request.number}, séance du {held_on}",
        on=paris_day(at),
        body=[
            paragraph(
                f"La commission a examiné le {held_on} votre demande d’aide pour vos loyers "
                f"impayés {period(request.debt.period)}. Elle n’a pas encore décidé : votre "
                "demande est reportée à une prochaine séance. Ce n’est pas un refus."
            ),
            paragraph(f"Motif : {item.motive}"),
            paragraph(
                "Vous n’avez pas à refaire de demande. Le CCAS reprend l’étude de votre dossier et "
                "vous écrira s’il manque une pièce. Continuez à payer votre loyer, même en partie."
            ),
            paragraph(
                "Si votre propriétaire vous envoie un commandement de payer ou une assignation, "
                "appelez-nous tout de suite."
            ),
            *reach_us(paris_day(at)),
        ],
        signature=minutes_signature(item.session),
    )
