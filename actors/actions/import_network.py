"""Importing the network's file: idempotent, and never over what people corrected in the portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from actors.actions.history import authored
from actors.actions.journal import record_many
from actors.actions.slugs import free_slug
from actors.identity_digest import identity_digest
from actors.models import Organisation, User
from actors.queries.network_file import Problem, Sheet, read_network_file, sheet_key


@dataclass
class Change:
    """What a line does to a sheet. `kept`: fields changed both in the file and in the portal."""

    line: int
    name: str
    fields: list[str]
    kept: list[str]


@dataclass
class Report:
    """What an import did, or would do."""

    created: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def import_network(
    content: bytes,
    *,
    by: User | None,
    at: datetime,
    dry_run: bool = False,
    is_demo: bool = False,
) -> Report:
    """Create and update sheets from the file; a line with a problem is left out and told.

    A field is updated only when the file changed since the last import and nobody changed that
    field in the portal in between. The dry run makes the same report and writes nothing.
    """
    read = read_network_file(content)
    report = Report(problems=list(read.problems))
    rows = Organisation.objects.select_for_update(of=("self",)).order_by("pk")
    known = {row.import_key: row for row in rows.filter(import_key__isnull=False)}
    typed_here = {
        sheet_key(name): name
        for name in Organisation.objects.filter(import_key=None).values_list("name", flat=True)
    }
    taken = set(Organisation.objects.values_list("slug", flat=True))
    created: list[Organisation] = []
    updated: list[Organisation] = []
    for sheet in read.sheets:
        if row := known.get(sheet.key):
            change = _update(row, sheet)
            touched = row.imported != sheet.fields
            (report.updated if change.fields or change.kept else report.unchanged).append(change)
            if touched:
                row.imported = sheet.fields
                updated.append(row)
        elif sheet.key in typed_here:
            report.problems.append(_homonym(sheet))
        else:
            slug = free_slug(sheet.fields["name"], taken)
            taken.add(slug)
            created.append(_new(sheet, slug, at, is_demo=is_demo))
            report.created.append(Change(sheet.line, sheet.fields["name"], [], []))
    if not dry_run:
        _write(created, updated, by=by, at=at)
    return report


def _update(row: Organisation, sheet: Sheet) -> Change:
    """Three-way: the file now, the file last time, the portal."""
    change = Change(sheet.line, row.name, [], [])
    for name, value in sheet.fields.items():
        if row.imported.get(name) == value or getattr(row, name) == value:
            continue
        if getattr(row, name) == row.imported.get(name):
            setattr(row, name, value)
            change.fields.append(name)
        else:
            change.kept.append(name)
    return change


def _new(sheet: Sheet, slug: str, at: datetime, *, is_demo: bool) -> Organisation:
    return Organisation(
        **sheet.fields,
        slug=slug,
        is_published=True,
        created_at=at,
        is_demo=is_demo,
        import_key=sheet.key,
        imported=sheet.fields,
    )


def _homonym(sheet: Sheet) -> Problem:
    return Problem(
        sheet.line,
        "nom",
        "Une organisation de ce nom a déjà été créée dans le portail : complétez sa fiche, ou "
        "précisez le nom dans le fichier.",
    )


def _write(
    created: list[Organisation],
    updated: list[Organisation],
    *,
    by: User | None,
    at: datetime,
) -> None:
    with authored(by):
        Organisation.objects.bulk_create(created, batch_size=500)
        if updated:
            fields = [*updated[0].imported, "imported"]
            Organisation.objects.bulk_update(updated, fields, batch_size=500)
    rows = [*created, *updated]
    record_many("import_organisation", rows, by=by, at=at, identity_of=identity_digest)
