"""Relations shown read-only: the stock admin links them also for those who may not follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.http import HttpRequest


class AllowedLinks(helpers.AdminForm):
    """The form it is given, whose relations are links only to pages this person may open."""

    def __init__(self, stock: helpers.AdminForm, request: HttpRequest) -> None:
        vars(self).update(vars(stock))
        self.request = request

    def __iter__(self) -> Iterator[helpers.Fieldset]:
        for fieldset in super().__iter__():
            yield _Fieldset(fieldset, self.request)


class _Fieldset(helpers.Fieldset):
    def __init__(self, stock: helpers.Fieldset, request: HttpRequest) -> None:
        vars(self).update(vars(stock))
        self.request = request

    def __iter__(self) -> Iterator[helpers.Fieldline]:
        for line in super().__iter__():
            yield _Line(line, self.request)


class _Line(helpers.Fieldline):
    def __init__(self, stock: helpers.Fieldline, request: HttpRequest) -> None:
        vars(self).update(vars(stock))
        self.request = request

    def __iter__(self) -> Iterator[helpers.AdminField | helpers.AdminReadonlyField]:
        for field in super().__iter__():
            yield _Value(field, self.request) if field.is_readonly else field


class _Value(helpers.AdminReadonlyField):
    def __init__(self, stock: Any, request: HttpRequest) -> None:
        vars(self).update(vars(stock))
        self.request = request

    def get_admin_url(self, remote_field: Any, remote_obj: Any) -> str:
        if self._may_open(remote_obj):
            return str(super().get_admin_url(remote_field, remote_obj))
        return str(remote_obj)

    def _may_open(self, obj: Any) -> bool:
        if not admin.site.is_registered(type(obj)):
            return False
        return admin.site.get_model_admin(type(obj)).has_view_permission(self.request, obj)
