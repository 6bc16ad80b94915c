"""Actions of the network: a list to search; each opens on its own task page."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actors import rules
from assises.admin.base import TaskLinks
from assises.models import Action


@admin.register(Action)
class ActionAdmin(TaskLinks):
    """Read-only here: states and bearers change on the task page."""

    view_rule = rules.STAFF
    list_display = ("code", "title", "group", "owner", "state", "due")
    task_column = "follow"
    list_filter = ("state", "group", "edition")
    list_select_related = ("group", "owner")
    search_fields = ("code", "title", "owner__name")

    @admin.display(description="suivre")
    def follow(self, action: Action) -> SafeString:
        url = reverse("assises:staff_action", args=[action.code])
        return format_html('<a href="{}">Suivre {}</a>', url, action.code)
