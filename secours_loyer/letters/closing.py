"""The last letter of a file: what was decided and paid, and that it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.models import Decision, EntryKind, Outcome, PaymentEntry, RentRequest
from secours_loyer.queries.plan_awaited import given_up, signed_plan
from secours_loyer.states import PlanState


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
    if granted:
        body += map(paragraph, _left(request, decision))
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


def _left(request: RentRequest, decision: Decision) -> Iterator[str]:
    """What the aid did not cover: a plan is spoken of when both signed it, and not before."""
    plan = signed_plan(list(request.plans.all()))
    planned = format_cents(decision.plan_cents)
    if plan is not None and plan.state == PlanState.SETTLED:
        yield f"Votre plan d’apurement, {planned} à l’origine, est payé en entier."
    elif plan is not None:
        yield (
            f"Il reste à suivre votre plan d’apurement, {planned} à l’origine. Prévenez-nous "
            "avant de manquer une échéance."
        )
    elif given_up(decision) is not None:
        yield (
            f"Le plan d’apurement prévu par la décision, {planned}, n’a pas lieu : ce qui n’en est "
            "pas payé reste dû à votre bailleur. Voyez avec lui comment le payer, ou appelez-nous."
        )
    if decision.unfunded_cents:
        yield (
            f"{format_cents(decision.unfunded_cents)} de votre dette restent sans financement : "
            "cette somme reste due à votre bailleur."
        )
