"""The base of every model page of the admin: rights by rule, rows by `visible_to`, no deletion.

Read-only unless `change_rule` is given; then `save_model` must call one action. A `Refused` comes
back as an error above the form, with what was typed still in it.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from actors import rules
from actors.actions.reading import note_reading
from actors.journal_words import in_words
from actors.models import User
from actors.staff_export import WRITERS, spreadsheet_of
from actors.staff_links import AllowedLinks
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused


class StaffModelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """`view_rule`: who sees the page; `change_rule`: who may add and change (None: nobody)."""

    view_rule: ClassVar[Rule] = rules.STAFF
    change_rule: ClassVar[Rule | None] = None
    add_rule: ClassVar[Rule | None] = None
    # Field classes shown on the detail page; each opening is written in the access log.
    sensitive_classes: ClassVar[tuple[str, ...]] = ()
    # A list of what households live through is read row by row, never taken away whole.
    exportable: ClassVar[bool] = True
    show_full_result_count = False
    list_per_page = 25
    list_max_show_all = 0
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.view_rule.allows(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.change_rule is not None and self.change_rule.allows(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.add_rule is not None and self.add_rule.allows(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        visible = getattr(rows, "visible_to", None)
        return visible(request.user) if visible else rows

    def households_of(self, obj: Any) -> list[uuid.UUID]:
        """Which households a row shows; needed where `sensitive_classes` is set."""
        raise NotImplementedError

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's own admin log keeps names after an erasure: the journal replaces it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """See `log_addition`."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The history of a row is its lines of the journal (same page, our source).

        The right is asked before the row: whether a row exists is nobody else's business.
        """
        from actors.models import JournalEntry

        if not self.has_view_or_change_permission(request):
            raise PermissionDenied

        entries = JournalEntry.objects.filter(
            object_type=self.model._meta.label_lower, object_id=object_id
        ).select_related("actor")
        told = [(entry, in_words(entry.verb)) for entry in entries[:200]]
        context = {**(extra_context or {}), "journal_entries": told, "action_list": []}
        return super().history_view(request, object_id, context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal: Refused | None = getattr(request, "refusal", None)
        if refusal is None:
            return form

        def clean(this: BaseForm) -> None:
            form.clean(this)
            raise ValidationError(refusal.message)

        return type("RefusedForm", (form,), {"clean": clean})

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list under its own name; `?format=` downloads what the search and filters leave."""
        wanted = request.GET.get("format", "")
        offered = self.exportable and not self.sensitive_classes
        if offered and wanted in WRITERS and self.has_view_permission(request):
            asked = request.GET.copy()
            asked.pop("format")
            request.GET = asked  # type: ignore[assignment]
            found = self.get_changelist_instance(request)
            return spreadsheet_of(found, wanted, name=str(self.opts.verbose_name_plural))
        kept = request.GET.urlencode()
        context = {
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "export_query": (f"{kept}&" if kept else "") + "format=" if offered else "",
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["adminform"] = AllowedLinks(context["adminform"], request)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if self.sensitive_classes and object_id and request.method == "GET":
            self._note_reading(request, object_id)
        # « Modification de organisation » is no French: the thing's name, then which one it is.
        name = str(self.opts.verbose_name)
        title = capfirst(name) if object_id else f"Ajouter : {name}"
        context = {"title": title, **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refused as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, context)

    def _note_reading(self, request: HttpRequest, object_id: str) -> None:
        shown = self.get_object(request, object_id)
        if shown is not None and isinstance(request.user, User):
            note_reading(
                self.households_of(shown),
                by=request.user,
                at=now(),
                classes=self.sensitive_classes,
                route=f"admin:{self.model._meta.label_lower}",
                reason=self.view_rule.label[:80],
            )
