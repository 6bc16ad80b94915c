"""A table that its action writes: the form's values go to one function, never to `save()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest

from actors import rules
from actors.staff_admin import StaffModelAdmin
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule

# The browser's own pickers: Django's write inline styles, which the security policy refuses.
PICKERS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateTimeField: {
        "form_class": forms.SplitDateTimeField,
        "widget": forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": "Jour"},
            time_attrs={"type": "time", "aria-label": "Heure"},
        ),
    },
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
}


class TaskLinks(StaffModelAdmin):
    """The column that leads to a coordinators' page is not shown to those it is closed to."""

    task_column: ClassVar[str] = ""
    formfield_overrides = PICKERS

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        columns = list(super().get_list_display(request))
        if self.task_column and rules.NETWORK.allows(request.user):
            columns.append(self.task_column)
        return columns


class NetworkAdmin(TaskLinks):
    """`create` and `revise` are actions; coordinators write, every staff member reads."""

    change_rule: ClassVar[Rule | None] = rules.NETWORK
    add_rule: ClassVar[Rule | None] = rules.NETWORK
    create: ClassVar[Callable[..., Any]]
    revise: ClassVar[Callable[..., Any]]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        values = {name: form.cleaned_data[name] for name in form.cleaned_data}
        action = type(self)
        if change:
            action.revise(obj, values, by=request.user, at=now())
        else:
            obj.pk = action.create(values, by=request.user, at=now()).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Nothing is related by many-to-many: the action wrote everything."""
