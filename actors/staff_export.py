"""A list of the admin as a spreadsheet: the rows found, the columns shown, nothing more."""

from __future__ import annotations

from typing import Any, Protocol

from django.contrib.admin.utils import label_for_field, lookup_field
from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from reims_solidarite.kit.http import attach
from reims_solidarite.kit.spreadsheets import write_csv, write_xlsx

WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
MOST_EXPORTED = 20_000
KEPT_AS_THEY_ARE = (int, float)


class Listing(Protocol):
    """What is read of Django's change list."""

    queryset: Any
    list_display: Any
    model: Any
    model_admin: Any


def spreadsheet_of(listing: Listing, wanted: str, *, name: str) -> HttpResponse:
    """The rows that the search and the filters leave, all pages together, formula-safe."""
    columns = [column for column in listing.list_display if column != "action_checkbox"]
    headings = [
        str(label_for_field(column, listing.model, listing.model_admin)).capitalize()
        for column in columns
    ]
    rows = [
        [_cell(column, row, listing.model_admin) for column in columns]
        for row in listing.queryset[:MOST_EXPORTED]
    ]
    write, media = WRITERS[wanted]
    answer = HttpResponse(write(headings, rows), content_type=media)
    attach(answer, f"{name}.{wanted}")
    return answer


def _cell(column: str, row: Any, model_admin: Any) -> Any:
    """What the page shows, as a value that a spreadsheet can sort."""
    field, _attribute, value = lookup_field(column, row, model_admin)
    choices = dict(getattr(field, "flatchoices", ()) or ())
    if choices:
        return str(choices.get(value, value or ""))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or isinstance(value, KEPT_AS_THEY_ARE):
        return value
    if isinstance(value, SafeString):
        return strip_tags(value)
    return value if hasattr(value, "isoformat") and hasattr(value, "year") else str(value)
