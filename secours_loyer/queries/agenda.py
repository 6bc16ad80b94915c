"""The agenda of a session as pages and papers read it."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from actors.models import RoleGrant, User
from actors.roles import STAFF_ROLES
from secours_loyer.models import AgendaItem, CommissionSession, Recusal, RentRequest
from secours_loyer.states import RequestState

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
    return RentRequest.objects.filter(state=RequestState.VALIDATED).order_by("filed_at", "pk")


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
