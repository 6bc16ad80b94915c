"""Buttons of an admin page: each is one action, sent by POST, refused in plain words.

A `ModelAdmin` that mixes `ActionButtons` in lists its `buttons`; they appear above the form of a
row, for those who may change it and where `shown(obj)` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from actors.staff_admin import StaffModelAdmin
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused


def _always(_obj: Any) -> bool:
    return True


@dataclass(frozen=True)
class Button:
    """`act(obj, by=…, at=…)` is one action; `question` asks before; `done` is told after."""

    name: str
    label: str
    act: Callable[..., object]
    done: str
    question: str = ""
    tone: str = "primary"
    shown: Callable[[Any], bool] = _always


class ActionButtons(StaffModelAdmin):
    """Adds one POST address per page for its buttons, under the admin's own rights."""

    buttons: ClassVar[Sequence[Button]] = ()
    change_form_template = "admin/change_form_with_buttons.html"

    def row_links(self, obj: Any) -> list[dict[str, str]]:
        """Links {label, url} shown beside the buttons of a row."""
        return []

    def get_urls(self) -> list[URLPattern]:
        opts = self.model._meta
        act = path(
            "<path:object_id>/faire/<slug:name>/",
            self.admin_site.admin_view(self.press),
            name=f"{opts.app_label}_{opts.model_name}_press",
        )
        return [act, *super().get_urls()]

    def press(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Run one button on one visible row; a refusal is told on the same page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        button = next((one for one in self.buttons if one.name == name), None)
        obj = self.get_object(request, object_id)
        if button is None or obj is None:
            raise Http404
        at: datetime = now()
        try:
            button.act(obj, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, button.done)
        opts = self.model._meta
        return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", object_id)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        offered = self._offered(request, object_id) if object_id else {}
        context = {**(extra_context or {}), **offered}
        return super().changeform_view(request, object_id, form_url, context)

    def _offered(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_change_permission(request, obj):
            return {}
        opts = self.model._meta
        address = f"admin:{opts.app_label}_{opts.model_name}_press"
        buttons = [
            {"button": one, "url": reverse(address, args=[object_id, one.name])}
            for one in self.buttons
            if one.shown(obj)
        ]
        return {"row_buttons": buttons, "row_links": self.row_links(obj)}
