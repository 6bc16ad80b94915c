"""Changing, confirming, re-reading and publishing an organisation's sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from actors.actions.history import authored
from actors.actions.identity import need_as_told
from actors.actions.journal import record
from actors.actions.slugs import free_slug
from actors.identity_digest import identity_digest, is_identity_of
from actors.models import Organisation, User
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from reims_solidarite.kit.transitions import Refused

PARTNER_FIELDS = (
    "acronym",
    "themes",
    "network_role",
    "address",
    "phone",
    "email",
    "website",
    "siret",
    "rna",
)
# What tells organisations apart stays with the coordinator.
STAFF_FIELDS = ("name", "kind", "source", *PARTNER_FIELDS)


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


@transaction.atomic
def create_organisation(
    fields: Mapping[str, Any], *, by: User | None, at: datetime, is_demo: bool = False
) -> Organisation:
    """Make a sheet that the public does not see yet."""
    taken = set(Organisation.objects.values_list("slug", flat=True))
    values = {name: fields[name] for name in STAFF_FIELDS if name in fields}
    with authored(by):
        organisation = Organisation.objects.create(
            **values, slug=free_slug(values["name"], taken), created_at=at, is_demo=is_demo
        )
    told = identity_digest(organisation)
    record("create_organisation", organisation, by=by, at=at, identity=told)
    return organisation


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    fields: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    seen: str = "",
) -> Organisation:
    """Change a sheet. Shown at once; a partner's change is re-read by the coordinator after.

    Saying what is true today also confirms the sheet. The page's address never changes. Refused
    when somebody else changed what was `seen`.
    """
    locked = _locked(organisation)
    need_as_told(locked, is_identity_of)
    allowed = STAFF_FIELDS if by.is_staff else PARTNER_FIELDS
    shown = {name: getattr(locked, name) for name in allowed if name in fields}
    refuse_if_changed(seen, shown, labels_of(locked))
    changed = [name for name in allowed if name in fields and getattr(locked, name) != fields[name]]
    for name in changed:
        setattr(locked, name, fields[name])
    if by.is_staff:
        locked.reviewed_at = at
    else:
        locked.confirmed_at = at
        locked.changed_at = at if changed else locked.changed_at
    try:
        with authored(by), transaction.atomic():
            locked.save(update_fields=[*changed, "reviewed_at", "confirmed_at", "changed_at"])
    except IntegrityError as error:
        raise Refused("Un des champs n’est pas valable : vérifiez le SIRET et le RNA.") from error
    record(
        "edit_organisation",
        locked,
        by=by,
        at=at,
        fields=",".join(changed),
        identity=identity_digest(locked),
    )
    return locked


@transaction.atomic
def confirm_organisation(organisation: Organisation, *, by: User, at: datetime) -> Organisation:
    """« C’est toujours juste »: the organisation vouches for its sheet as it is."""
    locked = _locked(organisation)
    locked.confirmed_at = at
    with authored(by):
        locked.save(update_fields=["confirmed_at"])
    record("confirm_organisation", locked, by=by, at=at)
    return locked


@transaction.atomic
def review_organisation(organisation: Organisation, *, by: User, at: datetime) -> Organisation:
    """The coordinator has read what the partner changed."""
    locked = _locked(organisation)
    if locked.changed_at is None or (
        locked.reviewed_at and locked.reviewed_at >= locked.changed_at
    ):
        raise Refused("Cette fiche n’a pas changé depuis la dernière relecture.")
    locked.reviewed_at = at
    with authored(by):
        locked.save(update_fields=["reviewed_at"])
    record("review_organisation", locked, by=by, at=at)
    return locked


@transaction.atomic
def publish_organisation(
    organisation: Organisation, *, by: User | None, at: datetime
) -> Organisation:
    """Show the sheet in the public directory."""
    locked = _locked(organisation)
    if locked.is_published:
        raise Refused("Cette fiche est déjà visible du public.")
    locked.is_published = True
    with authored(by):
        locked.save(update_fields=["is_published"])
    record("publish_organisation", locked, by=by, at=at)
    return locked


@transaction.atomic
def unpublish_organisation(organisation: Organisation, *, by: User, at: datetime) -> Organisation:
    """Take the sheet off the public directory; nothing is deleted."""
    locked = _locked(organisation)
    if not locked.is_published:
        raise Refused("Cette fiche n’est pas visible du public.")
    locked.is_published = False
    with authored(by):
        locked.save(update_fields=["is_published"])
    record("unpublish_organisation", locked, by=by, at=at)
    return locked
