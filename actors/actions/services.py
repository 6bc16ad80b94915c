"""What an organisation offers: adding, changing, withdrawing a service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actors.actions.history import authored
from actors.actions.journal import record
from actors.models import Organisation, Service, User
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused

FIELDS = (
    "name",
    "description",
    "themes",
    "publics",
    "conditions",
    "opening_hours",
    "fee",
    "fee_details",
    "how_to_reach",
)


def _keep(service: Service, fields: Mapping[str, Any], by: User | None) -> None:
    """Save under the organisation's lock; a broken constraint is told with its own sentence."""
    for name in FIELDS:
        if name in fields:
            setattr(service, name, fields[name])
    try:
        service.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        known = field if field in FIELDS else None
        raise Refused(messages[0], field=known) from error
    with authored(by):
        service.save()


def _touch(organisation: Organisation, *, by: User | None, at: datetime) -> None:
    """A partner's change waits for the coordinator's reading, and confirms the sheet."""
    if by is not None and not by.is_staff:
        organisation.changed_at = organisation.confirmed_at = at
        with authored(by):
            organisation.save(update_fields=["changed_at", "confirmed_at"])


@transaction.atomic
def add_service(
    organisation: Organisation,
    fields: Mapping[str, Any],
    *,
    by: User | None,
    at: datetime,
    is_demo: bool = False,
) -> Service:
    """Add a service to the sheet. Refused when another one there has the same name."""
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    service = Service(organisation=locked, created_at=at, is_demo=is_demo)
    _keep(service, fields, by)
    _touch(locked, by=by, at=at)
    record("add_service", service, by=by, at=at, organisation=locked.pk)
    return service


@transaction.atomic
def edit_service(
    service: Service, fields: Mapping[str, Any], *, by: User, at: datetime, seen: str = ""
) -> Service:
    """Change a service still offered; refused when somebody else changed what was `seen`."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(
        pk=service.organisation_id
    )
    locked = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if locked.withdrawn_at:
        raise Refused("Ce service a été retiré de la fiche : ajoutez-le de nouveau.")
    shown = {name: getattr(locked, name) for name in FIELDS if name in fields}
    refuse_if_changed(seen, shown, labels_of(locked))
    _keep(locked, fields, by)
    _touch(organisation, by=by, at=at)
    record("edit_service", locked, by=by, at=at, organisation=organisation.pk)
    return locked


@transaction.atomic
def withdraw_service(service: Service, *, by: User, at: datetime) -> Service:
    """Take a service off the sheet; what it was stays in the history."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(
        pk=service.organisation_id
    )
    locked = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if locked.withdrawn_at:
        raise Refused("Ce service est déjà retiré.")
    locked.withdrawn_at = at
    with authored(by):
        locked.save(update_fields=["withdrawn_at"])
    _touch(organisation, by=by, at=at)
    record("withdraw_service", locked, by=by, at=at, organisation=organisation.pk)
    return locked
