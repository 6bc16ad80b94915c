"""Invitations: the coordinator invites the first agents of an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from actors import rules
from actors.actions.invitations import invite, resend_invitation, revoke_invitation
from actors.models import Invitation, Organisation
from actors.staff_buttons import ActionButtons, Button
from actors.staff_written_once import WrittenOnce
from reims_solidarite.kit.clock import now


def unanswered(invitation: Invitation) -> bool:
    """Neither accepted nor withdrawn."""
    return invitation.accepted_at is None and invitation.revoked_at is None


class State(admin.SimpleListFilter):
    """Where an invitation stands now."""

    title = "état"
    parameter_name = "etat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("attente", "En attente"),
            ("expiree", "Expirée"),
            ("acceptee", "Acceptée"),
            ("annulee", "Annulée"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        chosen: QuerySet[Any] = queryset
        match self.value():
            case "attente":
                chosen = queryset.live(now())
            case "expiree":
                chosen = queryset.expired(now())
            case "acceptee":
                chosen = queryset.filter(accepted_at__isnull=False)
            case "annulee":
                chosen = queryset.filter(revoked_at__isnull=False)
        return chosen


@admin.register(Invitation)
class InvitationAdmin(WrittenOnce, ActionButtons):
    """The link itself is never shown: only its reader has it."""

    view_rule = rules.NETWORK
    change_rule = rules.NETWORK
    add_rule = rules.NETWORK
    list_display = ("email", "organisation", "as_manager", "created_at", "expires_at", "state")
    list_filter = (State,)
    list_select_related = ("organisation",)
    search_fields = ("email", "organisation__sort_key")
    buttons = (
        Button(
            "renvoyer",
            "Envoyer un nouveau lien",
            resend_invitation,
            "Une nouvelle invitation est partie ; celle-ci est annulée.",
            shown=unanswered,
        ),
        Button(
            "annuler",
            "Annuler l’invitation",
            revoke_invitation,
            "L’invitation est annulée : son lien ne marche plus.",
            question="Son lien ne marchera plus.",
            tone="danger",
            shown=unanswered,
        ),
    )

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Coming from a sheet, only that organisation is offered; a plain list otherwise."""
        chosen = request.GET.get("organisation", "")
        if db_field.name == "organisation" and chosen.isdecimal():
            kwargs["queryset"] = Organisation.objects.filter(pk=int(chosen))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="état")
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return "Acceptée"
        if invitation.revoked_at:
            return "Annulée"
        return "En attente" if invitation.is_live(now()) else "Expirée"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        typed = ["organisation", "email", "as_manager"]
        return typed if obj is None else [*typed, "state", "invited_by", "created_at", "expires_at"]

    def save_model(
        self,
        request: HttpRequest,
        obj: Invitation,
        form: forms.ModelForm[Invitation],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        if not change:
            sent = invite(obj.organisation, obj.email, as_manager=obj.as_manager, by=user, at=now())
            obj.pk = sent.pk
