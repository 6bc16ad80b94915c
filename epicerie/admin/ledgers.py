"""Ledgers to be read: movements and tickets. Nobody writes here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from actors import rules
from actors.staff_admin import StaffModelAdmin
from epicerie.models import Sale, SaleLine, StockMovement
from reims_solidarite.kit.money import format_cents


@admin.register(StockMovement)
class StockMovementAdmin(StaffModelAdmin):
    """Every entry and exit."""

    view_rule = rules.STOCK_READER
    list_display = ("at", "kind", "amount", "lot", "reason", "by")
    list_filter = ("kind",)
    list_select_related = ("lot__product", "by")
    date_hierarchy = "at"


class SaleLineInline(admin.TabularInline):  # type: ignore[type-arg]
    """Lines of a ticket."""

    model = SaleLine
    template = "admin/edit_inline/read_only_lines.html"
    extra = 0
    can_delete = False
    fields = ("lot", "quantity", "value_cents", "rate", "paid_cents")
    readonly_fields = fields

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return rules.STOCK_READER.allows(request.user)


@admin.register(Sale)
class SaleAdmin(StaffModelAdmin):
    """Tickets, without the household: the ledger does not need it."""

    view_rule = rules.STOCK_READER
    list_display = ("ticket", "at", "value", "paid", "by")
    list_select_related = ("by",)
    date_hierarchy = "at"
    fields = ("at", "value", "paid", "by")
    readonly_fields = fields
    inlines = (SaleLineInline,)

    @admin.display(description="ticket", ordering="pk")
    def ticket(self, sale: Sale) -> str:
        return str(sale.pk)

    @admin.display(description="valeur")
    def value(self, sale: Sale) -> str:
        return format_cents(sale.value_cents)

    @admin.display(description="payé")
    def paid(self, sale: Sale) -> str:
        return format_cents(sale.paid_cents)
