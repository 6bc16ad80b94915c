"""Background jobs in the admin: what waits, what failed; nothing to change by hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from procrastinate.contrib.django.models import ProcrastinateJob

from actors import rules
from actors.staff_admin import StaffModelAdmin
from reims_solidarite.kit.http import Rule

STATUS_WORDS = {
    "todo": "en attente",
    "doing": "en cours",
    "succeeded": "fait",
    "failed": "échoué",
    "cancelled": "annulé",
    "aborting": "arrêt demandé",
    "aborted": "arrêté",
}


class StatusFilter(admin.SimpleListFilter):
    """State of the job, in French."""

    title = "état"
    parameter_name = "etat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(STATUS_WORDS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(ProcrastinateJob)
class JobAdmin(StaffModelAdmin):
    """Arguments hold identifiers only: no name, no address."""

    view_rule: ClassVar[Rule] = rules.ADMINISTRATOR | rules.AUDITOR
    list_display = ("id", "task_name", "queue_name", "state", "attempts", "scheduled_at")
    list_filter = (StatusFilter,)
    search_fields = ("task_name",)
    ordering = ("-id",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The package that runs the jobs names them in English."""
        title = {"title": "Tâches de fond"}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    @admin.display(description="état")
    def state(self, job: ProcrastinateJob) -> str:
        return STATUS_WORDS.get(str(job.status), str(job.status))
