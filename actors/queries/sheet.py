"""One organisation's sheet as the public reads it: plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from actors.models import Organisation, Service
from reims_solidarite.kit.prepared import prepared


class PublicSheet(NamedTuple):
    """What the sheet tells of the organisation."""

    name: str
    kind: str
    network_role: str
    is_published: bool
    is_demo: bool
    acronym: str
    themes: tuple[str, ...]
    address: str
    phone: str
    email: str
    website: str
    siret: str
    rna: str
    confirmed_at: datetime | None
    source: str


class PublicService(NamedTuple):
    """What it tells of one service."""

    name: str
    is_demo: bool
    description: str
    publics: tuple[str, ...]
    conditions: str
    opening_hours: str
    fee: str
    fee_details: str
    how_to_reach: str


class Neighbour(NamedTuple):
    """An organisation that acts on one of the same themes."""

    slug: str
    name: str
    kind: str
    network_role: str


FIELDS = tuple(field.attname for field in Organisation._meta.concrete_fields)


@prepared
def _published(slug: str) -> QuerySet[Any, Any]:
    return Organisation.objects.published().filter(slug=slug).values_list(*FIELDS)


def published_sheet(slug: str) -> Organisation | None:
    """What anyone may read; a sheet that is not published yet is for the page to look for."""
    for row in _published(slug=slug):
        return Organisation.from_db("default", FIELDS, row)
    return None


def public_sheet(row: Organisation) -> PublicSheet:
    return PublicSheet(
        name=row.name,
        kind=row.get_kind_display(),
        network_role=row.network_role,
        is_published=row.is_published,
        is_demo=row.is_demo,
        acronym=row.acronym,
        themes=tuple(row.theme_labels),
        address=row.address,
        phone=row.phone,
        email=row.email,
        website=row.website,
        siret=row.siret,
        rna=row.rna,
        confirmed_at=row.confirmed_at,
        source=row.source,
    )


def public_services(rows: Iterable[Service]) -> tuple[PublicService, ...]:
    return tuple(
        PublicService(
            name=row.name,
            is_demo=row.is_demo,
            description=row.description,
            publics=tuple(row.public_labels),
            conditions=row.conditions,
            opening_hours=row.opening_hours,
            fee=row.get_fee_display(),
            fee_details=row.fee_details,
            how_to_reach=row.how_to_reach,
        )
        for row in rows
    )


def public_neighbours(rows: Iterable[Organisation]) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(row.slug, row.name, row.get_kind_display(), row.network_role) for row in rows
    )
