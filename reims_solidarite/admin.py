"""The one AdminSite: staff work here, with the portal's look, rights and second factor."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from reims_solidarite.kit.clock import today


class PortalAdminConfig(AdminConfig):
    """Makes `PortalAdminSite` the default site, so that apps register with `@admin.register`."""

    default_site = "reims_solidarite.admin.PortalAdminSite"


class PortalAdminSite(AdminSite):
    """French, without per-user permissions: `actors.rules` decides."""

    site_title = "Solidarité Reims"
    site_header = "Solidarité Reims"
    index_title = "Mon tableau de bord"
    enable_nav_sidebar = True
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that ask `actors.rules`: those of other packages stay out."""
        from actors.staff_admin import StaffModelAdmin

        if isinstance(admin_class, type) and issubclass(admin_class, StaffModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_staff)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Task pages first: they are what people come for; the tables follow."""
        from reims_solidarite.pages.staff_menu import tasks_for

        tables: list[Any] = super().get_app_list(request, app_label)
        tasks = [] if app_label else tasks_for(request.user)  # type: ignore[arg-type]
        if not tasks:
            return tables
        menu = {
            "name": "Mon travail",
            "app_label": "travail",
            "app_url": reverse("admin:index"),
            "has_module_perms": True,
            "models": tasks,
        }
        return [menu, *tables]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The dashboard: what waits for each role, before the list of tables."""
        from reims_solidarite.pages.queries.dashboard import dashboard_for

        work = dashboard_for(request.user, on=today())  # type: ignore[arg-type]
        context = {**work, **(extra_context or {})}
        return super().index(request, context)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One sign-in page for everyone."""
        return redirect("account_login")
