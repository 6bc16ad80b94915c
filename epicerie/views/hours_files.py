"""Certificates and valuations as files: the same ones for the coordinator, managers, volunteers."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.utils.text import slugify

from actors.models import Organisation
from actors.staff_export import WRITERS
from epicerie.letters.certificates import association_certificate, volunteer_certificate
from epicerie.models import Volunteer
from epicerie.models.hours import HoursQuerySet
from epicerie.queries.given import Span, given_by, valuation
from epicerie.queries.hour_value import Rates
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import attach
from reims_solidarite.kit.spreadsheets import CellValue

Row = list[CellValue]
WORTH = ["Heures", "Valeur d’une heure (€)", "Valeur (€)", "Source de la valeur"]


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
    rows: list[Row] = [
        ["Bénévole", one.name, one.shifts, _hours(one.minutes), None, euros(one.cents), ""]
        for one in given.people
    ]
    rows += [
        ["Valeur", "", None, *_worth(line.minutes, line.rate.cents, line.cents), line.rate.source]
        for line in given.lines
    ]
    rows.append(["Total", "", given.shifts, *_worth(given.minutes, None, given.cents), ""])
    return _xlsx(["Ligne", "Bénévole", "Ouvertures", *WORTH], rows, name)


def volunteer_file(volunteer: Volunteer, entries: HoursQuerySet, span: Span) -> HttpResponse:
    """One person's hours and their value, entry by entry; what was taken back is not listed."""
    standing = entries.between(*span).standing().select_related("organisation")
    listed = list(standing.order_by("day", "pk"))
    known = Rates(*span)
    cents = known.shared((entry.pk, entry.day, entry.amount) for entry in listed)
    rows: list[Row] = []
    for entry in listed:
        rate, sent_by = known.on(entry.day), str(entry.organisation or "")
        worth = _worth(entry.amount, rate.cents, cents[entry.pk])
        rows.append([entry.day, entry.get_kind_display(), sent_by, *worth, rate.source])
    minutes = sum(entry.amount for entry in listed)
    rows.append(["Total", "", "", *_worth(minutes, None, sum(cents.values())), ""])
    return _xlsx(["Jour", "Pour", "Association", *WORTH], rows, f"heures-{volunteer}")


def _xlsx(headings: list[str], rows: list[Row], name: str) -> HttpResponse:
    write, media = WRITERS["xlsx"]
    response = HttpResponse(write(headings, rows), content_type=media)
    attach(response, f"{slugify(name)}.xlsx")
    return response


def _worth(minutes: int, rate: int | None, cents: int) -> list[CellValue]:
    return [_hours(minutes), None if rate is None else euros(rate), euros(cents)]


def _hours(minutes: int) -> Decimal:
    """Hours to the hundredth: what a spreadsheet adds up."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
