"""Accounts of one name that are two people’s, noted by an administrator who is neither."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from actors import rules
from actors.actions.two_people import note_two_people
from actors.forms.accounts import TwoPeopleForm
from actors.models import TwoPeople
from actors.staff_written_once import WrittenOnce
from reims_solidarite.kit.clock import now


@admin.register(TwoPeople)
class TwoPeopleAdmin(WrittenOnce):
    """Written once."""

    new_form = TwoPeopleForm
    change_list_template = "admin/two_people_list.html"
    add_form_template = "admin/two_people_add.html"
    view_rule = rules.ADMINISTRATOR | rules.AUDITOR
    add_rule = rules.ADMINISTRATOR
    list_display = ("first", "second", "reason", "noted_by", "noted_at")
    list_select_related = ("first", "second", "noted_by")
    search_fields = ("first__sort_key", "second__sort_key")
    ordering = ("-noted_at", "-pk")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        title = {} if object_id else {"title": "Noter que deux comptes sont à deux personnes"}
        context = {**title, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["first_email", "second_email", "reason"]
        return ["first", "second", "reason", "noted_by", "noted_at"]

    def save_model(
        self,
        request: HttpRequest,
        obj: TwoPeople,
        form: forms.ModelForm[TwoPeople],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        if change:
            return
        given = form.cleaned_data
        by: Any = request.user
        noted = note_two_people(
            given["first_email"], given["second_email"], reason=given["reason"], by=by, at=now()
        )
        obj.pk, obj.first, obj.second = noted.pk, noted.first, noted.second
