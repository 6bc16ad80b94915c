"""Hostile input is turned away before any view or query sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from reims_solidarite.kit.heavy_files import is_too_heavy, weigh_only


def _dirty(values: "MultiValueDict[str, str]") -> bool:
    return any(
        "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text)
        for key, items in values.lists()
        for text in (key, *items)
    )


class SafeInput:
    """NUL and lone surrogates (PostgreSQL stores neither) get 400; an oversized body gets 413;
    a form of ours is read without its files, and its page says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if is_too_heavy(length) and not weigh_only(request, length):
            return render(request, "413.html", status=413)
        if "\x00" in request.path or _dirty(request.GET) or _dirty(request.POST):
            return render(request, "400.html", status=400)
        return self.get_response(request)
