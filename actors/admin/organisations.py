"""Organisations: the coordinator names, publishes and re-reads; every other field has a history."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from actors import rules
from actors.actions.organisations import (
    confirm_organisation,
    create_organisation,
    edit_organisation,
    publish_organisation,
    review_organisation,
    unpublish_organisation,
)
from actors.admin.changes import changes_of
from actors.forms.organisation import StaffSheetForm
from actors.models import Organisation
from actors.queries.network_health import without_manager
from actors.staff_buttons import ActionButtons, Button
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.names import folded


def waits_for_reading(sheet: Organisation) -> bool:
    """A partner changed it since the coordinator last read it."""
    changed, read = sheet.changed_at, sheet.reviewed_at
    return changed is not None and (read is None or read < changed)


class Attention(admin.SimpleListFilter):
    """What the coordinator comes for."""

    title = "à faire"
    parameter_name = "a_faire"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("relire", "Fiche à relire"), ("responsable", "Sans responsable")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        if self.value() == "relire":
            queryset = queryset.to_review()
        if self.value() == "responsable":
            queryset = queryset.filter(pk__in=without_manager().values("pk"))
        chosen: QuerySet[Any] = queryset
        return chosen


@admin.register(Organisation)
class OrganisationAdmin(ActionButtons):
    """Sheets of the directory."""

    view_rule = rules.STAFF
    change_rule = rules.NETWORK
    add_rule = rules.NETWORK
    form = StaffSheetForm
    list_display = ("name", "kind", "is_published", "confirmed", "to_read")
    list_filter = (Attention, "kind", "is_published")
    search_fields = ("name",)
    search_help_text = "Nom ou sigle, avec ou sans accents."
    readonly_fields = ("is_published", "confirmed_at", "changed_at", "reviewed_at", "changes")
    fieldsets = (
        (None, {"fields": ("name", "acronym", "kind", "network_role", "themes", "seen")}),
        ("Coordonnées publiques", {"fields": ("address", "phone", "email", "website")}),
        ("Identifiants et source", {"fields": ("siret", "rna", "source")}),
        (
            "Suivi",
            {"fields": ("is_published", "confirmed_at", "changed_at", "reviewed_at", "changes")},
        ),
    )
    buttons = (
        Button(
            "relu",
            "J’ai relu la fiche",
            review_organisation,
            "La fiche est relue.",
            shown=waits_for_reading,
        ),
        Button(
            "publier",
            "Publier la fiche",
            publish_organisation,
            "La fiche est visible du public.",
            shown=lambda sheet: not sheet.is_published,
        ),
        Button(
            "confirmer",
            "L’organisation confirme sa fiche",
            confirm_organisation,
            "La fiche est confirmée à la date d’aujourd’hui.",
        ),
        Button(
            "retirer",
            "Retirer du public",
            unpublish_organisation,
            "La fiche n’est plus visible du public.",
            question="Les habitants ne verront plus cette fiche.",
            tone="danger",
            shown=lambda sheet: sheet.is_published,
        ),
    )

    def row_links(self, obj: Any) -> list[dict[str, str]]:
        invite = reverse("admin:actors_invitation_add") + f"?organisation={obj.pk}"
        members = reverse("admin:actors_membership_changelist") + f"?q={quote(obj.name)}"
        return [
            {"label": "Inviter un agent", "url": invite},
            {"label": "Ses agents", "url": members},
        ]

    @admin.display(description="confirmée", ordering="confirmed_at")
    def confirmed(self, sheet: Organisation) -> str:
        return f"{paris_day(sheet.confirmed_at):%d/%m/%Y}" if sheet.confirmed_at else "jamais"

    @admin.display(description="relecture", ordering="changed_at")
    def to_read(self, sheet: Organisation) -> str:
        return "à relire" if waits_for_reading(sheet) else ""

    @admin.display(description="Changements")
    def changes(self, sheet: Organisation) -> SafeString | str:
        return changes_of(sheet)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in folded(search_term).split():
            queryset = queryset.filter(Q(sort_key__contains=word) | Q(acronym__icontains=word))
        return queryset, False

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: ModelForm[Organisation],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        if change:
            seen = form.cleaned_data["seen"]
            edit_organisation(obj, form.cleaned_data, by=user, at=now(), seen=seen)
        else:
            made = create_organisation(form.cleaned_data, by=user, at=now())
            obj.pk, obj.slug = made.pk, made.slug
