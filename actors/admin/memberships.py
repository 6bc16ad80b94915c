"""Agents of the organisations: who acts for whom, since when; people come by invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from actors import rules
from actors.actions.memberships import end_membership, make_manager, unmake_manager
from actors.models import Membership
from actors.staff_buttons import ActionButtons, Button
from reims_solidarite.kit.names import folded


@admin.register(Membership)
class MembershipAdmin(ActionButtons):
    """A membership is never edited: its buttons end it, give or take responsibility."""

    view_rule = rules.NETWORK | rules.ADMINISTRATOR
    change_rule = rules.NETWORK
    list_display = ("user", "organisation", "is_manager", "joined_at", "ended_at")
    list_filter = ("is_manager", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "organisation")
    search_fields = ("user__sort_key", "user__email", "organisation__sort_key")
    search_help_text = "Nom, adresse e-mail ou organisation, avec ou sans accents."
    fields = readonly_fields = (
        "user",
        "organisation",
        "function",
        "is_manager",
        "joined_at",
        "ended_at",
        "ended_by",
    )
    buttons = (
        Button(
            "responsable",
            "Nommer responsable",
            make_manager,
            "Cette personne est maintenant responsable.",
            shown=lambda row: row.ended_at is None and not row.is_manager,
        ),
        Button(
            "simple-agent",
            "N’est plus responsable",
            unmake_manager,
            "Cette personne n’est plus responsable.",
            tone="",
            shown=lambda row: row.ended_at is None and row.is_manager,
        ),
        Button(
            "terminer",
            "A quitté l’organisation",
            end_membership,
            "Ses accès à cette organisation sont fermés.",
            question="Ses accès à cette organisation se ferment tout de suite.",
            tone="danger",
            shown=lambda row: row.ended_at is None,
        ),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, folded(search_term))
