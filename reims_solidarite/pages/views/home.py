"""The home page: what the network does, in one glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import PUBLIC
from actors.themes import Theme
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.pages.queries.home import home_facts

THEMES = tuple((theme.value, theme.label) for theme in Theme)


@ruled(PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", {**home_facts(now()), "themes": THEMES})
