"""Raising alerts by night, and noting what was done about them."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record, record_many
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import Rule
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.models import Alert, AlertKind
from secours_loyer.models.alert import OF_FINANCE, OF_MANAGERS
from secours_loyer.queries.alerts import due_on


@action
def raise_alerts(*, at: datetime) -> int:
    """One alert a fact; those whose fact is over close by themselves. Returns how many are new."""
    wanted = {due.key: due for due in due_on(paris_day(at))}
    known = set(Alert.objects.filter(key__in=wanted).values_list("key", flat=True))
    made = Alert.objects.bulk_create(
        (
            Alert(
                key=due.key, kind=due.kind, request_id=due.request_id, due_on=due.on, raised_at=at
            )
            for key, due in wanted.items()
            if key not in known
        ),
        batch_size=1000,
    )
    record_many("raise_alert", made, by=None, at=at)
    Alert.objects.filter(key__in=known, done_at=None).exclude(over_at=None).update(over_at=None)
    Alert.objects.open().exclude(key__in=wanted).update(over_at=at)
    return len(made)


@action
def handle_alert(alert: Alert, *, note: str, by: User, at: datetime) -> Alert:
    """Somebody whose part it is did something about it, and says what."""
    held = locked(alert)
    need(handler_of(held.kind).allows(by), "Cette alerte est traitée par un autre rôle.")
    need(held.done_at is None, "Cette alerte est déjà traitée. Rechargez la page.")
    need(note.strip(), "Dites ce qui a été fait.", field="note")
    held.done_by, held.done_at, held.note = by, at, note.strip()
    held.save(update_fields=["done_by", "done_at", "note"])
    request = held.request
    record("handle_alert", request, by=by, at=at, household=request.household.uid, kind=held.kind)
    return held


def handler_of(kind: str) -> Rule:
    """Who handles an alert of this kind."""
    if kind in OF_FINANCE:
        return rules.FINANCE
    return rules.MANAGER if AlertKind(kind) in OF_MANAGERS else rules.SOCIAL_WORKER
