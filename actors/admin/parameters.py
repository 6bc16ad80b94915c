"""The admin's entry to the parameters: the page in words takes the place of the table."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from actors import rules
from actors.models import Parameter
from actors.staff_admin import StaffModelAdmin


@admin.register(Parameter)
class ParameterAdmin(StaffModelAdmin):
    """Read-only; values are decided on `/admin/parametres/`."""

    view_rule = rules.PARAMETER_DECIDER | rules.AUDITOR
    fields = ("key", "value", "period", "decision", "set_at", "set_by")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("actors:parameters")
