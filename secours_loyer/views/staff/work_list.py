"""One work list, whole: the dashboards show its first rows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from actors import rules
from actors.actions.reading import note_reading
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import attach
from reims_solidarite.kit.spreadsheets import write_csv, write_xlsx
from secours_loyer.queries.spreadsheets import WORK_COLUMNS
from secours_loyer.queries.work_lists import lists_named
from secours_loyer.queries.work_lists.households import households_of
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.views.staff.frame import EXPORT, task_frame

A_PAGE, MOST = 25, 20_000
COLUMNS = [
    {"label": "À faire", "numeric": False},
    {"label": "Ce qui attend", "numeric": False},
    {"label": "Urgent", "numeric": False},
]
WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class WorkList(View):
    """The list of a role that the person holds; `?format=csv|xlsx` is not for the reception."""

    request: SignedInRequest
    rule = rules.AID_READER

    task: Task

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else's list is refused whatever is asked of it."""
        name = kwargs["name"]
        named = lists_named(self.request.user, name, on=today())
        if not named:
            raise Http404
        own = [task for task in named if task[0].allows(self.request.user)]
        if not own:
            raise PermissionDenied
        self.task = own[-1]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: SignedInRequest, name: str) -> HttpResponse:
        wanted = request.GET.get("format", "")
        if wanted in WRITERS:
            return self._export(name, wanted)
        _, title, rows, line = self.task
        page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
        return render(
            request,
            "secours_loyer/staff/work_list.html",
            {
                **task_frame(self.request, title),
                "columns": COLUMNS,
                "table": [_cells(line(row)) for row in page.object_list],
                "page_obj": page,
                "may_export": rules.DECISION_READER.allows(self.request.user),
            },
        )

    def _export(self, name: str, wanted: str) -> HttpResponse:
        if not rules.DECISION_READER.allows(self.request.user):
            raise PermissionDenied
        _, _, rows, line = self.task
        note_reading(
            households_of(rows),
            by=self.request.user,
            at=now(),
            classes=["identity", "debts"],
            route="secours_loyer:work_list",
            reason=EXPORT,
        )
        body = [[read(line(row)) for read in WORK_COLUMNS.values()] for row in rows[:MOST]]
        write, media = WRITERS[wanted]
        response = HttpResponse(write(list(WORK_COLUMNS), body), content_type=media)
        attach(response, f"{name}.{wanted}")
        return response


def _cells(line: dict[str, Any]) -> list[dict[str, Any]]:
    urgent = {"text": "Urgent", "tone": "danger"} if line["urgent"] else {"text": ""}
    return [{"text": line["label"], "url": line["url"]}, {"text": line["detail"]}, urgent]
