"""The last letter of a file: what was decided and paid, and that it is closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.models import EntryKind, Outcome, PaymentEntry, RentRequest


def closing_letter(request: RentRequest, *, at: datetime) -> dict[str, Any]:
    """Told once everything is paid, or once a refusal can no longer be contested."""
    decision = request.decisions.filter(replaced_by=None).get()
    months = period(request.debt.period)
    granted = decision.outcome == Outcome.GRANTED
    if granted:
        paid = PaymentEntry.objects.filter(
            award__decision__request=request, kind=EntryKind.PAID
        ).balance()
        told = (
            f"L’aide accordée pour vos loyers impayés {months} est payée : nous avons versé "
            f"{format_cents(paid)} à votre bailleur, {request.tenancy.landlord.name}."
        )
    else:
        told = (
            f"Votre demande d’aide pour vos loyers impayés {months} a été refusée, et le délai "
            "pour contester cette décision est passé."
        )
    body = [paragraph(told)]
    if granted and decision.plan_cents:
        body.append(
            paragraph(
                f"Il reste à suivre votre plan d’apurement, {format_cents(decision.plan_cents)} "
                "à l’origine. Prévenez-nous avant de manquer une échéance."
            )
        )
    body.append(
        paragraph(
            "Votre dossier est clos. En cas de nouvelle difficulté de loyer, appelez-nous dès le "
            "premier mois impayé : une nouvelle demande est toujours possible."
        )
    )
    return letter(
        title=f"Fin du dossier {request.number}",
        recipient=home_of(request),
        reference=f"{request.number}, décision {decision.number}",
        on=paris_day(at),
        body=[*body, *reach_us(paris_day(at))],
    )
