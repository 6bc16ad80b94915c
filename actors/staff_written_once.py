"""Rows that are added by a form of their own, then only read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest

from actors.staff_admin import StaffModelAdmin


class WrittenOnce(StaffModelAdmin):
    """`new_form`: the form that adds one, when it asks other things than the row holds."""

    new_form: ClassVar[Any] = None

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        if obj is None and self.new_form is not None:
            kwargs["form"] = self.new_form
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [] if obj is None else list(self.get_fields(request, obj))
