"""Working groups and their meetings."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assises.actions.groups import revise_group
from assises.actions.meetings import call_meeting, revise_meeting
from assises.admin.base import NetworkAdmin
from assises.models import Meeting, WorkingGroup


@admin.register(WorkingGroup)
class WorkingGroupAdmin(NetworkAdmin):
    """Five groups, one per theme, made with the real content; their words can change."""

    add_rule = None
    revise = staticmethod(revise_group)
    list_display = ("name", "theme")
    fields = ("name", "purpose")


@admin.register(Meeting)
class MeetingAdmin(NetworkAdmin):
    """Cancelling, and the report, are on the meeting's own page."""

    create = staticmethod(call_meeting)
    revise = staticmethod(revise_meeting)
    list_display = ("group", "day", "starts", "place", "state", "report_state")
    task_column = "page"
    list_filter = ("group", "state", "report_state")
    list_select_related = ("group",)
    date_hierarchy = None
    fields = ("group", "day", "starts", "ends", "place", "agenda")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("group",) if obj else ()

    @admin.display(description="compte rendu")
    def page(self, meeting: Meeting) -> SafeString:
        url = reverse("assises:meeting_report", args=[meeting.pk])
        return format_html('<a href="{}">Ouvrir la réunion n° {}</a>', url, meeting.pk)
