"""The letters of a repayment plan: what is signed, a reminder, the end of a plan not kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.models import RepaymentPlan
from secours_loyer.queries.plan_facts import Line
from secours_loyer.states import PlanState

TERMS = (
    (
        "Chaque échéance paie cette dette, le mois le plus ancien d’abord (article 1342-10 du code "
        "civil). Le bailleur en donne un reçu."
    ),
    (
        "Le locataire qui ne pourra pas payer une échéance prévient le bailleur et le CCAS avant "
        "sa date : un avenant, signé par les deux, peut changer le plan."
    ),
    (
        "Le bailleur prévient le CCAS si une échéance ou le loyer d’un mois n’est pas payé. Sans "
        "solution, le CCAS écrit que le plan n’est plus suivi : il est rompu."
    ),
    (
        "Un dossier de surendettement accepté par la Banque de France, ou la décision d’un juge, "
        "suspend le plan : plus aucune échéance n’est attendue tant qu’il est suspendu."
    ),
    (
        "Le CCAS est témoin : il ne paie pas les échéances. Une copie est donnée à la CAF et, "
        "s’il a aidé, au FSL."
    ),
)
DRAFT = "Projet : un cadre du CCAS ne l’a pas encore approuvé. Ne le signez pas."
PEN = "\n\n\n"  # room to sign


def reference_of(plan: RepaymentPlan) -> str:
    """Names one version of the plan of a request."""
    return f"{plan.request.number}-plan-{plan.version}"


def convention(plan: RepaymentPlan, *, at: datetime) -> dict[str, Any]:
    """What the tenant and the landlord sign; the CCAS is the witness. A plan that nobody approved
    is a draft: it says so, and has no place to sign."""
    draft = plan.state == PlanState.DRAFT
    request, lease = plan.request, plan.request.tenancy
    amended = f"Il remplace le plan n° {plan.replaces.version}." if plan.replaces else ""
    return letter(
        title=f"{'Projet de plan' if draft else 'Plan'} d’apurement n° {plan.version}, "
        f"{request.number}",
        recipient=home_of(request),
        reference=reference_of(plan),
        on=paris_day(at),
        body=[
            *([paragraph(DRAFT)] if draft else []),
            paragraph(
                f"Entre {request.household.name}, locataire, et {lease.landlord.legal_name}, "
                f"bailleur, pour le logement {lease.address}, {lease.postcode} {lease.city}. "
                f"{amended}"
            ),
            paragraph(
                f"Le locataire doit encore {format_cents(plan.total_cents)} de loyers et charges "
                f"{period(request.debt.period)}. Il les paie en plus du loyer de chaque mois, aux "
                "dates ci-dessous. Aucun intérêt n’est demandé."
            ),
            _schedule(plan),
            {"kind": "heading", "text": "Ce que chacun accepte"},
            {
                "kind": "list",
                "items": list(TERMS),
            },
            *([] if draft else [_signatures(plan)]),
        ],
    )


def _signatures(plan: RepaymentPlan) -> dict[str, Any]:
    request = plan.request
    return {
        "kind": "table",
        "caption": "Signatures",
        "together": True,
        "headings": ["Signataire", "Date", "Signature"],
        "align": ["left", "left", "left"],
        "widths": [3, 2, 3],
        "rows": [
            [f"Le locataire, {request.household.name}", "", PEN],
            [f"Le bailleur, {request.tenancy.landlord.legal_name}", "", PEN],
        ],
    }


def reminder(plan: RepaymentPlan, line: Line, *, at: datetime) -> dict[str, Any]:
    """To the household, of one instalment that is not paid as far as the CCAS knows."""
    row = line.instalment
    left = row.cents - line.received_cents
    received = (
        f" Nous savons que {format_cents(line.received_cents)} ont été reçus : il reste "
        f"{format_cents(left)}."
        if line.received_cents
        else ""
    )
    return letter(
        title="Rappel d’une échéance de votre plan",
        recipient=home_of(plan.request),
        reference=f"{reference_of(plan)}, échéance n° {row.number}",
        on=paris_day(at),
        body=[
            paragraph(
                f"L’échéance du {french_date(row.due_on)}, {format_cents(row.cents)}, n’est pas "
                f"payée à notre connaissance.{received}"
            ),
            paragraph(
                "Si vous avez payé, apportez-nous la preuve. Sinon, appelez-nous vite : votre "
                "plan peut être changé avant qu’il ne soit rompu. Le loyer de chaque mois reste "
                "à payer d’abord."
            ),
            *reach_us(paris_day(at)),
        ],
    )


def breach(plan: RepaymentPlan, lines: Sequence[Line], *, at: datetime) -> dict[str, Any]:
    """To the household, with a copy for the landlord: the plan is over before its end."""
    received = sum(line.received_cents for line in lines)
    unpaid = [
        line for line in lines if line.instalment.due_on <= paris_day(at) and not line.settled
    ]
    body = [
        paragraph(
            f"Le plan d’apurement signé le {french_date(plan.tenant_signed_on)} avec votre "
            f"bailleur, {plan.request.tenancy.landlord.name}, n’est plus suivi : nous constatons "
            "sa rupture aujourd’hui."
        ),
        paragraph(
            f"Sur {format_cents(plan.total_cents)}, {format_cents(received)} ont été payés. Il "
            f"reste {format_cents(plan.total_cents - received)} à payer à votre bailleur."
        ),
    ]
    if unpaid:
        body.append(_unpaid(unpaid))
    body.append(
        paragraph(
            "Prenez rendez-vous avec nous : un nouveau plan est possible, et nous pouvons chercher "
            "d’autres aides. Une copie de cette lettre est donnée à votre bailleur."
        )
    )
    return letter(
        title="Rupture de votre plan d’apurement",
        recipient=home_of(plan.request),
        reference=reference_of(plan),
        on=paris_day(at),
        body=body,
    )


def _schedule(plan: RepaymentPlan) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": "Échéances",
        "headings": ["N°", "À payer au bailleur au plus tard le", "Montant"],
        "align": ["left", "left", "right"],
        "widths": [1, 3, 2],
        "rows": [
            [str(row.number), french_date(row.due_on), format_cents(row.cents)]
            for row in plan.instalments.all()
        ],
        "total": ["", "Total", format_cents(plan.total_cents)],
    }


def _unpaid(lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": "Échéances passées et non payées",
        "headings": ["Date", "Montant", "Reçu"],
        "align": ["left", "right", "right"],
        "widths": [3, 2, 2],
        "rows": [
            [
                french_date(line.instalment.due_on),
                format_cents(line.instalment.cents),
                format_cents(line.received_cents),
            ]
            for line in lines
        ],
    }
