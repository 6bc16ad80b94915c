"""Working groups: meetings, approved reports, and actions with who carries them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from assises.models import WorkingGroup
from assises.queries.groups import group_page, groups_with_next
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled


@ruled(rules.PUBLIC)
@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """The groups, each with its next meeting and its numbers of actions."""
    context = {"groups": groups_with_next(on=today())}
    return render(request, "assises/public/groups.html", context)


@ruled(rules.PUBLIC)
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group; drafts of reports stay inside."""
    found = get_object_or_404(WorkingGroup, slug=slug)
    context = {
        "group": found,
        **group_page(found, on=today()),
        "crumbs": [
            {"label": "Groupes de travail", "url": reverse("assises:groups")},
            {"label": found.name},
        ],
    }
    return render(request, "assises/public/group.html", context)
