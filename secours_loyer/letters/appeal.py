"""The letters of a gracious appeal: received, put off, or the decision stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.letters.letterhead import home_of, letter, paragraph, reach_us
from secours_loyer.letters.signature import minutes_signature
from secours_loyer.models import AgendaItem, Appeal, Decision, Outcome
from secours_loyer.queries.appeals import appeal_answer_day, delay_of

LATE = (
    "Votre courrier est arrivé plus de deux mois après l’envoi de la décision. Le CCAS le garde et "
    "le lit, mais ce retard peut suffire à le rejeter."
)
TRIBUNAL = (
    "Vous pourrez alors saisir le tribunal administratif de Châlons-en-Champagne, dans les deux "
    "mois."
)
WAITING = (
    "En attendant, la décision s’applique. Continuez à payer votre loyer, même en partie. Si votre "
    "propriétaire vous envoie un commandement de payer ou une assignation, appelez-nous tout de "
    "suite."
)
REFUSED_TWICE = (
    "Une nouvelle demande est possible si votre situation change, ou pour d’autres mois. "
    "Appelez-nous pour chercher ensemble d’autres solutions."
)


def _about(
    decision: Decision,
    title: str,
    *,
    on: date,
    body: list[dict[str, Any]],
    signature: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A letter about a contested decision, to the household at its home."""
    request = decision.request
    return letter(
        title=title,
        recipient=home_of(request),
        reference=f"{request.number}, décision {decision.number}",
        on=on,
        body=body,
        signature=signature,
    )


def appeal_letter(appeal: Appeal) -> dict[str, Any]:
    """Names the decision that is contested; repeats nothing of what the household said."""
    decision = appeal.decision
    received, until = french_date(appeal.received_on), french_date(appeal_answer_day(appeal))
    day = paris_day(appeal.noted_at)
    return _about(
        decision,
        f"Votre recours contre la décision {decision.number}",
        on=day,
        body=[
            paragraph(
                f"Nous avons reçu le {received} votre demande de nouvel examen de la décision "
                f"{decision.number}."
            ),
            *([paragraph(LATE)] if appeal.late else []),
            paragraph(
                f"Vous recevrez une réponse écrite. Sans réponse au {until}, votre recours est "
                f"considéré comme rejeté. {'' if appeal.late else TRIBUNAL}".strip()
            ),
            paragraph(WAITING),
            *reach_us(day),
        ],
    )


def dropped_letter(appeal: Appeal, *, at: datetime) -> dict[str, Any]:
    """Nobody will answer the appeal any more: why, and what to do if that is a mistake."""
    decision, day = appeal.decision, paris_day(at)
    delay = delay_of(decision)
    again = "Si ce n’est pas ce que vous voulez, appelez-nous ou écrivez-nous tout de suite : nous "
    again += "noterons un nouveau recours."
    if delay is not None and delay.until >= day:
        again += f" Le délai pour contester court au moins jusqu’au {french_date(delay.until)}."
    return _about(
        decision,
        f"Votre recours contre la décision {decision.number} est clos",
        on=day,
        body=[
            paragraph(
                f"Nous avions noté le {french_date(appeal.received_on)} votre recours contre la "
                f"décision {decision.number}. Ce recours est clos : le CCAS n’y répondra pas, et "
                "la décision continue de s’appliquer."
            ),
            paragraph(f"Motif : {appeal.answer_motive}"),
            paragraph(again),
            *reach_us(day),
        ],
    )


def adjourned_review_letter(item: AgendaItem, *, at: datetime) -> dict[str, Any]:
    """The commission could not answer yet: why, and the day that does not move."""
    appeal, decision = _contested(item)
    held_on, day = french_date(paris_day(item.session.held_at)), paris_day(at)
    until = french_date(appeal_answer_day(appeal))
    return _about(
        decision,
        f"Votre recours contre la décision {decision.number} : réponse reportée",
        on=day,
        body=[
            paragraph(
                f"La commission a examiné le {held_on} votre recours reçu le "
                f"{french_date(appeal.received_on)}. Elle n’y a pas encore répondu : il sera "
                "examiné à une prochaine séance. Ce n’est pas un rejet."
            ),
            paragraph(f"Motif : {item.motive}"),
            paragraph(
                f"La date limite ne change pas : sans réponse écrite au {until}, votre recours "
                f"est considéré comme rejeté. {'' if appeal.late else TRIBUNAL}".strip()
            ),
            paragraph(WAITING),
            *reach_us(day),
        ],
        signature=minutes_signature(item.session),
    )


def confirmed_letter(item: AgendaItem, *, at: datetime) -> dict[str, Any]:
    """The commission looked again and keeps the decision: why, the tribunal, what is left to do."""
    appeal, decision = _contested(item)
    refused = decision.outcome == Outcome.REFUSED
    held_on, day = french_date(paris_day(item.session.held_at)), paris_day(at)
    return _about(
        decision,
        f"Votre recours : {'le refus est confirmé' if refused else 'décision maintenue'}",
        on=day,
        body=[
            paragraph(
                f"La commission a examiné le {held_on} votre recours reçu le "
                f"{french_date(appeal.received_on)}. "
                + (
                    f"Elle confirme le refus de la décision {decision.number} : l’aide n’est pas "
                    "accordée."
                    if refused
                    else f"Elle maintient la décision {decision.number}."
                )
            ),
            paragraph(f"Motif : {item.motive}"),
            paragraph(_tribunal(appeal)),
            *([paragraph(REFUSED_TWICE)] if refused else []),
            *reach_us(day),
        ],
        signature=minutes_signature(item.session),
    )


def _contested(item: AgendaItem) -> tuple[Appeal, Decision]:
    if item.appeal is None:
        raise TypeError("an item under review has its appeal")
    return item.appeal, item.appeal.decision


def _tribunal(appeal: Appeal) -> str:
    if appeal.late:
        return (
            "Votre recours était arrivé hors délai : le tribunal administratif de "
            "Châlons-en-Champagne peut pour cette raison ne pas examiner votre demande."
        )
    return (
        "Si vous n’êtes pas d’accord, vous pouvez saisir le tribunal administratif de "
        "Châlons-en-Champagne dans les deux mois qui suivent la réception de cette lettre. Un "
        "second recours devant le CCAS ne prolonge pas ce délai."
    )
