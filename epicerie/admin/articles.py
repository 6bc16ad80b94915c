"""Articles and suppliers, written by the coordinator."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from actors import rules
from actors.staff_admin import StaffModelAdmin
from epicerie.actions.articles import keep_article
from epicerie.models import Product, Supplier
from reims_solidarite.kit.clock import now


class _Written(StaffModelAdmin):
    """Read by the stock's readers, written through one action."""

    view_rule = rules.STOCK_READER
    change_rule = rules.GROCERY
    add_rule = rules.GROCERY

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        keep_article(obj, by=request.user, at=now())  # type: ignore[arg-type]


@admin.register(Product)
class ProductAdmin(_Written):
    list_display = ("name", "unit", "family", "storage")
    list_filter = ("family", "storage")
    search_fields = ("name",)


@admin.register(Supplier)
class SupplierAdmin(_Written):
    list_display = ("name", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("name",)
