"""The one AdminSite: staff work here, with the portal's look, rights and second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from reims_solidarite.kit.clock import today

if TYPE_CHECKING:
    from reims_solidarite.pages.staff_menu import Menu


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

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._menus: dict[frozenset[str], Menu] = {}

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that ask `actors.rules`: those of other packages stay out."""
        from actors.staff_admin import StaffModelAdmin

        if isinstance(admin_class, type) and issubclass(admin_class, StaffModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_staff)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The menu depends on the roles alone: it is made once for each set of them."""
        if app_label:
            return _in_french(super().get_app_list(request, app_label))
        return self.menu(request)

    def menu(self, request: HttpRequest) -> Menu:
        """Task pages first: they are what people come for; the tables follow."""
        from reims_solidarite.pages.staff_menu import Menu, tasks_for

        roles: frozenset[str] = getattr(request.user, "roles", frozenset())
        if roles not in self._menus:
            tables = _in_french(super().get_app_list(request))
            tasks = tasks_for(request.user) if roles else []  # type: ignore[arg-type]
            self._menus[roles] = Menu([_work(tasks), *tables] if tasks else tables)
        return self._menus[roles]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        menu = self.menu(request)
        return {**super().each_context(request), "staff_menu": menu.side(request.path)}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The dashboard: what waits for each role, before the list of tables."""
        from reims_solidarite.pages.queries.dashboard import dashboard_for

        work = dashboard_for(request.user, on=today())  # type: ignore[arg-type]
        tables = self.menu(request).tables(request.path)
        context = {**work, "tables": tables, **(extra_context or {})}
        return super().index(request, context)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One sign-in page for everyone."""
        return redirect("account_login")


def _in_french(tables: list[Any]) -> list[Any]:
    """The package that runs the jobs names itself and its table in English."""
    for app in tables:
        if app["app_label"] == "procrastinate":
            app["name"] = "Fonctionnement du portail"
            for table in app["models"]:
                table["name"] = "Tâches de fond"
    return tables


def _work(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "Mon travail",
        "app_label": "travail",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": tasks,
    }
