"""E-mails as sent, what failed, and the preview of every kind."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from actors import rules
from actors.actions.messages import send_again
from actors.emails.kinds import all_kinds
from actors.models import Message
from actors.staff_buttons import ActionButtons, Button


class Delivery(admin.SimpleListFilter):
    """Where the message stands."""

    title = "envoi"
    parameter_name = "envoi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("parti", "Parti"),
            ("attente", "En attente"),
            ("echec", "En échec"),
            ("retenu", "Retenu"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        chosen: QuerySet[Any] = queryset
        match self.value():
            case "parti":
                chosen = queryset.filter(sent_at__isnull=False)
            case "attente":
                chosen = queryset.filter(sent_at=None, withdrawn_at=None, last_error="")
            case "echec":
                chosen = queryset.filter(sent_at=None, withdrawn_at=None).exclude(last_error="")
            case "retenu":
                chosen = queryset.filter(withdrawn_at__isnull=False)
        return chosen


@admin.register(Message)
class MessageAdmin(ActionButtons):
    """Bodies may be shown: no e-mail names an aid, an amount or a debt (a test looks)."""

    view_rule = rules.ADMINISTRATOR
    change_rule = rules.ADMINISTRATOR
    change_list_template = "admin/messages_list.html"
    list_display = ("subject", "address", "created_at", "state")
    list_filter = (Delivery,)
    search_fields = ("address", "subject")
    date_hierarchy = "created_at"
    fields = ("subject", "address", "kind_words", "created_at", "sent_at", "state", "text")
    readonly_fields = fields
    buttons = (
        Button(
            "renvoyer",
            "Renvoyer",
            send_again,
            "Le message est remis dans la file d’envoi.",
            shown=lambda message: message.sent_at is None and message.withdrawn_at is None,
        ),
    )

    @admin.display(description="quand")
    def kind_words(self, message: Message) -> str:
        words = {kind.name: kind.when for kind in all_kinds()}
        return words.get(message.kind, "Connexion au compte")

    @admin.display(description="envoi")
    def state(self, message: Message) -> str:
        if message.sent_at:
            return "parti"
        if message.withdrawn_at:
            return "retenu : ce qu’il annonce n’était plus vrai"
        if message.last_error:
            return f"échec ({message.attempts} essais) : {message.last_error}"
        return "en attente"
