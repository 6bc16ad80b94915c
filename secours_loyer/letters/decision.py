"""The decision, told to the household: what, why, and how to contest it."""

from __future__ import annotations

from datetime import date
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.letters.signature import session_of, signature_of
from secours_loyer.models import Decision, Outcome
from secours_loyer.queries.award_validity import valid_until

APPEAL = (
    "Si vous n’êtes pas d’accord, vous pouvez nous écrire dans les deux mois qui suivent la "
    "réception de cette lettre pour demander un nouvel examen, ou saisir le tribunal administratif "
    "de Châlons-en-Champagne dans le même délai."
)
RENT = "Continuez à payer le loyer de chaque mois, même en partie : il n’est pas dans cette aide."


def decision_letter(decision: Decision) -> dict[str, Any]:
    """Names the decision, its reasons, the shares of the debt and what follows; nothing of the
    study."""
    day = paris_day(decision.decided_at)
    granted = decision.outcome == Outcome.GRANTED
    body = _granted(decision, on=day) if granted else _refused(decision)
    return letter(
        title=_title(decision),
        recipient=home_of(decision.request),
        reference=f"{decision.request.number}, décision {decision.number}",
        on=day,
        body=[*_instead(decision), *body, paragraph(APPEAL), *reach_us(day)],
        signature=signature_of(
            decision.signed_by, on=day, what="Décision signée", session=session_of(decision)
        ),
    )


def _title(decision: Decision) -> str:
    """Says yes or no before anything else."""
    if decision.outcome == Outcome.GRANTED:
        return f"Votre demande est acceptée : aide de {format_cents(decision.aid_cents)}"
    return "Votre demande d’aide est refusée"


def _refused(decision: Decision) -> list[dict[str, Any]]:
    months = period(decision.request.debt.period)
    return [
        paragraph(f"Le CCAS ne vous accorde pas d’aide pour vos loyers impayés {months}."),
        paragraph(f"Motif : {decision.motive}"),
        paragraph("Vous pouvez nous appeler pour chercher ensemble d’autres solutions."),
        paragraph(RENT),
    ]


def _granted(decision: Decision, *, on: date) -> list[dict[str, Any]]:
    request = decision.request
    until = french_date(valid_until(decision, on=on))
    return [
        paragraph(
            f"Le CCAS vous accorde une aide de {format_cents(decision.aid_cents)} pour vos loyers "
            f"impayés {period(request.debt.period)}."
        ),
        paragraph(f"Motif : {decision.motive}"),
        paragraph(
            f"Nous versons cette aide à votre bailleur, {request.tenancy.landlord.name}, pour "
            "payer ces mois-là, le plus ancien d’abord. Un autre courrier vous dira quand elle est "
            f"payée. Cette décision est valable jusqu’au {until} : après ce jour, une nouvelle "
            "décision est nécessaire."
        ),
        _shares(decision),
        {"kind": "heading", "text": "Ce que vous avez à faire"},
        {"kind": "list", "items": _next_steps(decision)},
    ]


def _next_steps(decision: Decision) -> list[str]:
    """What is left to the household, one act a line."""
    steps = [RENT]
    if decision.down_payment_cents:
        steps.append(
            f"Payez votre part, {format_cents(decision.down_payment_cents)}, à votre bailleur. "
            "Demandez un reçu et gardez-le."
        )
    if decision.plan_cents:
        steps.append(
            f"Il reste {format_cents(decision.plan_cents)} à payer en plusieurs fois : c’est le "
            "plan d’apurement. Le CCAS l’écrit avec vous, après cette lettre. Vous le signez, et "
            "votre bailleur aussi. Sans nouvelle de nous dans un mois, appelez-nous."
        )
    if decision.unfunded_cents:
        steps.append(
            f"Il reste {format_cents(decision.unfunded_cents)} que personne ne paie encore. "
            "Appelez-nous : nous cherchons avec vous une autre aide, ou un délai auprès de votre "
            "bailleur."
        )
    steps.append(
        "Si vous quittez ce logement, ou si le bailleur change, appelez-nous tout de suite : le "
        "paiement attend notre réponse."
    )
    return steps


def _shares(decision: Decision) -> dict[str, Any]:
    shares = [
        ("Aide du CCAS", decision.aid_cents),
        ("Autres financements", decision.cofunding_cents),
        ("Votre apport", decision.down_payment_cents),
        ("Plan d’apurement : vous payez en plusieurs fois", decision.plan_cents),
        ("Reste sans financement", decision.unfunded_cents),
    ]
    return {
        "kind": "table",
        "caption": "Comment votre dette est couverte",
        "headings": ["Part", "Montant"],
        "align": ["left", "right"],
        "widths": [3, 1],
        "rows": [[label, format_cents(cents)] for label, cents in shares if cents],
        "total": ["Dette certifiée", format_cents(decision.debt_cents)],
    }


def _instead(decision: Decision) -> list[dict[str, Any]]:
    """The decision that this one replaces, and the appeal that it answers."""
    if decision.replaces is None:
        return []
    former = decision.replaces
    told = (
        f"Cette décision remplace la décision {former.number} du "
        f"{french_date(paris_day(former.decided_at))}."
    )
    appeal = getattr(decision, "answers_appeal", None)
    if appeal is not None:
        told = f"{told} Elle répond à votre recours reçu le {french_date(appeal.received_on)}."
    return [paragraph(told)]
