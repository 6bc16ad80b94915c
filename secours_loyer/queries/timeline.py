"""What happened on a file, from the journal: who, when, what, never why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q

from actors.models import JournalEntry
from reims_solidarite.kit.templatetags.french import in_sentence, instant
from secours_loyer.models import LetterPosting, RentRequest, ReportKind
from secours_loyer.queries.verbs import VERBS

TIMELINE = 60
POSTED = "letterposting="


def timeline_of(request: RentRequest, about: Iterable[Model]) -> list[dict[str, Any]]:
    """Newest first; `about`, the rows of the file that have acts of their own."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in (request, *about):
        keys[row._meta.label_lower].append(str(row.pk))
    own = Q()
    for label, rows in keys.items():
        own |= Q(object_type=label, object_id__in=rows)
    entries = list(
        JournalEntry.objects.filter(own, verb__in=VERBS)
        .select_related("actor")
        .order_by("-at", "-pk")[:TIMELINE]
    )
    letters = _letters(entries)
    return [
        {
            "date": instant(entry.at),
            "title": _title(entry, letters),
            "by": entry.actor.get_full_name() if entry.actor else "",
            "text": "",
        }
        for entry in entries
    ]


def _letters(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """What each letter that left is, by the detail of its entry; no query when none left."""
    said = [str(entry.details.get("rows", "")) for entry in entries if entry.verb == "post_letter"]
    keys = [rows.removeprefix(POSTED) for rows in said if rows.startswith(POSTED)]
    if not keys:
        return {}
    found = LetterPosting.objects.filter(pk__in=keys).select_related("letter")
    return {f"{POSTED}{row.pk}": str(row.letter) for row in found}


def _title(entry: JournalEntry, letters: Mapping[str, str]) -> str:
    title = VERBS[entry.verb]
    if entry.verb == "post_letter":
        letter = letters.get(str(entry.details.get("rows")))
        return f"{title} : {in_sentence(letter)}" if letter else title
    if entry.verb == "landlord_report" and entry.details.get("kind") in ReportKind.values:
        return f"{title} : {ReportKind(entry.details['kind']).label.lower()}"
    return title
