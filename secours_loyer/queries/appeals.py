"""Appeals against the decisions of a request: the one that waits, and the days that bind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.models import Appeal, Decision, Letter, LetterKind, RentRequest
from secours_loyer.queries.answer_day import answer_day
from secours_loyer.queries.failures import unconfirmed_of
from secours_loyer.states import DEAD_ORDER, RUNNING_PLAN

# Gracious appeal and tribunal: two months from the letter (CRPA L411-2, CJA R421-1).
APPEAL_MONTHS = 2


def open_appeal(request: RentRequest) -> Appeal | None:
    """The appeal of a request that nobody answered yet."""
    return Appeal.objects.open().filter(decision__request=request).first()


def appeals_of(request: RentRequest) -> list[Appeal]:
    """Every appeal of a request, the newest first, with the people and decisions it names."""
    named = ("decision", "noted_by", "answered_by", "answer")
    return list(Appeal.objects.filter(decision__request=request).select_related(*named))


@dataclass(frozen=True)
class Delay:
    """The delay to contest: from the day the letter left, or from the day it was written while
    nobody noted that it left. The law counts from the day it was received, never before these."""

    since: date
    posted: bool

    @property
    def until(self) -> date:
        return add_months(self.since, APPEAL_MONTHS)

    @property
    def words(self) -> str:
        """From which day it is counted."""
        if self.posted:
            return f"deux mois après le départ de la lettre, le {self.since:%d/%m/%Y}"
        return f"deux mois après la lettre, écrite le {self.since:%d/%m/%Y}, départ pas encore noté"


def delay_from(letter: Letter) -> Delay:
    """The delay that this letter of a decision opens."""
    posting = getattr(letter, "posting", None)
    return Delay(posting.sent_on if posting else paris_day(letter.at), posting is not None)


def decision_letter_of(decision: Decision) -> Letter | None:
    """Its letter, with the day it left."""
    told = decision.request.letters.filter(kind=LetterKind.DECISION, event=decision.number)
    return told.select_related("posting").first()


def delay_of(decision: Decision) -> Delay | None:
    """The delay to contest a decision, or None while its letter is not written."""
    letter = decision_letter_of(decision)
    return delay_from(letter) if letter else None


def appeal_answer_day(appeal: Appeal) -> date:
    """From the day after this one, silence rejects the appeal (CRPA L231-4)."""
    return answer_day(appeal.received_on)


def waiting_words(appeal: Appeal) -> str:
    """What whoever follows the request reads while the appeal waits."""
    until = french_date(appeal_answer_day(appeal))
    late = " Il est arrivé hors délai." if appeal.late else ""
    return (
        f"Recours reçu le {french_date(appeal.received_on)}. Réponse au plus tard le {until} : "
        f"sans réponse, il est rejeté.{late}"
    )


def took_part(appeal: Appeal) -> set[int]:
    """Keys of who noted the appeal, and of who studied, validated or signed what it contests: none
    of them says alone that it is given up. The same as `appeal_sql.ANSWERED_ONCE`."""
    request = appeal.decision.request
    acted = (appeal.noted_by_id, appeal.decision.signed_by_id, request.validated_by_id)
    return {pk for pk in (*acted, request.instructor_id) if pk is not None}


def less_than_contested(decision: Decision, aid_cents: int) -> str:
    """Why this sum does not answer the appeal that waits against the decision, in a sentence; or
    nothing. The same as `decision_sql.SIGNED_RIGHT`."""
    if aid_cents >= decision.aid_cents or not decision.appeals.filter(outcome="").exists():
        return ""
    return (
        f"La décision contestée accorde {format_cents(decision.aid_cents)} : la réponse à un "
        "recours n’accorde pas moins. Accordez au moins cette somme, ou maintenez la décision."
    )


def standing_reason(decision: Decision) -> str:
    """Why this decision cannot give way to another one any more, in a sentence; or nothing."""
    award = getattr(decision, "award", None)
    if award is not None and (
        award.orders.exclude(state__in=DEAD_ORDER).exists() or unconfirmed_of(award)
    ):
        return (
            "Un ordre de paiement existe pour cette aide : la décision ne se remplace plus. "
            "Annulez l’ordre s’il n’est pas parti. Sinon, maintenez la décision : un complément se "
            "demande par une nouvelle demande."
        )
    if decision.request.plans.filter(state__in=RUNNING_PLAN).exists():
        return (
            "Un plan est en cours sur cette décision. Constatez sa rupture avant de la remplacer, "
            "ou maintenez la décision."
        )
    return ""
