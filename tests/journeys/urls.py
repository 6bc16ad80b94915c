"""The portal's addresses, and one whose view fails: the only way to be shown an error 500."""

from __future__ import annotations

from typing import NoReturn

from django.http import HttpRequest
from django.urls import include, path

from actors import rules
from reims_solidarite.kit.http import ruled
from reims_solidarite.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@ruled(rules.PUBLIC)
def broken(request: HttpRequest) -> NoReturn:
    raise RuntimeError("This page breaks on purpose.")


urlpatterns = [path("panne/", broken), path("", include("reims_solidarite.urls"))]
