"""A list of the rent aid in the admin's frame: searched, one state kept, taken away as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.lists import ListPage
from secours_loyer.models import RentRequest
from secours_loyer.queries.payment_stop import payment_stop
from secours_loyer.views.staff.frame import EXPORT, note_shown, task_frame


class StaffList(ListPage):
    """`?etat=` keeps one state; `?format=csv|xlsx` is for those of `export_rule` alone."""

    request: SignedInRequest
    template_name = "secours_loyer/staff/list.html"
    title: str
    states: Any
    # What the filter offers, when it is not the states themselves.
    choices: ClassVar[Sequence[tuple[str, str]]] = ()
    heads: Sequence[tuple[str, bool]]
    export_rule: ClassVar[Rule] = rules.DECISION_READER
    pays: ClassVar[bool] = False
    classes: ClassVar[Sequence[str]] = ("identity", "debts")

    def base(self) -> QuerySet[Any]:
        """Rows before the state is chosen."""
        raise NotImplementedError

    def columns_shown(self) -> Sequence[tuple[str, bool]]:
        """The heads of the columns that this reader may read."""
        return self.heads

    def cells(self, row: Any) -> list[dict[str, Any]]:
        """One line of the table."""
        raise NotImplementedError

    def file_of(self, row: Any) -> RentRequest | None:
        """The request whose household this row names."""
        del row
        return None

    def rows(self) -> QuerySet[Any]:
        wanted = self.request.GET.get("etat", "")
        return self.base().filter(state=wanted) if wanted in self.states.values else self.base()

    def rows_shown(self, rows: Sequence[Any]) -> None:
        files = [file for row in rows if (file := self.file_of(row))]
        reason = EXPORT if self.leaving else None
        note_shown(self.request, files, self.classes, reason=reason)

    @property
    def leaving(self) -> bool:
        """The list is being taken away."""
        return bool(self.columns) and self.request.GET.get("format") in {"csv", "xlsx"}

    def export(self, wanted: str) -> HttpResponse:
        """What leaves the portal: refused to whoever may only look."""
        if not self.export_rule.allows(self.request.user):
            raise PermissionDenied
        return super().export(wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = self.request.GET.get("etat", "")
        user = self.request.user
        return {
            **task_frame(self.request, self.title),
            **context,
            "columns": [
                {"label": label, "numeric": numeric} for label, numeric in self.columns_shown()
            ],
            "table": [self.cells(row) for row in context["page_obj"].object_list],
            "states": self.choices or self.states.choices,
            "chosen": chosen,
            "stop": payment_stop(user, on=today()) if self.pays else None,
            "may_stop": self.pays and rules.MANAGER.allows(user),
            "may_open": rules.FINANCE.allows(user),
            "may_export": bool(self.columns) and self.export_rule.allows(user),
            "query": f"{context['kept']}&" if context["kept"] else "",
        }
