"""What happened on a file, from the journal: who, when, what, never why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q

from actors.models import JournalEntry
from reims_solidarite.kit.templatetags.french import in_sentence, instant
from secours_loyer.models import LetterHeldBack, LetterPosting, RentRequest, ReportKind
from secours_loyer.queries.verbs import VERBS

TIMELINE = 60
OF_LETTERS = ("post_letter", "hold_back_letter")


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
    """What each letter that left, or was held back, is, by the detail of its entry; no query when
    none did."""
    said = [str(entry.details.get("rows", "")) for entry in entries if entry.verb in OF_LETTERS]
    found: dict[str, str] = {}
    for model in (LetterPosting, LetterHeldBack):
        start = f"{model._meta.model_name}="
        keys = [rows.removeprefix(start) for rows in said if rows.startswith(start)]
        if keys:
            rows = model._default_manager.filter(pk__in=keys).select_related("letter")
            found |= {f"{start}{row.pk}": str(row.letter) for row in rows}
    return found


def _title(entry: JournalEntry, letters: Mapping[str, str]) -> str:
    title = VERBS[entry.verb]
    if entry.verb in OF_LETTERS:
        letter = letters.get(str(entry.details.get("rows")))
        return f"{title} : {in_sentence(letter)}" if letter else title
    if entry.verb == "landlord_report" and entry.details.get("kind") in ReportKind.values:
        return f"{title} : {ReportKind(entry.details['kind']).label.lower()}"
    return title
