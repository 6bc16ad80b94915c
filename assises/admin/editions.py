"""Editions, sessions and proposals."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assises.actions.editions import create_edition, create_session, revise_edition, revise_session
from assises.actions.followup import note_proposal
from assises.admin.base import NetworkAdmin
from assises.forms.session import SessionForm
from assises.models import Edition, Proposal, Session


@admin.register(Edition)
class EditionAdmin(NetworkAdmin):
    """The state changes on the board, by its buttons."""

    create = staticmethod(create_edition)
    revise = staticmethod(revise_edition)
    list_display = ("year", "date", "theme", "place", "state")
    task_column = "board"
    list_filter = ("state",)
    search_fields = ("name", "theme", "place")
    fields = (
        "year",
        "rank",
        "date",
        "name",
        "theme",
        "place",
        "introduction",
        "organisers",
        "registration_opens_at",
        "registration_closes_at",
        "capacity",
        "follow_up",
        "attendance_about",
        "source",
    )

    @admin.display(description="préparer")
    def board(self, edition: Edition) -> SafeString:
        url = reverse("assises:board", args=[edition.year])
        return format_html('<a href="{}">Préparer l’édition {}</a>', url, edition.year)


@admin.register(Session)
class SessionAdmin(NetworkAdmin):
    """A larger room promotes those who wait; a new hour or room is told to those who come."""

    form = SessionForm
    create = staticmethod(create_session)
    revise = staticmethod(revise_session)
    list_display = ("title", "kind", "edition", "starts_at", "room", "capacity")
    list_filter = ("edition", "kind")
    list_select_related = ("edition",)
    search_fields = ("title", "room")
    fields = (
        "edition",
        "kind",
        "title",
        "theme",
        "starts_at",
        "ends_at",
        "room",
        "capacity",
        "points",
        "speakers",
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only reads sees names: the form's lines exist in the form alone."""
        if self.has_change_permission(request, obj):
            return list(self.fields)
        return [*(name for name in self.fields if name != "speakers"), "speaker_names"]

    @admin.display(description="intervenants")
    def speaker_names(self, session: Session) -> str:
        return ", ".join(speaker.name for speaker in session.speakers.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("edition",) if obj else ()


@admin.register(Proposal)
class ProposalAdmin(NetworkAdmin):
    """Noted once, under the next code; then it lives as an action."""

    change_rule: ClassVar[None] = None
    create = staticmethod(lambda values, **who: note_proposal(**values, **who))
    list_display = ("code", "title", "edition", "theme")
    list_filter = ("edition", "theme")
    list_select_related = ("edition",)
    search_fields = ("code", "title")
    fields = ("edition", "session", "theme", "title", "text")
