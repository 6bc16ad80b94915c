"""The acknowledgement of a request, and the papers that it still lacks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, period
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.models import RentRequest
from secours_loyer.queries.answer_day import answer_day, answer_day_of
from secours_loyer.queries.papers_day import papers_day

MEANWHILE = (
    "En attendant, continuez à payer votre loyer, même en partie. Si votre propriétaire vous "
    "envoie un commandement de payer ou une assignation, appelez-nous tout de suite."
)


def filed_letter(request: RentRequest, *, at: datetime) -> dict[str, Any]:
    """What was received and when, what is still awaited, and when silence means no."""
    day = paris_day(at)
    awaited = [str(line) for line in request.checklist.missing()]
    body: list[dict[str, Any]] = [
        paragraph(
            f"Nous avons reçu le {french_date(day)} votre demande d’aide pour vos loyers impayés "
            f"{period(request.debt.period)}, d’un montant de "
            f"{format_cents(request.debt.certified_cents)} d’après votre bailleur. Son numéro est "
            f"{request.number} : rappelez-le quand vous nous contactez."
        )
    ]
    if awaited:
        body += [
            paragraph("Pour l’étudier, nous attendons encore :"),
            {"kind": "list", "items": awaited},
            paragraph("Si vous les avez déjà données, vous n’avez rien à faire."),
        ]
    body += [
        paragraph(
            f"Vous recevrez une réponse écrite. Sans réponse au {french_date(answer_day(day))}, "
            "votre demande est considérée comme refusée : vous pouvez alors nous demander pourquoi "
            "et contester, dans les deux mois, devant nous ou devant le tribunal administratif de "
            "Châlons-en-Champagne."
        ),
        paragraph(MEANWHILE),
        *reach_us(day),
    ]
    return letter(
        title=f"Demande {request.number} bien reçue",
        recipient=home_of(request),
        reference=request.number,
        on=day,
        body=body,
    )


def missing_letter(request: RentRequest, message: str, *, at: datetime) -> dict[str, Any]:
    """What the request lacks: the words of the CCAS, then the papers of the checklist."""
    awaited = [
        f"{line} ({line.reason})" if line.reason else str(line)
        for line in request.checklist.missing()
    ]
    return letter(
        title=f"Demande {request.number} : il manque des pièces",
        recipient=home_of(request),
        reference=request.number,
        on=paris_day(at),
        body=[
            paragraph("Nous ne pouvons pas encore étudier votre demande d’aide. Il nous manque :"),
            {"kind": "list", "items": awaited},
            *([paragraph(f"Le CCAS vous précise : {message}")] if message else []),
            paragraph(
                "Donnez ces pièces à la personne qui a déposé votre demande, ou à l’accueil du "
                f"CCAS, avec le numéro {request.number}, au plus tard le "
                f"{french_date(papers_day(paris_day(at)))}. Si vous ne pouvez pas en avoir une, "
                "ou s’il vous faut plus de temps, dites-le : nous chercherons une solution avec "
                "vous."
            ),
            paragraph(_delay(request)),
            paragraph(MEANWHILE),
            *reach_us(paris_day(at)),
        ],
    )


def _delay(request: RentRequest) -> str:
    until = answer_day_of(request)
    if until is None:
        return (
            "Tant que ces pièces manquent, notre délai de réponse est suspendu ; il reprend "
            "le jour où la dernière nous arrive."
        )
    return (
        f"Notre délai de réponse est passé depuis le {french_date(until)} : sans réponse écrite, "
        "votre demande est refusée depuis ce jour. Avec ces pièces, nous pouvons encore l’étudier."
    )
