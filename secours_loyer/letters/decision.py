"""The decision, told to the household: what, why, and how to contest it."""

from __future__ import annotations

from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.letters.signature import session_of, signature_of
from secours_loyer.models import Decision, Outcome

APPEAL = (
    "Si vous n’êtes pas d’accord, vous pouvez nous écrire dans les deux mois qui suivent la "
    "réception de cette lettre pour demander un nouvel examen, ou saisir le tribunal administratif "
    "de Châlons-en-Champagne dans le même délai."
)


def decision_letter(decision: Decision) -> dict[str, Any]:
    """Names the decision, its reasons and the shares of the debt; nothing of the study."""
    request = decision.request
    months = period(request.debt.period)
    granted = decision.outcome == Outcome.GRANTED
    if granted:
        opening = (
            f"Le CCAS vous accorde une aide de {format_cents(decision.aid_cents)} pour vos loyers "
            f"impayés {months}."
        )
        how = (
            f"Elle sera versée à votre bailleur, {request.tenancy.landlord.name}, pour payer ces "
            "mois-là, le plus ancien d’abord. Un autre courrier vous dira quand elle est payée. "
            "Si vous quittez ce logement ou si le bailleur change avant, appelez-nous : le "
            "paiement attend notre réponse."
        )
    else:
        opening = f"Le CCAS ne vous accorde pas d’aide pour vos loyers impayés {months}."
        how = "Vous pouvez nous appeler pour chercher ensemble d’autres solutions."
    shares = [
        ("Aide du CCAS", decision.aid_cents),
        ("Autres financements", decision.cofunding_cents),
        ("Votre apport", decision.down_payment_cents),
        ("Plan d’apurement à signer avec votre bailleur", decision.plan_cents),
        ("Reste sans financement", decision.unfunded_cents),
    ]
    body: list[dict[str, Any]] = [
        *_instead(decision),
        paragraph(opening),
        paragraph(f"Motif : {decision.motive}"),
        paragraph(how),
    ]
    if granted:
        body.append(
            {
                "kind": "table",
                "caption": "Comment votre dette est couverte",
                "headings": ["Part", "Montant"],
                "align": ["left", "right"],
                "widths": [3, 1],
                "rows": [[label, format_cents(cents)] for label, cents in shares if cents],
                "total": ["Dette certifiée", format_cents(decision.debt_cents)],
            }
        )
    day = paris_day(decision.decided_at)
    return letter(
        title=f"Décision {decision.number}",
        recipient=home_of(request),
        reference=f"{request.number}, décision {decision.number}",
        on=day,
        body=[*body, paragraph(APPEAL), *reach_us(day)],
        signature=signature_of(
            decision.signed_by, on=day, what="Décision signée", session=session_of(decision)
        ),
    )


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
