"""Who waits for whom: every act on seats first takes its edition's lock.

A promotion may free a seat elsewhere, which promotes somebody else, and so on: the workshops
involved are not known in advance. One lock per edition keeps that chain free of deadlocks; the
dozens of people of one edition never notice.
"""

from __future__ import annotations

from collections.abc import Iterable

from assises.models import Edition, Registration, Session


def lock_edition(pk: int) -> Edition:
    """Wait for the edition, then read it again."""
    return Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def lock_registration(registration: Registration) -> tuple[Edition, Registration]:
    """Lock the edition, then the registration."""
    edition = lock_edition(registration.edition_id)
    locked = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=registration.pk)
    )
    return edition, locked


def lock_sessions(pks: Iterable[int]) -> dict[int, Session]:
    """Lock workshops in the order of their numbers; free places are counted after this."""
    rows = Session.objects.select_for_update(of=("self",), no_key=True)
    return {session.pk: session for session in rows.filter(pk__in=set(pks)).order_by("pk")}
