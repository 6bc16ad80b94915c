"""Read-only pages of the records that nobody edits: landlords, decisions, the payment ledger."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin

from actors import rules
from actors.staff_admin import StaffModelAdmin
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Decision, Landlord, PaymentEntry


@admin.register(Landlord)
class LandlordAdmin(StaffModelAdmin):
    """Landlords; their accounts have pages of their own."""

    view_rule = rules.AID_READER
    list_display = ("name", "kind", "siret", "known_phone", "organisation")
    list_filter = ("kind",)
    list_select_related = ("organisation",)
    search_fields = ("name", "legal_name", "siret")
    fields = (
        *("name", "legal_name", "kind", "siret", "known_phone", "email"),
        *("mail_lines", "mail_postcode", "mail_city", "organisation"),
    )


@admin.register(Decision)
class DecisionAdmin(StaffModelAdmin):
    """Signed decisions; a new one replaces, none is edited."""

    view_rule = rules.DECISION_READER
    sensitive_classes = ("debts",)
    list_display = ("number", "request", "outcome", "aid", "decided_at", "signed_by")
    list_filter = ("outcome",)
    list_select_related = ("request", "signed_by")
    search_fields = ("number", "request__number")
    fields = (
        "number",
        "request",
        "outcome",
        "motive",
        "aid",
        "decided_at",
        "signed_by",
        "replaces",
    )
    readonly_fields = ("aid",)

    @admin.display(description="aide")
    def aid(self, row: Decision) -> str:
        return format_cents(row.aid_cents)

    def households_of(self, obj: Any) -> list[uuid.UUID]:
        return [obj.request.household.uid]


@admin.register(PaymentEntry)
class PaymentEntryAdmin(StaffModelAdmin):
    """The ledger: a mistake is corrected by a contra-entry, never by an edit."""

    view_rule = rules.BATCH_READER
    list_display = ("at", "kind", "euros", "award", "order", "corrects")
    list_filter = ("kind",)
    list_select_related = ("award__decision", "order", "corrects")
    search_fields = ("order__end_to_end_id", "award__decision__number")
    fields = ("at", "kind", "euros", "award", "order", "corrects", "by")
    readonly_fields = ("euros",)

    @admin.display(description="montant")
    def euros(self, row: PaymentEntry) -> str:
        return format_cents(row.amount)
