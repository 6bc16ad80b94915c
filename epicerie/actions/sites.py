"""Sites of the grocery: a van or a second shop is added, renamed, put out of service and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import OpeningDay, Site
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def add_site(label: str, *, location: str, by: User, at: datetime) -> Site:
    """One more place of opening; its code comes from its name and never changes."""
    require_coordinator(by)
    label = _named(label)
    code = base = slugify(label)[:16] or "site"
    number = 1
    while Site.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    with walls():
        site = Site.objects.create(code=code, label=label, location=location.strip())
    record("add_site", site, by=by, at=at)
    return site


@transaction.atomic
def rename_site(site: Site, label: str, *, location: str, by: User, at: datetime) -> Site:
    """Another name or address: openings, feeds and sheets to come say the new one."""
    require_coordinator(by)
    locked = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    locked.label, locked.location = _named(label), location.strip()
    with walls():
        locked.save(update_fields=["label", "location"])
    record("rename_site", locked, by=by, at=at)
    return locked


@transaction.atomic
def retire_site(site: Site, *, by: User, at: datetime) -> Site:
    """Out of service: no more openings there; refused while some are still to come."""
    require_coordinator(by)
    # All of them, in order: two sites retired at once would leave none. The full lock holds back
    # whoever is adding an opening: it is seen here, or refused by `opening_of_a_site_in_service`.
    sites = {row.pk: row for row in Site.objects.select_for_update(of=("self",)).order_by("pk")}
    locked = sites[site.pk]
    if not locked.active:
        return locked
    if sum(row.active for row in sites.values()) == 1:
        raise Refused("C’est le seul site en service : ajoutez-en un autre d’abord.")
    to_come = OpeningDay.objects.planned().filter(site=locked).to_come(at).count()
    if to_come:
        raise Refused(
            f"{to_come} ouvertures y sont encore prévues : annulez-les d’abord."
            if to_come > 1
            else "Une ouverture y est encore prévue : annulez-la d’abord."
        )
    locked.active = False
    locked.save(update_fields=["active"])
    record("retire_site", locked, by=by, at=at)
    return locked


@transaction.atomic
def reinstate_site(site: Site, *, by: User, at: datetime) -> Site:
    """Back in service."""
    require_coordinator(by)
    locked = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    if not locked.active:
        locked.active = True
        locked.save(update_fields=["active"])
        record("reinstate_site", locked, by=by, at=at)
    return locked


def _named(label: str) -> str:
    if not label.strip():
        raise Refused("Donnez un nom à ce site.", field="label")
    return label.strip()
