"""The demo's commission: one session signed, another one prepared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from actors.models import User
from reims_solidarite.demo.duplicates import answer_all
from reims_solidarite.kit.dates import paris_day, paris_instant
from secours_loyer.actions import agenda, delegation, entries, minutes, notifying, sessions
from secours_loyer.actions.appeals import note_appeal
from secours_loyer.models import CommissionSession, Decision, ItemOutcome, RentRequest
from secours_loyer.queries.agenda import digest_of_session

MEMBERS = (
    ("Présidente de démonstration", "Vice-présidente du CCAS"),
    ("Administrateur de démonstration", "Élu"),
    ("Administratrice de démonstration", "Représentante d’une association"),
    ("Usager de démonstration", "Représentant des usagers"),
)
OUTCOMES = {
    "adjourned": ItemOutcome.ADJOURNED,
    "refused": ItemOutcome.REFUSED,
    "contested": ItemOutcome.REFUSED,
}
MOTIVES = {
    ItemOutcome.GRANTED: "Situation passagère, loyer repris.",
    ItemOutcome.REFUSED: (
        "Le loyer dépasse durablement les ressources : un relogement est à chercher."
    ),
    ItemOutcome.ADJOURNED: "La réponse du fonds de solidarité pour le logement est attendue.",
}
MOST = 60_000


def afternoon(at: datetime) -> datetime:
    """Two o’clock, that day."""
    return paris_instant(paris_day(at), time(14))


def decide_by_delegation(request: RentRequest, *, by: User, at: datetime) -> Decision:
    """The commission sits too late; the landlord’s new statement came the same day, and another
    decision takes the place of the first."""
    cents = min(request.proposed_cents or 30_000, 40_000)
    urgency = "L’expulsion est prévue avant la prochaine séance."
    first = delegation.decide_urgently(
        request,
        motive="Le versement évite l’expulsion.",
        urgency=urgency,
        aid_cents=cents,
        by=by,
        at=at,
    )
    return delegation.replace_decision(
        first,
        motive="Le versement évite l’expulsion ; le bailleur a corrigé son décompte.",
        urgency=urgency,
        aid_cents=cents - 1_000,
        by=by,
        at=at,
    )


def prepare_session(
    requests: Sequence[RentRequest], *, held_at: datetime, secretary: User, at: datetime
) -> CommissionSession:
    """Its members and its agenda."""
    session = sessions.plan_session(
        held_at=held_at, place="Salle du conseil du CCAS", by=secretary, at=at
    )
    if not session.members.exists():
        for name, title in MEMBERS:
            sessions.seat(session, name=name, title=title, by=secretary, at=at)
    for request in requests:
        if request.instructor is not None:
            answer_all(request, by=request.instructor, at=at)
    agenda.register(session, requests, by=secretary, at=at)
    return session


def hold_session(
    examined: Sequence[tuple[str, RentRequest]], *, secretary: User, signatory: User, at: datetime
) -> None:
    """Each file as its story says; minutes signed, letters written."""
    requests = [request for _, request in examined]
    later = max(at, afternoon(at))
    session = prepare_session(requests, held_at=later, secretary=secretary, at=at)
    sessions.mark_presence(session, present=list(session.members.all()), by=secretary, at=at)
    sessions.open_session(session, by=secretary, at=at)
    items = session.items.order_by("rank")
    for (story, request), item in zip(examined, items, strict=True):
        outcome = OUTCOMES.get(story, ItemOutcome.GRANTED)
        aid = min(request.proposed_cents or 30_000, MOST) if outcome == "accord" else 0
        motive = MOTIVES[outcome]
        entries.record_outcome(
            item, outcome=outcome, motive=motive, aid_cents=aid, by=secretary, at=at
        )
    lifted = sessions.lift_session(session, by=secretary, at=at)
    digest = digest_of_session(lifted)
    signed = minutes.sign_minutes(lifted, digest=digest, by=signatory, at=at)
    notifying.notify_session(signed, by=secretary, at=at)
    contested = [request.pk for story, request in examined if story == "contested"]
    _contest(RentRequest.objects.filter(pk__in=contested), at=at + timedelta(days=4))


def _contest(requests: QuerySet[RentRequest], *, at: datetime) -> None:
    """Refused, and the household does not agree: its appeal waits for the commission."""
    for request in requests:
        if request.instructor is not None:
            note_appeal(
                request,
                received_on=paris_day(at),
                helped_by="une écrivaine publique de démonstration",
                reason="Exemple : un emploi reprend le mois prochain, le loyer sera payé.",
                by=request.instructor,
                at=at,
            )
