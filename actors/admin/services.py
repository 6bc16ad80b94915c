"""Services, as the organisations describe them; the coordinator may correct or withdraw one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.safestring import SafeString

from actors import rules
from actors.actions.services import edit_service, withdraw_service
from actors.admin.changes import changes_of
from actors.forms.service import ServiceForm
from actors.models import Service
from actors.staff_buttons import ActionButtons, Button
from reims_solidarite.kit.clock import now


@admin.register(Service)
class ServiceAdmin(ActionButtons):
    """What is offered, organisation by organisation."""

    view_rule = rules.STAFF
    change_rule = rules.NETWORK
    form = ServiceForm
    list_display = ("name", "organisation", "fee", "withdrawn_at")
    list_filter = ("fee", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__sort_key")
    readonly_fields = ("organisation", "withdrawn_at", "changes")
    fields = ("organisation", *ServiceForm.Meta.fields, "seen", "withdrawn_at", "changes")
    buttons = (
        Button(
            "retirer",
            "Retirer de la fiche",
            withdraw_service,
            "Le service n’est plus sur la fiche.",
            question="Ce service ne sera plus visible du public.",
            tone="danger",
            shown=lambda service: service.withdrawn_at is None,
        ),
    )

    @admin.display(description="Changements")
    def changes(self, service: Service) -> SafeString | str:
        return changes_of(service)

    def save_model(
        self,
        request: HttpRequest,
        obj: Service,
        form: ModelForm[Service],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        seen = form.cleaned_data["seen"]
        edit_service(obj, form.cleaned_data, by=user, at=now(), seen=seen)
