"""Certificates and valuations as files: the same ones for the coordinator, managers, volunteers."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.utils.text import slugify

from actors.models import Organisation
from actors.staff_export import WRITERS
from epicerie.letters.certificates import association_certificate, volunteer_certificate
from epicerie.models import Volunteer
from epicerie.queries.given import Span, given_by, valuation
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import attach


def pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    attach(response, f"{slugify(name)}.pdf")
    return response


def certificate_file(
    volunteer: Volunteer, entries: object, span: Span, *, association: str = ""
) -> HttpResponse:
    """One person's certificate over these entries."""
    given = given_by(entries, span)  # type: ignore[arg-type]
    name = str(volunteer)
    content = volunteer_certificate(name, given, span, at=now(), association=association)
    return pdf(content, f"attestation-{name}")


def valuation_file(organisation: Organisation, span: Span, wanted: str) -> HttpResponse:
    """An association's hours and their value, for its accounts: PDF or XLSX."""
    given = valuation(organisation.pk, span)
    name = f"benevolat-{slugify(organisation.name)}"
    if wanted == "pdf":
        return pdf(association_certificate(organisation.name, given, span, at=now()), name)
    write, media = WRITERS["xlsx"]
    rows: list[list[str | int | Decimal | None]] = [
        ["Bénévole", person.name, person.shifts, _hours(person.minutes), None, None]
        for person in given.people
    ]
    rows += [
        ["Valeur", "", None, _hours(line.minutes), _euros(line.rate_cents), _euros(line.cents)]
        for line in given.lines
    ]
    rows.append(["Total", "", given.shifts, _hours(given.minutes), None, _euros(given.cents)])
    headings = ["Ligne", "Bénévole", "Ouvertures", "Heures", "Valeur d’une heure (€)", "Valeur (€)"]
    response = HttpResponse(write(headings, rows), content_type=media)
    attach(response, f"{name}.xlsx")
    return response


def _hours(minutes: int) -> Decimal:
    """Hours to the hundredth: what a spreadsheet adds up."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
