"""The agenda of a session as pages and papers read it."""

from __future__ import annotations

import hashlib

from django.db.models import Exists, OuterRef, QuerySet

from actors.models import RoleGrant, User
from actors.roles import STAFF_ROLES
from secours_loyer.models import (
    AgendaItem,
    Appeal,
    CommissionSession,
    ItemOutcome,
    Outcome,
    Recusal,
    RentRequest,
)
from secours_loyer.states import RequestState

REFUSED_AGAIN = "Refus confirmé (la décision est maintenue)"
SHOWN = ("outcome", "motive", "aid_cents", "plan_cents")


def digest_of_session(session: CommissionSession) -> str:
    """What a signatory reads before signing: the files, the outcomes, who sat and who did not."""
    items = AgendaItem.objects.filter(session=session).live().order_by("rank")
    rows: list[tuple[object, ...]] = [
        (session.number, session.held_at, session.place, session.quorum),
        *session.members.order_by("pk").values_list("pk", "present"),
        *items.values_list("pk", "rank", *SHOWN, "voters"),
        *Recusal.objects.filter(item__session=session, lifted_at=None)
        .order_by("pk")
        .values_list("item", "member", "reason"),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def ready_requests() -> QuerySet[RentRequest]:
    """Requests that a manager checked, the oldest first."""
    rows = RentRequest.objects.filter(state=RequestState.VALIDATED)
    return rows.select_related("household", "debt").order_by("filed_at", "pk")


def colleagues() -> QuerySet[User]:
    """Open accounts of the CCAS: who may sit with one, so that their ties are held."""
    holders = RoleGrant.objects.live().filter(role__in=STAFF_ROLES).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).order_by("last_name", "first_name")


def entered(item: AgendaItem) -> dict[str, object]:
    """What a page shows of an entry, to know whether it changed meanwhile."""
    return {name: getattr(item, name) for name in SHOWN}


def next_to_enter(item: AgendaItem) -> AgendaItem | None:
    """The next file of the session without outcome, in order, then back to the first ones."""
    waiting = AgendaItem.objects.filter(session=item.session_id, outcome="").live()
    after = waiting.filter(rank__gt=item.rank).order_by("rank").first()
    return after or waiting.exclude(pk=item.pk).order_by("rank").first()


def contested_requests() -> QuerySet[RentRequest]:
    """Decided and told, contested, and not on an agenda yet; the oldest appeal first."""
    waiting = Appeal.objects.open().filter(decision__request=OuterRef("pk"))
    placed = AgendaItem.objects.live().filter(request=OuterRef("pk"), decided_at=None)
    rows = RentRequest.objects.filter(Exists(waiting), state=RequestState.NOTIFIED)
    return rows.exclude(Exists(placed)).order_by("pk")


def outcomes_of(item: AgendaItem) -> list[tuple[str, str]]:
    """What may be entered for this file, and its words: a contested decision stays (a refusal is
    refused again), or gives way to a grant."""
    kept = ItemOutcome.REFUSED if item.appeal_id else ItemOutcome.MAINTAINED
    return [
        (value, REFUSED_AGAIN if value == ItemOutcome.MAINTAINED and _refused(item) else label)
        for value, label in ItemOutcome.choices
        if value != kept
    ]


def _refused(item: AgendaItem) -> bool:
    return item.appeal is not None and item.appeal.decision.outcome == Outcome.REFUSED
