"""Loading the real content: past editions as public sources tell them, and the five groups.

What exists is left as it is: the staff may have corrected or completed it since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from actors.actions.journal import record
from actors.themes import Theme
from assises.actions.editions import create_edition, create_session
from assises.models import Edition, EditionState, SessionKind, WorkingGroup
from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.transitions import Refused


@dataclass
class Loaded:
    """What was added, in words for the person who runs the command."""

    added: list[str] = field(default_factory=list)
    known: int = 0

    def note(self, label: str, *, created: bool) -> None:
        if created:
            self.added.append(label)
        else:
            self.known += 1


@transaction.atomic
def load_content(data: Mapping[str, Any], *, at: datetime) -> Loaded:
    """Load the file's editions, programme, speakers and groups; twice changes nothing more."""
    loaded = Loaded()
    try:
        data = _typographic(data)
        edition = _edition(data["nom"], data, loaded, at=at)
        for session in data["seances"]:
            _session(edition, session, loaded, at=at)
        for later in data["editions_suivantes"]:
            _edition(data["nom"], later, loaded, at=at)
        _groups(data["suites"], loaded, at=at)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"Ce fichier n’a pas la forme attendue ({error}).") from error
    return loaded


def _typographic(value: Any) -> Any:
    """The same facts with the apostrophe that French readers are used to."""
    if isinstance(value, str):
        return value.replace("'", "’")
    if isinstance(value, dict):
        return {key: _typographic(item) for key, item in value.items()}
    return [_typographic(item) for item in value] if isinstance(value, list) else value


def _edition(name: str, facts: Mapping[str, Any], loaded: Loaded, *, at: datetime) -> Edition:
    """Only what the source says; the rest stays empty."""
    day = date.fromisoformat(facts["date"])
    known = Edition.objects.filter(year=day.year).first()
    loaded.note(f"édition {day.year}", created=known is None)
    if known is not None:
        return known
    organisers = facts.get("organisateurs", [])
    support = facts.get("avec_l_appui_de", [])
    with_support = f", avec l’appui de {' et '.join(support)}" if support else ""
    values = {
        "year": day.year,
        "rank": facts.get("rang"),
        "date": day,
        "name": name,
        "theme": facts.get("theme", ""),
        "organisers": f"{', '.join(organisers)}{with_support}",
        "follow_up": facts.get("suites", ""),
        "attendance_about": facts.get("participants_environ"),
        "source": facts["source"],
        "state": EditionState.CLOSED,
    }
    return create_edition(values, by=None, at=at)


def _session(edition: Edition, facts: Mapping[str, Any], loaded: Loaded, *, at: datetime) -> None:
    starts_at = paris_instant(edition.date, time.fromisoformat(facts["debut"]))
    ends = facts.get("fin")
    known = edition.sessions.filter(starts_at=starts_at, title=facts["titre"]).exists()
    loaded.note(f"séance « {facts['titre']} »", created=not known)
    if known:
        return
    values = {
        "edition": edition,
        "kind": SessionKind(facts["type"]).value,
        "starts_at": starts_at,
        "ends_at": paris_instant(edition.date, time.fromisoformat(ends)) if ends else None,
        "theme": Theme(facts["theme"]).value if "theme" in facts else "",
        "title": facts["titre"],
        "points": facts.get("points_soulignes", []),
        "speakers": [(p["nom"], p["fonctions"]) for p in facts.get("intervenants", [])],
    }
    create_session(values, by=None, at=at)


def _groups(purpose: str, loaded: Loaded, *, at: datetime) -> None:
    for theme in Theme:
        group, created = WorkingGroup.objects.get_or_create(
            theme=theme.value,
            defaults={
                "slug": theme.value,
                "name": f"Groupe «\u00a0{theme.label}\u00a0»",
                "purpose": f"{purpose}.",
            },
        )
        loaded.note(f"groupe « {theme.label} »", created=created)
        if created:
            record("create_group", group, by=None, at=at, theme=theme.value)
