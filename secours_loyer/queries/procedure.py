"""The eviction procedure of a lease, in words: each act, its last day, and what to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reims_solidarite.kit.templatetags.french import in_sentence
from secours_loyer.legal_dates import (
    TRUCE,
    clause_deadline,
    eviction_from,
    hearing_from,
    summons_from,
    truce_end,
)
from secours_loyer.models import ActDelay, ActKind, LandlordKind, ProcedureAct, Signaller, Tenancy

SOON = 10
# A commission sits about once a month: whatever bites before the next one may be urgent.
BITES_WITHIN = timedelta(days=30)
# What the household risks on the last day of each act.
BITES = {
    ActKind.PAY: "le bail prend fin si la dette n’est pas payée (clause résolutoire)",
    ActKind.HEARING: "le loyer courant doit être repris avant",
    ActKind.JUDGMENT: "fin du délai donné par le juge",
    ActKind.LEAVE: "fin du délai pour quitter les lieux",
    ActKind.FORCE: "réponse du préfet attendue, son silence est un refus",
}
LAST_DAY = {
    ActKind.PAY: "Dernier jour pour payer : {:%d/%m/%Y}.",
    ActKind.JUDGMENT: "Délai donné par le juge : jusqu’au {:%d/%m/%Y}.",
    ActKind.LEAVE: "Dernier jour pour quitter les lieux : {:%d/%m/%Y}.",
    ActKind.FORCE: "Réponse du préfet attendue le {:%d/%m/%Y}, son silence est un refus.",
}
AFTER_JUDGMENT = (ActKind.LEAVE, ActKind.FORCE, ActKind.FORCE_GRANTED)


@dataclass(frozen=True)
class Coming:
    """A day that comes, and what it brings."""

    day: date
    title: str
    words: str
    days_left: int

    @property
    def tone(self) -> str:
        return "danger" if self.days_left <= SOON else "warning"

    @property
    def left(self) -> str:
        """« dans 12 jours »."""
        if self.days_left == 0:
            return "aujourd’hui"
        return "demain" if self.days_left == 1 else f"dans {self.days_left} jours"


def standing_acts(lease: Tenancy) -> list[ProcedureAct]:
    """Acts that count, newest first; no query when prefetched."""
    return [act for act in lease.acts.all() if act.cancelled_at is None]


def coming_days(lease: Tenancy, *, on: date) -> list[Coming]:
    """The last days ahead, the first to bite leading."""
    acts = standing_acts(lease)
    found = [
        Coming(
            act.deadline_on,
            act.get_kind_display(),
            BITES[ActKind(act.kind)],
            (act.deadline_on - on).days,
        )
        for act in acts
        if act.deadline_on is not None and act.deadline_on >= on
    ]
    end = truce_end(on)
    if end is not None and any(act.kind in AFTER_JUDGMENT for act in acts):
        words = "fin de la trêve : l’expulsion redevient possible"
        found.append(Coming(end, "Trêve hivernale", words, (end - on).days))
    return sorted(found, key=lambda one: (one.day, one.words))


def act_words(act: ProcedureAct, lease: Tenancy, acts: Sequence[ProcedureAct]) -> str:
    """The last day of an act and what to check on it; `acts` are those that count."""
    return " ".join(_words(act, lease, acts))


def truce_words(acts: Sequence[ProcedureAct], *, on: date) -> str:
    """Said while the truce lasts, to whoever may be put out."""
    end = truce_end(on)
    return TRUCE.format(until=end) if end and acts else ""


def _words(act: ProcedureAct, lease: Tenancy, acts: Sequence[ProcedureAct]) -> Iterator[str]:
    kind = ActKind(act.kind)
    if kind in LAST_DAY and act.deadline_on is not None:
        yield LAST_DAY[kind].format(act.deadline_on)
    if kind == ActKind.PAY:
        yield from _checked_by_law(act, lease)
    elif kind == ActKind.SIGNAL:
        yield f"Par : {in_sentence(act.get_signaller_display())}."
        if _legal_person(lease):
            yield _summons_after(act)
    elif kind == ActKind.SUMMONS:
        yield from _summoned(act, lease, acts)
    elif kind in (ActKind.LEAVE, ActKind.FORCE_GRANTED):
        first = eviction_from(act.deadline_on or act.served_on)
        yield f"Expulsion au plus tôt le {first:%d/%m/%Y}."
    if act.delay == ActDelay.UNKNOWN:
        yield "Délai à lire sur l’acte : notez-le."


def _summons_after(act: ProcedureAct) -> str:
    if act.signaller != Signaller.CCAS:
        return f"Assignation possible à partir du {summons_from(act.served_on):%d/%m/%Y}."
    return (
        "Il ne fait pas courir les deux mois avant l’assignation : le bailleur fait lui-même son "
        "signalement."
    )


def _checked_by_law(act: ProcedureAct, lease: Tenancy) -> Iterator[str]:
    by_law = clause_deadline(lease.lease_date, act.served_on)
    if act.delay != ActDelay.UNKNOWN and act.deadline_on != by_law:
        yield (
            f"Le bail du {lease.lease_date:%d/%m/%Y} donnerait jusqu’au {by_law:%d/%m/%Y} : faites "
            "vérifier l’acte par l’ADIL."
        )


def _summoned(act: ProcedureAct, lease: Tenancy, acts: Sequence[ProcedureAct]) -> Iterator[str]:
    yield f"Audience au plus tôt le {hearing_from(act.served_on):%d/%m/%Y}."
    in_time = any(
        one.kind == ActKind.SIGNAL
        # What the CCAS tells the CCAPEX stands for no report of the landlord (loi 89-462, 24 II).
        and one.signaller != Signaller.CCAS
        and summons_from(one.served_on) <= act.served_on
        for one in acts
    )
    if _legal_person(lease) and not in_time:
        yield (
            "Aucun signalement à la CCAPEX noté deux mois avant : vérifiez-le, le juge peut "
            "écarter l’assignation (sauf SCI familiale)."
        )


def _legal_person(lease: Tenancy) -> bool:
    return lease.landlord.kind != LandlordKind.PRIVATE
